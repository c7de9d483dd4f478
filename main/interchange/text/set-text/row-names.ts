import { isMixName, splitMix } from './mix-words.ts';

/** What parts artist and title in most rows of a list. */
export type NameSeparator = 'dash' | 'slash' | 'colon' | 'by' | 'pipe' | 'tilde' | 'hyphen';

export interface RowNames {
  readonly artist: string;
  readonly title: string;
  readonly mix: string;
  /** From a third part, in lists that have one in nearly every row. */
  readonly label: string;
  readonly isMashUp: boolean;
}

const DASHES = /\s(?:-{1,3}|[–—―−‐‑‒－─])\s/gu;
const OTHERS: Readonly<Record<Exclude<NameSeparator, 'dash'>, RegExp>> = {
  slash: /\s(?:\/{1,2}|／)\s|／/gu,
  colon: /\s?(?::|：)\s|\s?::\s/gu,
  by: /\s(?:by|von|par|por|di)\s/giu,
  pipe: /\s?[|｜¦]\s?/gu,
  tilde: /\s[~〜•·»>]\s/gu,
  hyphen: /(?<=[\p{L}\p{N}).!?'’])-(?=[\p{L}\p{N}('’])/gu,
};

/** Places of a separator that are not inside brackets. */
function placesOf(separator: RegExp, text: string): { readonly index: number; readonly length: number }[] {
  const places: { readonly index: number; readonly length: number }[] = [];
  let [depth, from] = [0, 0];
  for (const match of text.matchAll(separator)) {
    for (let i = from; i < match.index; i += 1) {
      const letter = text.charAt(i);
      if (letter === '(' || letter === '[') depth += 1;
      else if ((letter === ')' || letter === ']') && depth > 0) depth -= 1;
    }
    from = match.index;
    if (depth === 0) places.push({ index: match.index, length: match[0].length });
  }
  return places;
}

export function countDashes(text: string): number {
  return placesOf(DASHES, text).length;
}

export function hasSeparator(text: string, separator: NameSeparator): boolean {
  return placesOf(separator === 'dash' ? DASHES : OTHERS[separator], text).length > 0;
}

type Pair = readonly [artist: string, title: string];

function cutAt(text: string, place: { readonly index: number; readonly length: number } | undefined): Pair | null {
  if (place === undefined) return null;
  const [before, after] = [text.slice(0, place.index).trim(), text.slice(place.index + place.length).trim()];
  return before === '' || after === '' ? null : [before, after];
}

/** "Artist- Title", "Artist -Title", "Artist–Title". */
const HALF_SPACED = /(?<=\S)[-–—]\s|\s[-–—](?=\S)/gu;
const LONG_DASH = /(?<=\S)\s?[–—―]\s?(?=\S)/gu;
const QUOTED =
  /^(.+?)\s*[:,]?\s*(?:"([^"]+)"|[“„«]\s?([^“”„«»]+?)\s?[”“»]|[「『《]([^」』》]+)[」』》]|‘([^‘’]+)’(?=$|\s*[([]))\s*(.*)$/u;
const WHOLE_QUOTE =
  /^(?:"([^"]+)"|[“„«]\s?([^“”„«»]+?)\s?[”“»]|[「『《]([^」』》]+)[」』》]|‘([^‘’]+)’|'([^']+)')(\s*[([].*)?$/u;

/** What one of several kinds of quotes holds. */
const quotedIn = (match: RegExpExecArray, from: number, to: number): string | undefined =>
  match.slice(from, to + 1).find((group) => group !== undefined);

function unquoted(text: string): string {
  const match = WHOLE_QUOTE.exec(text);
  return match === null ? text : `${quotedIn(match, 1, 5) ?? ''}${match[6] ?? ''}`;
}

function cutQuoted(text: string): Pair | null {
  const match = QUOTED.exec(text);
  const title = match === null ? undefined : quotedIn(match, 2, 5)?.trim();
  const [artist, rest] = [match?.[1]?.trim() ?? '', match?.[6]?.trim() ?? ''];
  // Words after the quote that are no bracket: a nickname in a name, not a title.
  if (title === undefined || !/^(?:$|[([])/.test(rest)) return null;
  return [artist, `${title} ${rest}`.trim()];
}

/** '"Title" by Artist', 'Title by Artist'. */
function cutBy(text: string): Pair | null {
  const pair = cutAt(text, placesOf(OTHERS.by, text).at(-1));
  return pair === null ? null : [pair[1], unquoted(pair[0])];
}

const firstOf = (separator: RegExp, text: string): Pair | null => cutAt(text, placesOf(separator, text)[0]);

/** Ways to cut, in the order in which they are sure. */
const CUTS: readonly ((text: string) => Pair | null)[] = [
  (text) => firstOf(DASHES, text),
  cutQuoted,
  (text) => firstOf(HALF_SPACED, text),
  (text) => firstOf(LONG_DASH, text),
  (text) => (/^["“].*["”]\s+by\s/i.test(text) ? cutBy(text) : null),
];

function cut(text: string, separator: NameSeparator): Pair | null {
  const isOwn = separator !== 'dash' && separator !== 'hyphen';
  const own = separator === 'by' ? cutBy(text) : isOwn ? firstOf(OTHERS[separator], text) : null;
  if (own !== null) return own;
  for (const attempt of CUTS) {
    const pair = attempt(text);
    if (pair !== null) return pair;
  }
  return separator === 'hyphen' ? firstOf(OTHERS.hyphen, text) : null;
}

const VERSUS = /\s(?:vs\.?|versus|x|\/|w\/|\+)\s/giu;

/** "A - One vs. B - Two" is "A vs. B" with "One vs. Two". */
function cutMashUp(text: string): Pair | null {
  const parts: string[] = [];
  let from = 0;
  for (const { index, length } of placesOf(VERSUS, text)) {
    parts.push(text.slice(from, index));
    from = index + length;
  }
  parts.push(text.slice(from));
  const pairs = parts.map((part) =>
    placesOf(DASHES, part).length === 1 ? cutAt(part, placesOf(DASHES, part)[0]) : null,
  );
  const whole = pairs.filter((pair) => pair !== null);
  if (whole.length < 2 || whole.length !== pairs.length) return null;
  return [whole.map(([artist]) => artist).join(' vs. '), whole.map(([, title]) => title).join(' vs. ')];
}

/** What streaming services write behind a last dash: "Title - Extended Mix". */
function withoutDashedMix(title: string): { readonly title: string; readonly mix: string } {
  const place = placesOf(DASHES, title).at(-1);
  const pair = cutAt(title, place);
  return pair !== null && isMixName(pair[1]) && !/[([]/.test(pair[1])
    ? { title: pair[0], mix: pair[1] }
    : { title, mix: '' };
}

/**
 * Cuts "Artist - Title (Mix)" at the first dash outside brackets: later ones belong to the title.
 * @param hasLabelPart Whether the list's rows read "Artist - Title - Label".
 * @returns null where nothing parts artist and title.
 */
export function splitNames(text: string, separator: NameSeparator, hasLabelPart: boolean): RowNames | null {
  const mashUp = cutMashUp(text);
  let pair = mashUp ?? cut(text, separator);
  if (pair === null) return null;
  // '"Title" - Artist'
  if (WHOLE_QUOTE.test(pair[0]) && !WHOLE_QUOTE.test(pair[1]) && /^["“„«]/.test(pair[0]))
    pair = [pair[1], unquoted(pair[0])];
  let [artist, title] = pair;
  let label = '';
  const last = hasLabelPart && mashUp === null ? cutAt(title, placesOf(DASHES, title).at(-1)) : null;
  if (last !== null && !isMixName(last[1])) [title, label] = last;
  const dashed = withoutDashedMix(title);
  const bracketed = splitMix(unquoted(dashed.title));
  artist = artist.replace(/[\s:,]+$/u, '');
  const mix = [bracketed.mix, dashed.mix].filter((name) => name !== '').join(', ');
  return { artist, title: unquoted(bracketed.title), mix, label, isMashUp: mashUp !== null };
}
