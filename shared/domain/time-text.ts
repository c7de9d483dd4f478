const two = (value: number): string => String(value).padStart(2, '0');

/** "4:07", "1:02:33". */
export function formatTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** "4:07.3", "2:59:28.0": to the beat. */
export function formatTenths(seconds: number): string {
  // A tenth that lost its last bit on the way is that tenth.
  const tenths = Math.floor(Math.max(0, seconds) * 10 + 1e-6);
  return `${formatTime(tenths / 10)}.${tenths % 10}`;
}

/** "04:07.3", "2:59:28.0": for a running clock, of constant width within an hour. */
export function formatClock(seconds: number): string {
  const text = formatTenths(seconds);
  return text.length < '00:00.0'.length ? `0${text}` : text;
}
