import { type SearchField, searchField } from './search-fields.ts';

/** One value of a search term: `deep` or `"deep house"`. */
export interface SearchValue {
  readonly text: string;
  readonly quoted: boolean;
  /** False while the closing quote is not typed yet. */
  readonly closed: boolean;
  /** Character offsets, quotes included. */
  readonly start: number;
  readonly end: number;
}

/** One term as it is written: `genre:"deep house",techno`, `~bpm:124`, `word`. */
export interface SearchTerm {
  readonly kind: 'term';
  /** null for a bare word or phrase. */
  readonly field: SearchField | null;
  /** "~" stands in front of the field. */
  readonly near: boolean;
  /** Separated by commas (only after a field). */
  readonly values: readonly SearchValue[];
  /** Character offsets in the text, for showing where a problem is. */
  readonly start: number;
  readonly end: number;
}

interface SearchSign {
  readonly kind: 'open' | 'close' | 'or' | 'and' | 'not';
  readonly start: number;
  readonly end: number;
}

export type SearchToken = SearchTerm | SearchSign;

const FIELD = /(~?)([a-z]+):/iy;
const SPACES = /\s*/y;
const SIGN = /[()|]|-(?=[^\s)|])/y;
const BARE_WORD = /[^\s"()|]+/y;
const BARE_LIST_ITEM = /[^\s"(),|]+/y;
/** "Or" with a capital, as in titles, is a word. */
const OPERATORS: Readonly<Record<string, 'or' | 'and' | 'not'>> = {
  or: 'or',
  OR: 'or',
  and: 'and',
  AND: 'and',
  not: 'not',
  NOT: 'not',
};
const SIGNS: Readonly<Record<string, SearchSign['kind']>> = { '(': 'open', ')': 'close', '|': 'or', '-': 'not' };

/** Systems that "help" with typing turn quotes into these. Every replacement keeps the length, so offsets stay true. */
function plainQuotes(text: string): string {
  return text.replace(/[“”„‟«»]/g, '"').replace(/\p{Cc}/gu, ' ');
}

class Scanner {
  private readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** What `pattern` (sticky) matches here; moves behind it. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match !== null) this.position = pattern.lastIndex;
    return match;
  }

  next(): string {
    return this.text.charAt(this.position);
  }

  atEnd(): boolean {
    return this.position >= this.text.length;
  }

  takeQuoted(): SearchValue {
    const start = this.position;
    const end = this.text.indexOf('"', start + 1);
    const text = this.text.slice(start + 1, end < 0 ? undefined : end);
    this.position = end < 0 ? this.text.length : end + 1;
    return { text, quoted: true, closed: end >= 0, start, end: this.position };
  }
}

function takeValue(scanner: Scanner, bare: RegExp): SearchValue | null {
  if (scanner.next() === '"') return scanner.takeQuoted();
  const start = scanner.position;
  const text = scanner.take(bare)?.[0];
  return text === undefined ? null : { text, quoted: false, closed: true, start, end: scanner.position };
}

/** A name before a colon that is no field is part of a word ("12:30", "Re:Evolution"). */
function takeField(scanner: Scanner): { readonly field: SearchField; readonly near: boolean } | null {
  const before = scanner.position;
  const match = scanner.take(FIELD);
  const field = match === null ? null : searchField((match[2] ?? '').toLowerCase());
  if (field !== null) return { field, near: match?.[1] === '~' };
  scanner.position = before;
  return null;
}

/** Moves over a space after the colon ("bpm: 124"), unless another field or a sign follows it. */
function skipGap(scanner: Scanner): void {
  const before = scanner.position;
  scanner.take(SPACES);
  const start = scanner.position;
  if (start === before) return;
  const isOther = takeField(scanner) !== null || scanner.take(SIGN) !== null;
  scanner.position = isOther ? before : start;
}

/** The values after `field:`. */
function takeValues(scanner: Scanner): SearchValue[] {
  const values: SearchValue[] = [];
  for (;;) {
    const value = takeValue(scanner, BARE_LIST_ITEM);
    if (value !== null) values.push(value);
    if (scanner.next() !== ',') return values;
    scanner.position += 1;
  }
}

function takeTerm(scanner: Scanner): SearchToken {
  const start = scanner.position;
  const named = takeField(scanner);
  if (named !== null) {
    // "~bpm:" is complete without a value: what comes after a space is something else.
    if (!named.near) skipGap(scanner);
    return { kind: 'term', ...named, values: takeValues(scanner), start, end: scanner.position };
  }
  const value = takeValue(scanner, BARE_WORD);
  const place = { start, end: scanner.position };
  const operator = value !== null && !value.quoted && Object.hasOwn(OPERATORS, value.text) && OPERATORS[value.text];
  if (operator) return { kind: operator, ...place };
  return { kind: 'term', field: null, near: false, values: value === null ? [] : [value], ...place };
}

/** Cuts search text into terms (words, "phrases", field:value) and the signs between them. */
export function tokeniseSearch(text: string): SearchToken[] {
  const scanner = new Scanner(plainQuotes(text));
  const tokens: SearchToken[] = [];
  scanner.take(SPACES);
  while (!scanner.atEnd()) {
    const start = scanner.position;
    const sign = scanner.take(SIGN)?.[0];
    const kind = sign === undefined ? undefined : SIGNS[sign];
    tokens.push(kind === undefined ? takeTerm(scanner) : { kind, start, end: scanner.position });
    scanner.take(SPACES);
  }
  return tokens;
}
