import { parseDate } from './read-values.ts';
import type { DropCounter } from './read-report.ts';

/** A number that can be written at all. */
export const numberOf = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

export function integerOf(value: number | null): number | null {
  const number = numberOf(value);
  return number === null ? null : Math.round(number);
}

/**
 * The date of a time, for formats that hold no time of day.
 * @param what Is counted with "-time" after it where a time of day is lost, as it stands where no date can be found.
 */
export function dateOnly(value: string | null, what: string, dropped: DropCounter): string | null {
  if (value === null) return null;
  const date = parseDate(value);
  if (date === null) dropped.drop(what);
  else if (value.trim().length > date.length) dropped.drop(`${what}-time`);
  return date;
}

/** Counts a text that has no place in a format. */
export function dropText(text: string, what: string, dropped: DropCounter): void {
  if (text !== '') dropped.drop(what);
}

/** Counts a value that has no place in a format. */
export function dropValue(value: unknown, what: string, dropped: DropCounter): void {
  if (value !== null && value !== false) dropped.drop(what);
}
