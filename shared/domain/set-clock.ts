const MINUTES_A_DAY = 24 * 60;

/** A local time without a zone, to the minute: "2026-11-28T22:00". */
export const LOCAL_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/u;

/**
 * What the clock on the wall shows so long after the start of a set; past midnight it begins anew.
 * @param startsAt LOCAL_TIME.
 * @returns "23:05".
 */
export function clockTime(startsAt: string, seconds: number): string {
  const [hours = 0, minutes = 0] = startsAt.slice(11).split(':').map(Number);
  const minute = (hours * 60 + minutes + Math.floor(seconds / 60)) % MINUTES_A_DAY;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
