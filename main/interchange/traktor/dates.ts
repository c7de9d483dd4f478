/** Days and times as NML packs them: the date in one number, the time as seconds of the day. */
const YEAR_BITS = 16;
const MONTH_BITS = 8;
const DAY_SECONDS = 86_400;

const pad = (value: number): string => String(value).padStart(2, '0');

/**
 * @param date year << 16 | month << 8 | day.
 * @param time Seconds after midnight.
 * @returns Local time without a zone, "2019-08-29T22:13:05"; null where that is no time.
 */
export function unpackTime(date: number, time: number): string | null {
  const [year, month, day] = [date >> YEAR_BITS, (date >> MONTH_BITS) & 0xff, date & 0xff];
  if (year < 1_900 || year > 9_999 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (!(time >= 0 && time < DAY_SECONDS)) return null;
  const seconds = Math.floor(time);
  const clock = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(pad).join(':');
  return `${year}-${pad(month)}-${pad(day)}T${clock}`;
}

export interface PackedTime {
  readonly date: number;
  readonly time: number;
  /** Whether the time had a zone, which the packed one cannot have. */
  readonly hadZone: boolean;
}

/** @returns null where `text` is no time of a day. */
export function packTime(text: string): PackedTime | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const date = (year << YEAR_BITS) | (month << MONTH_BITS) | day;
  const time = hour * 3_600 + minute * 60 + second;
  return unpackTime(date, time) === null ? null : { date, time, hadZone: parts[7] !== undefined };
}

/** "2018-12-21" as "2018/12/21", without leading zeros. */
export const slashedDate = (date: string): string => date.split('-').map(Number).join('/');
