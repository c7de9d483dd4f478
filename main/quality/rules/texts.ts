import { posix, win32 } from 'node:path';
import { changeCase } from '#shared/domain/text-case.ts';

export const tooLong = (text: string, most: number): boolean => text.length > most;

const LATIN_WORD = /\p{Script=Latin}{2,}/gu;
/** A word of so many letters is no abbreviation; alone it may still be a name. */
const WORD_LETTERS = 4;
const LONE_WORD_LETTERS = 7;

/**
 * Whether a text is in capitals by mistake, as far as can be told: two words or more, or one of seven letters. "ABBA",
 * "SBTRKT" and "1999" are names, and scripts without small letters have no capitals.
 */
export function isInCapitals(text: string): boolean {
  if (text !== text.toUpperCase()) return false;
  const words = text.match(LATIN_WORD) ?? [];
  const least = words.length > 1 ? WORD_LETTERS : LONE_WORD_LETTERS;
  return words.some(({ length }) => length >= least);
}

/** Words that are names or abbreviations in themselves stay as they are. */
export const inTitleCase = (text: string): string =>
  changeCase(text, { mode: 'title', capitals: true, smallWords: true });

/** Name of a file without its folder and ending, of either system. */
export function fileStem(path: string): string {
  const { base, ext } = (path.includes('\\') && !path.startsWith('/') ? win32 : posix).parse(path);
  return base.slice(0, base.length - ext.length);
}
