import type { SearchField } from './search-fields.ts';
import { type SearchTerm, tokeniseSearch } from './search-tokens.ts';

/** What is being typed where the cursor stands, and the characters that a suggestion would replace. */
export interface TypedPlace {
  /** null = the name of a field, or a plain word. */
  readonly field: SearchField | null;
  readonly near: boolean;
  /** What stands there, without quotes. */
  readonly typed: string;
  readonly start: number;
  readonly end: number;
}

/** How far the word or value goes on behind the cursor. */
const REST_OF_NAME = /^[a-z]*:?/i;
const REST_OF_VALUE = /^[^\s"(),|]*/;
const REST_OF_QUOTED = /^[^"]*"|^/;

function restOf(text: string, cursor: number, pattern: RegExp): number {
  return cursor + (pattern.exec(text.slice(cursor))?.[0].length ?? 0);
}

function valuePlace(term: SearchTerm, field: SearchField, text: string, cursor: number): TypedPlace | null {
  const { near } = term;
  const last = term.values.at(-1);
  const isNext = last === undefined || text[cursor - 1] === ',';
  if (isNext) return { field, near, typed: '', start: cursor, end: restOf(text, cursor, REST_OF_VALUE) };
  if (last.end !== cursor || (last.quoted && last.closed)) return null;
  const rest = last.quoted ? REST_OF_QUOTED : REST_OF_VALUE;
  return { field, near, typed: last.text, start: last.start, end: restOf(text, cursor, rest) };
}

/**
 * What is being typed at the cursor.
 * @param cursor Offset in `text`.
 * @returns null behind a space, a sign or a finished value: nothing is being typed.
 */
export function typedPlace(text: string, cursor: number): TypedPlace | null {
  const term = tokeniseSearch(text.slice(0, cursor)).at(-1);
  if (term?.kind !== 'term' || term.end !== cursor) return null;
  if (term.field !== null) return valuePlace(term, term.field, text, cursor);
  const [value] = term.values;
  if (value === undefined || value.quoted || !/^~?[a-z]*$/i.test(value.text)) return null;
  const near = value.text.startsWith('~');
  const typed = (near ? value.text.slice(1) : value.text).toLowerCase();
  return { field: null, near, typed, start: value.start, end: restOf(text, cursor, REST_OF_NAME) };
}

/** A name as a value: in quotes unless it is one plain word. A quote inside it would end it; a space finds the same. */
export function asValue(name: string): string {
  const plain = name.replaceAll('"', ' ').trim();
  return /^[^\s(),|"“”„‟«»<>=]+$/u.test(plain) ? plain : `"${plain}"`;
}
