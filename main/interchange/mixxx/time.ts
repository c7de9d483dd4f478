import { type Cell, cellNumber, cellText } from '#main/interchange/foreign-database.ts';

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/;

/** Mixxx writes times in UTC, most without saying so. @returns ISO-8601; null for what is no time. */
export function readMixxxTime(cell: Cell | undefined): string | null {
  const [, date, time, zone] = MOMENT.exec(cellText(cell)) ?? [];
  if (date !== undefined) return time === undefined ? date : `${date}T${time}${zone ?? 'Z'}`;
  const ms = cellNumber(cell);
  return ms !== null && ms > 0 && ms < 8e15 ? new Date(ms).toISOString() : null;
}
