/** One value of a search term: `deep` or `"deep house"`. */
export interface SearchValue {
  readonly text: string;
  readonly quoted: boolean;
  /** False while the closing quote is not typed yet. */
  readonly closed: boolean;
}

/** One term as it is written: `-genre:"deep house",techno`. */
export interface SearchToken {
  readonly negated: boolean;
  /** Lower case; null for a bare word or phrase. */
  readonly field: string | null;
  /** Separated by commas (only after a field). */
  readonly values: readonly SearchValue[];
  /** Character offsets in the text, for showing where a problem is. */
  readonly start: number;
  readonly end: number;
}

const FIELD = /([a-z]+):/iy;
const SPACES = /\s*/y;
const BARE_WORD = /[^\s"]+/y;
const BARE_LIST_ITEM = /[^\s",]+/y;

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
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match === null) return null;
    this.position = pattern.lastIndex;
    return match[0];
  }

  next(): string {
    return this.text.charAt(this.position);
  }

  atEnd(): boolean {
    return this.position >= this.text.length;
  }

  takeQuoted(): SearchValue {
    const end = this.text.indexOf('"', this.position + 1);
    const text = this.text.slice(this.position + 1, end < 0 ? undefined : end);
    this.position = end < 0 ? this.text.length : end + 1;
    return { text, quoted: true, closed: end >= 0 };
  }
}

function takeValue(scanner: Scanner, bare: RegExp): SearchValue | null {
  if (scanner.next() === '"') return scanner.takeQuoted();
  const text = scanner.take(bare);
  return text === null ? null : { text, quoted: false, closed: true };
}

function takeField(scanner: Scanner, isField: (name: string) => boolean): string | null {
  const before = scanner.position;
  const name = scanner.take(FIELD)?.slice(0, -1).toLowerCase();
  if (name !== undefined && isField(name)) return name;
  scanner.position = before;
  return null;
}

/** The values after `field:`. A space after the colon is let pass ("bpm: 124") unless another field follows it. */
function takeValues(scanner: Scanner, isField: (name: string) => boolean): SearchValue[] {
  const before = scanner.position;
  scanner.take(SPACES);
  const gap = scanner.position > before;
  const start = scanner.position;
  if (gap && takeField(scanner, isField) !== null) {
    scanner.position = before;
    return [];
  }
  scanner.position = start;
  const values: SearchValue[] = [];
  for (;;) {
    const value = takeValue(scanner, BARE_LIST_ITEM);
    if (value !== null) values.push(value);
    if (scanner.next() !== ',') return values;
    scanner.position += 1;
  }
}

/**
 * Cuts search text into terms: words, "phrases", field:value, each with an optional "-" in front.
 * @param isField Which names before a colon are fields; others are part of a word ("12:30", "Re:Evolution").
 */
export function tokeniseSearch(text: string, isField: (name: string) => boolean): SearchToken[] {
  const scanner = new Scanner(plainQuotes(text));
  const tokens: SearchToken[] = [];
  scanner.take(SPACES);
  while (!scanner.atEnd()) {
    const start = scanner.position;
    const negated = scanner.next() === '-';
    if (negated) scanner.position += 1;
    const field = takeField(scanner, isField);
    const bare = field === null ? takeValue(scanner, BARE_WORD) : null;
    const values = field === null ? (bare === null ? [] : [bare]) : takeValues(scanner, isField);
    tokens.push({ negated, field, values, start, end: scanner.position });
    scanner.take(SPACES);
  }
  return tokens;
}
