/** The time of day, injected so that tests can set it. */
export interface Clock {
  /** Unix time in whole milliseconds. May jump, forwards or backwards: users set their clocks. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** ISO-8601 in UTC, the form in which times are stored and sent. */
export function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
