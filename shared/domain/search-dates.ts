import type { Unread } from './search-values.ts';

/** Times from `from` (inclusive) to `to` (exclusive) as ISO-8601 UTC; null = no bound. */
export interface TimeRange {
  readonly from: string | null;
  readonly to: string | null;
}

const DAY_MS = 86_400_000;
const UNIT_DAYS: Readonly<Record<string, number>> = { '': 1, d: 1, w: 7, m: 30, y: 365 };

/** "30d", "2w", "6m", "1y", "30" (days). @returns Milliseconds. */
function readAge(text: string): number | null {
  const match = /^(\d{1,4})([dwmy]?)$/i.exec(text);
  const days = match ? UNIT_DAYS[match[2]?.toLowerCase() ?? ''] : undefined;
  return match && days !== undefined ? Number(match[1]) * days * DAY_MS : null;
}

/** "2024", "2024-05", "2024-05-01": the whole year, month or day in UTC. */
function readDate(text: string): { readonly from: number; readonly to: number } | null {
  const match = /^((?:19|20)\d\d)(?:-(0?[1-9]|1[0-2]))?(?:-(0?[1-9]|[12]\d|3[01]))?$/.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  if (match[2] === undefined) return { from: Date.UTC(year), to: Date.UTC(year + 1) };
  const month = Number(match[2]) - 1;
  if (match[3] === undefined) return { from: Date.UTC(year, month), to: Date.UTC(year, month + 1) };
  const day = Number(match[3]);
  return { from: Date.UTC(year, month, day), to: Date.UTC(year, month, day + 1) };
}

const range = (from: number | null, to: number | null): TimeRange => ({
  from: from === null ? null : new Date(from).toISOString(),
  to: to === null ? null : new Date(to).toISOString(),
});

/** An end of a span of dates; null for "". */
function readDateEnd(text: string): { readonly from: number; readonly to: number } | Unread | null {
  if (text === '') return null;
  return readDate(text) ?? (/^[\d-]*$/.test(text) ? 'incomplete' : 'wrong');
}

function readDateSpan(low: string, high: string): TimeRange | Unread {
  const from = readDateEnd(low);
  const to = readDateEnd(high);
  if (from === 'wrong' || to === 'wrong') return 'wrong';
  if (from === 'incomplete' || to === 'incomplete' || (from === null && to === null)) return 'incomplete';
  return range(from?.from ?? null, to?.to ?? null);
}

function compareDate(operator: string, date: { readonly from: number; readonly to: number }): TimeRange {
  if (operator === '>') return range(date.to, null);
  if (operator === '>=') return range(date.from, null);
  if (operator === '<') return range(null, date.from);
  if (operator === '<=') return range(null, date.to);
  return range(date.from, date.to);
}

/**
 * Reads when a track was added: an age ("<30d" younger, ">1y" older, "30d" = "<30d") or a date ("2024-05",
 * ">=2024-05-01", "2024-01..2024-05").
 */
export function readAdded(text: string, now: Date): TimeRange | Unread {
  const [, operator = '', operand = ''] = /^(>=|<=|>|<|=)?(.*)$/s.exec(text) ?? [];
  const span = operator === '' ? /^(.*?)\.\.(.*)$/s.exec(operand) : null;
  if (span) return readDateSpan(span[1] ?? '', span[2] ?? '');
  const date = readDate(operand);
  if (date !== null) return compareDate(operator, date);
  const age = readAge(operand);
  if (age === null) return /^\d{0,4}(?:-\d{0,2}){0,2}\.?$/.test(operand) ? 'incomplete' : 'wrong';
  const moment = now.getTime() - age;
  return operator.startsWith('>') ? range(null, moment) : range(moment, null);
}
