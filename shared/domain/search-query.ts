import { readAdded, type TimeRange } from './search-dates.ts';
import { type SearchToken, type SearchValue, tokeniseSearch } from './search-tokens.ts';
import {
  BPM_SYNTAX,
  LENGTH_SYNTAX,
  type NumberRange,
  type NumberSyntax,
  readKeys,
  readNumberRange,
  type Unread,
  WHOLE_SYNTAX,
} from './search-values.ts';

export type TextField = 'title' | 'artist' | 'album' | 'genre' | 'label' | 'comment';
export type NumberField = 'bpm' | 'energy' | 'rating' | 'year' | 'time' | 'plays';
export type SearchField = TextField | NumberField | 'key' | 'added';

/** One thing a track must (or, negated, must not) fulfil. */
export type SearchCondition =
  /** Any of the texts; in one field, or (null) in any of the text fields. */
  | { readonly kind: 'text'; readonly field: TextField | null; readonly texts: readonly SearchText[] }
  /** Energy counts in levels 1-10, time in seconds. */
  | { readonly kind: 'number'; readonly field: NumberField; readonly ranges: readonly NumberRange[] }
  | { readonly kind: 'key'; readonly keyIndexes: readonly number[] }
  | { readonly kind: 'added'; readonly ranges: readonly TimeRange[] }
  /** The field has no value: `genre:""`. */
  | { readonly kind: 'empty'; readonly field: Exclude<SearchField, 'added' | 'plays'> };

export interface SearchText {
  readonly text: string;
  /** `words`: the last word may go on; `phrase`: exactly these words; `part`: anywhere inside (scripts without spaces). */
  readonly match: 'words' | 'phrase' | 'part';
}

export type SearchTerm = SearchCondition & { readonly negated: boolean };

/** Something in the text that no track can fulfil, with what to do about it. */
export interface SearchProblem {
  readonly message: string;
  /** Character offsets of the term. */
  readonly start: number;
  readonly end: number;
}

export interface SearchQuery {
  /** All of them count. */
  readonly terms: readonly SearchTerm[];
  readonly problem: SearchProblem | null;
}

const TEXT_FIELDS: readonly string[] = ['title', 'artist', 'album', 'genre', 'label', 'comment'] satisfies TextField[];
const NUMBER_SYNTAX: Readonly<Record<NumberField, NumberSyntax>> = {
  bpm: BPM_SYNTAX,
  energy: WHOLE_SYNTAX,
  rating: WHOLE_SYNTAX,
  year: WHOLE_SYNTAX,
  time: LENGTH_SYNTAX,
  plays: WHOLE_SYNTAX,
};
const ALIASES: Readonly<Record<string, string>> = { tempo: 'bpm', stars: 'rating', length: 'time', duration: 'time' };

const HELP: Readonly<Record<NumberField | 'key' | 'added', string>> = {
  bpm: 'Write a tempo or a range: bpm:124, bpm:120-126, bpm:>130.',
  energy: 'Write a level from 1 to 10 or a range: energy:7, energy:5-8, energy:>6.',
  rating: 'Write stars from 0 to 5: rating:4, rating:>=3.',
  year: 'Write a year or a range: year:2021, year:2020-2024.',
  time: 'Write minutes and seconds: time:>5:00, time:3:30-6:00.',
  plays: 'Write a number or a range: plays:0, plays:>10.',
  key: 'Write one key or a list: key:8A, key:8A,8B, key:Am, key:1m.',
  added: 'Write an age or a date: added:<30d, added:>1y, added:2024-05.',
};

const isTextField = (field: string): field is TextField => TEXT_FIELDS.includes(field);
const isNumberField = (field: string): field is NumberField => Object.hasOwn(NUMBER_SYNTAX, field);
const canonicalField = (name: string): string => (Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name);

function isSearchField(name: string): boolean {
  const field = canonicalField(name);
  return isTextField(field) || isNumberField(field) || field === 'key' || field === 'added';
}

/** Letters and digits are what the word index knows. */
const HAS_WORD = /[\p{L}\p{N}]/u;
/** Scripts written without spaces, whose words the index cannot tell apart. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const BEYOND_ASCII = /[^\p{ASCII}\s]/u;

/** @returns null when there is nothing to look for: a lone "&" or "-". */
function searchText(value: SearchValue): SearchText | null {
  const text = value.text.trim();
  if (UNSPACED.test(text) || (!HAS_WORD.test(text) && BEYOND_ASCII.test(text))) return { text, match: 'part' };
  if (!HAS_WORD.test(text)) return null;
  return { text, match: value.quoted && value.closed ? 'phrase' : 'words' };
}

function textCondition(field: TextField | null, values: readonly SearchValue[]): SearchCondition | null {
  const texts = values.map(searchText).filter((text) => text !== null);
  return texts.length === 0 ? null : { kind: 'text', field, texts };
}

const isUnread = (value: unknown): value is Unread => value === 'incomplete' || value === 'wrong';

/** Reads every value. An incomplete one counts as not typed yet. */
function readAll<Value extends object>(
  token: SearchToken,
  read: (text: string) => Value | Unread,
): readonly Value[] | Unread {
  const results: Value[] = [];
  for (const value of token.values) {
    const result = read(value.text);
    if (result === 'wrong') return 'wrong';
    if (result !== 'incomplete') results.push(result);
  }
  return results.length === 0 ? 'incomplete' : results;
}

function fieldCondition(field: string, token: SearchToken, now: Date): SearchCondition | Unread {
  if (isNumberField(field)) {
    const ranges = readAll(token, (text) => readNumberRange(text, NUMBER_SYNTAX[field]));
    return isUnread(ranges) ? ranges : { kind: 'number', field, ranges };
  }
  if (field === 'key') {
    const keys = readAll(token, readKeys);
    return isUnread(keys) ? keys : { kind: 'key', keyIndexes: [...new Set(keys.flat())] };
  }
  const ranges = readAll(token, (text) => readAdded(text, now));
  return isUnread(ranges) ? ranges : { kind: 'added', ranges };
}

const isEmptyTest = (token: SearchToken): boolean =>
  token.values.length === 1 &&
  token.values[0]?.quoted === true &&
  token.values[0].closed &&
  token.values[0].text === '';

/** @returns A condition, null for what says nothing (yet), or what is wrong with it. */
function readToken(token: SearchToken, now: Date): SearchCondition | string | null {
  if (token.field === null) return textCondition(null, token.values);
  const field = canonicalField(token.field);
  if (isEmptyTest(token) && field !== 'added' && field !== 'plays') {
    return { kind: 'empty', field: field as Exclude<SearchField, 'added' | 'plays'> };
  }
  if (isTextField(field)) return textCondition(field, token.values);
  const condition = fieldCondition(field, token, now);
  if (condition === 'incomplete') return null;
  return condition === 'wrong' ? HELP[field as NumberField | 'key' | 'added'] : condition;
}

/**
 * Reads search text: words (all must occur), "phrases", -not, and field:value with ranges and comma lists
 * (`bpm:120-126 key:8A,8B energy:>6 genre:"deep house" -vocal`). What is only half typed counts as not there
 * yet, so typing never shows an error on the way to a correct term.
 * @param now For ages such as `added:<30d`.
 */
export function parseSearch(text: string, now: Date): SearchQuery {
  const terms: SearchTerm[] = [];
  let problem: SearchProblem | null = null;
  for (const token of tokeniseSearch(text, isSearchField)) {
    const read = readToken(token, now);
    if (typeof read === 'string') problem ??= { message: read, start: token.start, end: token.end };
    else if (read !== null) terms.push({ ...read, negated: token.negated });
  }
  return { terms, problem };
}
