import { IMPORT_NAMES } from '#renderer/host-client/import-words.ts';
import type { Night } from '#shared/contract/nights.ts';

const NAMES: Readonly<Record<string, string | undefined>> = { ...IMPORT_NAMES, musicforge: 'a set of yours' };

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** "Saturday 14 November 2026", in the time zone of the machine. */
export const dayInWords = (date: Date): string => DAY.format(date);

/** "Sat 14 Nov". */
export const dayInShort = (date: Date): string => SHORT_DAY.format(date);

/** "November 2026". */
export const monthInWords = (date: Date): string => MONTH.format(date);

/** "22:05". */
export const timeInWords = (iso: string): string => TIME.format(new Date(iso));

/** Some programs tell no more than the day. */
export const hasTimes = ({ startedAt, lastAt, trackCount }: Night): boolean => trackCount === 1 || startedAt !== lastAt;

/** "2026-11", in the time zone of the machine: names a month. */
export function monthOf(iso: string): string {
  const date = new Date(iso);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}

/** Who says so. */
export const programOf = ({ source }: Night): string => NAMES[source] ?? source;

/** As it is called: by its program, its venue, or its day. */
export function nightName({ name, venue, startedAt }: Night): string {
  return name || venue || dayInWords(new Date(startedAt));
}

/** Days of a month in weeks from Monday on; null = a day of another month. @param month "2026-11" */
export function weeksOf(month: string): (Date | null)[][] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = new Date(year, number, 0).getDate();
  const lead = (new Date(year, number - 1, 1).getDay() + 6) % 7;
  const days = Array.from({ length: count }, (_, index) => new Date(year, number - 1, index + 1));
  const cells: (Date | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(7 * week, 7 * week + 7));
}
