import { knownSpelling, SIGNED_WORDS } from './known-spellings.ts';

export const CASE_MODES = ['title', 'sentence', 'lower', 'upper'] as const;
export type CaseMode = (typeof CASE_MODES)[number];

export interface CaseChange {
  readonly mode: CaseMode;
  /**
   * Title and sentence case only: also change words that are ALL CAPS. Without it they stay, for they may be names
   * ("ABBA", "MGMT").
   */
  readonly capitals: boolean;
  /** Title case only: write articles and short prepositions in the middle small ("Back to the Future"). */
  readonly smallWords: boolean;
}

/** Articles, conjunctions and prepositions of up to three letters. @source MusicBrainz, capitalisation of English. */
const SMALL_WORDS = new Set(
  'a an and as at but by for in nor of on or per the to via de du des del und von van et y n'.split(' '),
);
/** Between names these stay small, wherever they stand but at the very start. */
const LINK_WORDS = new Set('feat ft featuring vs b2b x w'.split(' '));
/** Short words without a vowel that are no abbreviations. */
const VOWELLESS = new Set('mr mrs ms dr st pt vs ft nth hmm shh brr mmm pst my by fly sky try cry dry why'.split(' '));

/** I to XXXIX; a single letter is a word, and xx a name ("Jamie xx"). */
const ROMAN = /^(?=..)(?!xx$)x{0,3}(?:ix|iv|v?i{0,3})$/iu;

/** A known word with signs, initials ("R.E.M."), or letters, digits and the apostrophes between them. */
const WORDS = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${SIGNED_WORDS})(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.])(?:\p{L}\.){2,}|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*`,
  'giu',
);

interface Word {
  readonly text: string;
  /** First of the text, of a bracket, or after a spaced dash, colon or slash. */
  readonly first: boolean;
  /** Last of the text, or before a bracket or spaced dash. */
  readonly last: boolean;
  /** First of the text or of a sentence. */
  readonly opensSentence: boolean;
  readonly atStart: boolean;
}

const letters = (text: string): string => text.replace(/[^\p{L}]/gu, '');
const isLatin = (text: string): boolean => /^\p{Script=Latin}+$/u.test(letters(text));
const isLower = (text: string): boolean => text === text.toLowerCase();
/** One capital says nothing: "I", "A". */
const isCapitals = (text: string): boolean => letters(text).length > 1 && text === text.toUpperCase();
const isCapitalised = (text: string): boolean => /^\p{Lu}/u.test(text) && isLower(text.slice(1));

function capitalise(lower: string): string {
  // "O'Connor", "D'Angelo", "L'Amour"; but "don't" and "y'all".
  const named = /^([odl]['’])(\p{L}{3,})$/u.exec(lower);
  if (named !== null) return (named[1] ?? '').toUpperCase() + capitalise(named[2] ?? '');
  return lower.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}

const isAbbreviation = (word: string): boolean =>
  word.includes('.') || ROMAN.test(word) || (!/[aeiouyà-öø-ÿ]/iu.test(word) && !VOWELLESS.has(word.toLowerCase()));

/** Spellings that have their own capitals in every mode but lower and upper; null where the rules decide. */
function fixedForm(text: string, { capitals }: CaseChange): string | null {
  if (!isLower(text) && !isCapitals(text) && !isCapitalised(text)) return text;
  const known = text === 'xx' ? text : knownSpelling(text);
  if (known !== undefined) return known;
  if (ROMAN.test(text) || /^(?:\p{L}\.){2,}$/u.test(text)) return isCapitalised(text) ? text : text.toUpperCase();
  return isCapitals(text) && (!capitals || isAbbreviation(text)) ? text : null;
}

/** A capital X may be a name. */
const isLink = ({ text, atStart, last }: Word): boolean =>
  LINK_WORDS.has(text.toLowerCase()) && !atStart && !last && text !== 'X';

function toTitleWord(word: Word, change: CaseChange): string {
  const lower = word.text.toLowerCase();
  if (isLink(word)) return lower;
  const isSmall = SMALL_WORDS.has(lower) && !word.first && !word.last && change.smallWords;
  if (isSmall && (!isCapitals(word.text) || change.capitals)) return lower;
  return fixedForm(word.text, change) ?? capitalise(lower);
}

function toSentenceWord(word: Word, change: CaseChange): string {
  const lower = word.text.toLowerCase();
  const fixed = fixedForm(word.text, change);
  if (fixed !== null) return fixed;
  return word.opensSentence || /^i(?:['’]|$)/u.test(lower) ? capitalise(lower) : lower;
}

function describeWord(whole: string, text: string, at: number): Word {
  const before = whole.slice(0, at);
  const after = whole.slice(at + text.length);
  const atStart = !/[\p{L}\p{N}]/u.test(before);
  return {
    text,
    atStart,
    first: atStart || /[([{"“]\s*['’]?$|\s[-–—/|]\s+['’]?$|[:;!?]\s+['’]?$/u.test(before.slice(-8)),
    last: !/[\p{L}\p{N}]/u.test(after) || /^[\s.!?]{0,3}[([{)\]}]|^\s+[-–—|]\s|^[:;]\s/u.test(after.slice(0, 8)),
    opensSentence: atStart || /[.!?]\s+["“'’([]?$/u.test(before.slice(-8)),
  };
}

/**
 * Changes the case of Latin words; words with letters of another script stay as they are. Title and sentence case keep
 * words with capitals inside ("McCartney", "deadmau5" as it is known, "iPhone"), abbreviations and Roman numerals.
 */
export function changeCase(text: string, change: CaseChange): string {
  return text.replace(WORDS, (found: string, at: number) => {
    if (!isLatin(found)) return found;
    if (change.mode === 'lower') return found.toLowerCase();
    if (change.mode === 'upper') return found.toUpperCase();
    const word = describeWord(text, found, at);
    return change.mode === 'title' ? toTitleWord(word, change) : toSentenceWord(word, change);
  });
}
