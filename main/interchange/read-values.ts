import type { InterchangeTrack } from './model.ts';
import type { ReadReport } from './read-report.ts';

/** A track while it is read. */
export type TrackDraft = {
  -readonly [Field in keyof InterchangeTrack]: InterchangeTrack[Field] extends readonly (infer Item)[]
    ? Item[]
    : Field extends 'extra'
      ? Record<string, string>
      : InterchangeTrack[Field];
};

/** Where a value stands, for the report. One object goes along with a whole file: there are millions of values. */
export interface ValuePlace {
  readonly report: ReadReport;
  /** From 1. */
  line: number;
  /** "TRACK.Year". */
  name: string;
}

export const reportAt = (place: ValuePlace, message: string): void =>
  place.report.problem(`line ${place.line}`, message);

/** Above it no value of a library can be meant. */
const LARGEST = 1e15;
/** Times are kept to the nanosecond: what more decimals say is noise of somebody's arithmetic. */
const TIME_DECIMALS = 9;
const BPM_DECIMALS = 6;

/**
 * The text by itself: what the parser hands out are views that would keep the whole block of the file in memory.
 */
export const ownText = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1));

export function roundTo(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** @returns null where `text` is no number; a decimal comma is one point, as some exporters write it. */
export function parseDecimal(text: string): number | null {
  // Nearly all: digits at both ends. "0x1f" and the like are left to the pattern, which refuses them.
  const isPlain = isDigit(text.charCodeAt(0)) && isDigit(text.charCodeAt(text.length - 1));
  const plain = isPlain && !isPrefixed(text) ? Number(text) : Number.NaN;
  if (!Number.isNaN(plain)) return plain <= LARGEST ? plain : null;
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?$/i.test(trimmed)) return null;
  const value = Number(trimmed.replace(',', '.'));
  return Math.abs(value) <= LARGEST ? value : null;
}

/** Whether it could be hexadecimal, octal or binary. */
function isPrefixed(text: string): boolean {
  return text.length > 1 && text.charCodeAt(0) === 0x30 && text.charCodeAt(1) > 0x39;
}

/** The number that `text` holds; null, and a problem unless the text is empty, where it holds none. */
export function readNumber(text: string, place: ValuePlace): number | null {
  const value = parseDecimal(text);
  if (value === null && text.trim() !== '') {
    reportAt(place, `${place.name} is "${text.slice(0, 100)}", which is no number; it was left out.`);
  }
  return value;
}

/** Like `readNumber`, for values of which 0 and less say that there is none. */
export function readPositive(text: string, place: ValuePlace): number | null {
  const value = readNumber(text, place);
  return value === null || value <= 0 ? null : value;
}

export function readPositiveInteger(text: string, place: ValuePlace): number | null {
  const value = readPositive(text, place);
  return value === null || value < 1 ? null : Math.trunc(value);
}

export function readBpm(text: string, place: ValuePlace): number | null {
  const value = readPositive(text, place);
  return value === null ? null : roundTo(value, BPM_DECIMALS);
}

export const roundTime = (seconds: number): number => roundTo(seconds, TIME_DECIMALS) + 0;

/** Decimals as many as the value has, at least `least` and at most `most`. */
export function formatDecimal(value: number, least: number, most: number): string {
  const text = value.toFixed(most);
  let end = text.length;
  const shortest = text.length - (most - least);
  while (end > shortest && text.endsWith('0', end)) end -= 1;
  return text.slice(0, end);
}

/** Seconds as Traktor writes lengths: six decimals, more where they were said. */
export const formatLength = (seconds: number): string => formatDecimal(roundTime(seconds), 6, TIME_DECIMALS);
export const formatTime = (seconds: number): string => formatDecimal(roundTime(seconds), 3, TIME_DECIMALS);
export const formatBpm = (bpm: number): string => formatDecimal(bpm, 2, BPM_DECIMALS);

const DATE = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[T ])/;

/** The date that `text` starts with as "2022-04-09"; null where it starts with none. */
export function parseDate(text: string): string | null {
  const [, year = '', month = '', day = ''] = DATE.exec(text.trim()) ?? [];
  const isDate = Number(year) > 0 && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDate ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

/** The date of `text`, or null; a problem where it is neither a date nor a way to say that there is none. */
export function readDate(text: string, place: ValuePlace): string | null {
  const date = parseDate(text);
  if (date === null && /[1-9]/.test(text)) {
    reportAt(place, `${place.name} is "${text.slice(0, 100)}", which is no date; it was left out.`);
  }
  return date;
}

/** The stars of a rating of 0 to 255, in which each star counts 51; null for other numbers. */
export function starsOf(value: number): number | null {
  if (value < 0 || value > 255) return null;
  // Some programs write the stars themselves.
  return value <= 5 ? Math.round(value) : Math.round(value / 51);
}

export const ratingOfStars = (stars: number): number => Math.round(Math.min(5, Math.max(0, stars))) * 51;

/** @returns `wanted`, or that with a number after it where it is taken; it is taken afterwards. */
export function takeId(taken: Set<string>, wanted: string): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`;
  taken.add(id);
  return id;
}
