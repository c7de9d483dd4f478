/** Values as people and programs write them into text files. Each returns null for what it cannot read. */

const CLOCK = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?$/;
const MOST_SECONDS = 1_000 * 3600;

/** "06:01", "75:10", "1:02:33", "03:45.5" in seconds. */
export function parseClock(text: string): number | null {
  const match = CLOCK.exec(text.trim());
  if (match === null) return null;
  const [hours, minutes, seconds] = [Number(match[1] ?? 0), Number(match[2]), Number(match[3])];
  if (seconds > 59 || (match[1] !== undefined && minutes > 59)) return null;
  return hours * 3600 + minutes * 60 + seconds + Number(`0.${match[4] ?? '0'}`);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "06:01", "1:02:33". */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const rest = `${two(minutes)}:${two(whole % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** "128", "128.00", "128,00", "1e3"; "1.234,5" and "1,234.5" with thousands. Units after the number are left to the caller. */
export function parseDecimal(text: string): number | null {
  const trimmed = text.trim();
  const grouped = /^-?\d{1,3}(?:([.,' \u00a0\u202f])\d{3})+(?:[.,]\d+)?$/.exec(trimmed);
  const separator = grouped?.[1];
  const isGrouped = separator !== undefined && (trimmed.split(separator).length > 2 || /[.,]\d+[.,]\d+$/.test(trimmed));
  const plain = (isGrouped ? trimmed.replaceAll(separator, '') : trimmed).replace(',', '.');
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,2})?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** A whole number of 0 or more: "2003", "7/12" (the first), "12 of 40". */
export function parseCount(text: string): number | null {
  const match = /^(\d{1,9})(?:\s*(?:\/|of)\s*\d+)?(?:[.,]0+)?$/.exec(text.trim());
  return match === null ? null : Number(match[1]);
}

/** Year of "2003", "2003-05-01", "01.05.2003". */
export function parseYear(text: string): number | null {
  const match = /(?<!\d)(1[89]\d\d|20\d\d)(?!\d)/.exec(text);
  return match === null ? null : Number(match[1]);
}

/** Seconds of a length: a clock, "245", "245.3 s", "4m 5s"; milliseconds where the column says so. */
export function parseLength(text: string, inMilliseconds = false): number | null {
  const clock = parseClock(text);
  if (clock !== null) return clock;
  const spoken = /^(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?\.?)?\s*(?:(\d+)\s*s(?:ec)?\.?)?$/i.exec(text.trim());
  if (spoken !== null && text.trim() !== '')
    return Number(spoken[1] ?? 0) * 3600 + Number(spoken[2] ?? 0) * 60 + Number(spoken[3] ?? 0);
  const value = parseDecimal(text.trim().replace(/\s*s(?:ec)?\.?$/i, ''));
  if (value === null || value < 0 || value > MOST_SECONDS * 1000) return null;
  return inMilliseconds ? value / 1000 : value;
}

const FULL_STARS = /[*★⭐✭✮🌟]/gu;

/**
 * Stars 0-5 of "*****", " ★★", "3", "3/5", "60 %", or a number on a scale up to 100 (20 a star) or 255 (51 a star).
 * Blanks are rekordbox's way of writing none: 0.
 */
export function parseRating(text: string): number | null {
  if (text === '') return null;
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  if (/^[*★☆⭐✭✮🌟·.\s\ufe0f]+$/u.test(trimmed)) return Math.min(5, trimmed.match(FULL_STARS)?.length ?? 0);
  const number = parseDecimal(trimmed.replace(/\s*(?:\/\s*5|%|stars?)$/i, ''));
  if (number === null || number < 0 || number > 255) return null;
  if (number <= 5) return Math.round(number);
  return Math.round(number <= 100 ? number / 20 : number / 51);
}

/** Bytes of "12345678", "11.8 MB", "8,5 MiB". */
export function parseSize(text: string): number | null {
  const match = /^(.*?)\s*([kmg]?)i?(?:b|bytes|octets|o)?$/i.exec(text.trim());
  const value = match === null ? null : parseDecimal(match[1] ?? '');
  if (value === null || value < 0) return null;
  const power = ' kmg'.indexOf((match?.[2] ?? '').toLowerCase() || ' ');
  return Math.round(value * 1024 ** power);
}

/** Bits a second of "320", "320 kbps", "320000", "1411 kBit/s". */
export function parseBitRate(text: string): number | null {
  const value = parseDecimal(text.replace(/\s*(?:kbps|kbit\/s|kb\/s|kbit|k|bps|bit\/s)\s*$/i, ''));
  if (value === null || value <= 0) return null;
  return Math.round(value < 20_000 ? value * 1000 : value);
}

/** Hertz of "44100", "44.1 kHz", "44100 Hz". */
export function parseSampleRate(text: string): number | null {
  const value = parseDecimal(text.replace(/\s*k?hz\s*$/i, ''));
  if (value === null || value <= 0) return null;
  return Math.round(value < 1000 ? value * 1000 : value);
}

const ISO_DATE =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[-+]\d{2}:?\d{2})?)?$/;
const LOCAL_DATE = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:,?\s+(\d{1,2}:\d{2}(?::\d{2})?))?(?:\s*([ap])\.?m\.?)?$/i;

function isoDate(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${two(month)}-${two(day)}`;
}

function isoClock(clock: string, half: string | undefined): string {
  const [hours = 0, ...rest] = clock.split(':').map(Number);
  const hour = half === undefined ? hours : (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return [hour, ...rest, ...(rest.length < 2 ? [0] : [])].map(two).join(':');
}

function readLocalDate(local: RegExpExecArray): string | null {
  const [first, second, year] = [Number(local[1]), Number(local[3]), Number(local[4])];
  // "9:05 PM" and slashes with a day above 12 in second place are American.
  const isMonthFirst = second > 12 || (local[2] === '/' && local[6] !== undefined && first <= 12);
  const date = isMonthFirst ? isoDate(year, first, second) : isoDate(year, second, first);
  return date === null || local[5] === undefined ? date : `${date}T${isoClock(local[5], local[6])}`;
}

/** ISO-8601 of "2022-10-01", "2022/10/01 21:30", "01.10.2022", "10/13/2022, 9:05 PM"; day first unless that cannot be. */
export function parseDate(text: string): string | null {
  const trimmed = text.trim();
  const iso = ISO_DATE.exec(trimmed);
  if (iso !== null) {
    const date = isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    if (date === null || iso[4] === undefined) return date;
    const clock = iso[4].split(':').length === 2 ? `${iso[4]}:00` : iso[4];
    return `${date}T${clock.padStart(8, '0')}${iso[5] ?? ''}`;
  }
  const local = LOCAL_DATE.exec(trimmed);
  return local === null ? null : readLocalDate(local);
}
