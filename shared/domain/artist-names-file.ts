import { withoutClutter } from './text-clutter.ts';

export interface NameParts {
  /** "" when the name does not say. */
  readonly artist: string;
  readonly title: string;
}

/** "01 - ", "01. ", "1) ", "A1. ", "007 ": a number in front. Four digits are a year or a name ("1999"). */
const NUMBERED = /^(?:\d{1,3}|[A-D]\d{1,2})(?:\s*[.)_]\s*|\s+-\s+)(?=\S)|^0\d{1,2}[\s_-]+(?=\S)/u;
const SPACED_DASH = /\s+(?:-{1,2}|–|—)\s+/u;
/** Browsers and file managers number second copies: "Title (1)", "Title copy". */
const COPY_SUFFIX = /\s+(?:\(\d\)|- copy|copy)$/iu;

/** Underscores stand for spaces in names that have no spaces: "Artist_-_Title". */
function readable(stem: string): string {
  const spaced = /\s/u.test(stem) ? stem : stem.replace(/_+/g, ' ');
  return spaced.replace(/\s+/gu, ' ').trim();
}

/**
 * Takes a number off the front. "311 - Down" is a band and "01 - Down" a number: with nothing else that could be the
 * artist, three digits without a leading zero are a name.
 */
export function withoutNumber(name: string): string {
  const match = NUMBERED.exec(name);
  if (match === null) return name;
  const rest = name.slice(match[0].length);
  const isName = /^[1-9]\d\d\s/u.test(name) && !SPACED_DASH.test(rest);
  return isName ? name : rest;
}

/**
 * Reads artist and title from a file name, for files without tags.
 * "01. Artist - Title", "Artist_-_Title", "Artist - Album - 03 - Title"; a single part is the title.
 * @param stem File name without folder and extension; any characters.
 * @returns A title that is never empty.
 */
export function parseTrackName(stem: string): NameParts {
  // Control characters are legal in names and would break the line in a table.
  const plain = readable(stem.replace(/\p{Cc}+/gu, ' '));
  const clean = withoutClutter(plain).replace(COPY_SUFFIX, '').trim();
  const segments = withoutNumber(clean)
    .split(SPACED_DASH)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '');
  const [first, ...others] = segments;
  if (first === undefined || others.length === 0) return { artist: '', title: first ?? (plain || 'Untitled') };
  const number = others.findIndex((segment) => /^\d{1,3}$/.test(segment));
  const title = number >= 0 && number < others.length - 1 ? others.slice(number + 1) : others;
  return { artist: first, title: title.join(' - ') };
}
