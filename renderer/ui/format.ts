import { formatKey, formatMusical, type KeyNotation, keyFromIndex, toCamelot } from '#shared/domain/key.ts';

/** "about 3 min", for an estimate. */
export function formatEta(seconds: number): string {
  if (seconds < 60) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s left`;
  if (seconds < 3600) return `about ${Math.round(seconds / 60)} min left`;
  return `about ${(seconds / 3600).toFixed(1)} h left`;
}

/** "3 h 12 min", the length of many tracks. */
export function formatLength(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

/** "124.00". */
export function formatBpm(bpm: number): string {
  return bpm.toFixed(2);
}

/** "2026-11-02", in the time zone of the machine. */
export function formatDate(iso: string): string {
  const date = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** "2026-11-02 23:04", in the time zone of the machine. */
export function formatDateTime(iso: string): string {
  const date = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${formatDate(iso)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** "12.4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GB`;
}

/** "−9.3 LUFS" with a real minus sign. */
export function formatDecibels(value: number): string {
  return value.toFixed(1).replace('-', '−');
}

/** "+2.4 %". */
export function formatPercent(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return `${value < 0 ? '−' : '+'}${text} %`;
}

export function formatKeyIndex(index: number, notation: KeyNotation): string {
  return formatKey(keyFromIndex(index), notation);
}

/** "A minor", for screen readers and the inspector. */
export function spokenKey(index: number): string {
  return formatMusical(keyFromIndex(index));
}

/** Position on the wheel, 1-12: it decides the hue. */
export function wheelNumber(index: number): number {
  return toCamelot(keyFromIndex(index)).number;
}

/** "1 track", "12,345 tracks". */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
