import { withoutNumber } from './artist-names-file.ts';
import { normaliseGuests } from './guest-names.ts';
import { withoutClutter, withoutOriginalMix, withoutWebSites } from './text-clutter.ts';
import { type CaseChange, changeCase } from './text-case.ts';

/** Clean-ups of one text, in the order in which they are made. */
export const CLEAN_UPS = ['spaces', 'underscores', 'web', 'number', 'clutter', 'original-mix', 'feat'] as const;
export type CleanUp = (typeof CLEAN_UPS)[number];

/** Zero-width spaces and byte-order marks. The joiners (U+200C, U+200D) belong to Persian words and to emoji. */
const INVISIBLE = /[\u{200b}\u{2060}\u{feff}\u{ad}]/gu;

/**
 * One plain space between words and none at the ends or inside brackets, no invisible or control characters, letters
 * composed (NFC). Line breaks stay, as "\n" and at most two in a row.
 */
export function tidySpaces(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/\r\n?|[\u{2028}\u{2029}]/gu, '\n')
    .replace(/[^\S\n]|(?!\n)\p{Cc}/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/([([{]) /g, '$1')
    .replace(/ ([)\]}])/g, '$1')
    .trim();
}

/** "Some_Title" -> "Some Title". */
export function underscoresToSpaces(text: string): string {
  return text.includes('_') ? text.replace(/ ?_+ ?/g, ' ').trim() : text;
}

/** "01 - Title", "01. Title", "A1. Title" -> "Title"; "2.0", "311 - Down" and "99 Luftballons" stay. */
export function withoutTrackNumber(text: string): string {
  return /^\d+\.\d/.test(text) ? text : withoutNumber(text);
}

const MAKERS: Readonly<Record<CleanUp, (text: string) => string>> = {
  spaces: tidySpaces,
  underscores: underscoresToSpaces,
  web: withoutWebSites,
  number: withoutTrackNumber,
  clutter: withoutClutter,
  'original-mix': withoutOriginalMix,
  feat: normaliseGuests,
};

/**
 * Makes the chosen clean-ups, in the order of CLEAN_UPS, then changes the case.
 * @returns May be "" where nothing but clutter stood there: whoever needs a text checks for it.
 */
export function cleanText(text: string, cleanUps: ReadonlySet<CleanUp>, change: CaseChange | null = null): string {
  const clean = CLEAN_UPS.reduce((left, name) => (cleanUps.has(name) ? MAKERS[name](left) : left), text);
  return change === null ? clean : changeCase(clean, change);
}
