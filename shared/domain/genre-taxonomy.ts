import { editDistance } from './edit-distance.ts';
import { GENRE_OUTLINE } from './genre-outline.ts';

/** A genre of the taxonomy. */
export interface Genre {
  /** As the shops write it: "Drum & Bass". */
  readonly name: string;
  /** What it is a kind of; null at the top. */
  readonly parent: Genre | null;
  /** Says so little that a DJ cannot file by it: "Electronic". */
  readonly isBroad: boolean;
}

/**
 * Key that finds a genre in other spellings: lower case, without marks, signs and spaces, "&", "+", "n" and "and" as one:
 * "Drum 'n' Bass", "drum and bass" and "DRUM&BASS" are "drumandbass".
 */
function genreKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[&+]/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<= )n(?= )/g, 'and')
    .replaceAll(' ', '');
}

const LINE = /^(?<indent> *)(?<name>.+?)(?<broad> \*)?(?: = (?<aliases>.+))?$/;

/** Every genre by the keys of its name and of what else it is called; names go before other names. */
function readOutline(outline: string): ReadonlyMap<string, Genre> {
  const names = new Map<string, Genre>();
  const aliases = new Map<string, Genre>();
  const above: Genre[] = [];
  for (const line of outline.split('\n')) {
    const parts = LINE.exec(line)?.groups;
    if (parts?.['name'] === undefined) continue;
    const depth = (parts['indent'] ?? '').length / 2;
    const genre: Genre = {
      name: parts['name'],
      parent: above[depth - 1] ?? null,
      isBroad: parts['broad'] !== undefined,
    };
    above.length = depth;
    above.push(genre);
    names.set(genreKey(genre.name), genre);
    for (const alias of (parts['aliases'] ?? '').split('; ')) if (alias !== '') aliases.set(genreKey(alias), genre);
  }
  return new Map([...aliases, ...names]);
}

const GENRES = readOutline(GENRE_OUTLINE);

/** The genre of a name, however it is spelled; null for one that the taxonomy does not know. */
export function findGenre(text: string): Genre | null {
  return GENRES.get(genreKey(text)) ?? null;
}

/** Between the genres of one text. A bar, a slash or a semicolon; a comma as this program itself writes it. */
const SEPARATOR = /\s*[;|/\\,\0]\s*/u;

/**
 * The genres in a text of one or several: "House; Techno", "House / Tech House". A text that is the name of one genre is
 * one, whatever signs are in it ("Minimal / Deep Tech").
 */
export function splitGenres(text: string): string[] {
  const whole = text.trim();
  if (whole === '') return [];
  if (findGenre(whole) !== null) return [whole];
  return whole.split(SEPARATOR).filter((part) => part !== '');
}

function isKindOf(genre: Genre, other: Genre): boolean {
  for (let above = genre.parent; above !== null; above = above.parent) if (above === other) return true;
  return false;
}

/** A broad genre says nothing beside one of its kinds. */
function isImplied(genre: Genre | null, all: readonly (Genre | null)[]): boolean {
  return genre?.isBroad === true && all.some((other) => other !== null && isKindOf(other, genre));
}

/**
 * The text with each genre spelled as the taxonomy does, each once, without broad ones that a kind of them says already:
 * "dnb" -> "Drum & Bass", "Electronic; techno" -> "Techno". Genres that the taxonomy does not know stay as they are.
 */
export function normaliseGenres(text: string): string {
  const parts = splitGenres(text);
  const found = parts.map(findGenre);
  const kept = parts.flatMap((part, index) => (isImplied(found[index] ?? null, found) ? [] : [nameOf(part)]));
  const names = [...new Map(kept.map((name) => [genreKey(name), name])).values()];
  // Where nothing is spelled differently, the signs between the genres are a matter of taste.
  const isSame = names.length === parts.length && names.every((name, index) => name === parts[index]);
  return isSame ? text : names.join(', ');
}
const nameOf = (part: string): string => findGenre(part)?.name ?? part;

/** A slip in a shorter word makes too many others. */
const SHORTEST_LETTERS = 5;
const TWO_SLIPS_FROM_LETTERS = 10;

/** Names of genres that are fewest slips away from the key, at most `most`. */
function nearestNames(key: string, most: number): string[] {
  let least = most;
  const found = new Set<string>();
  for (const [known, { name }] of GENRES) {
    const slips = editDistance(key, known, least);
    if (slips > least) continue;
    if (slips < least) found.clear();
    least = slips;
    found.add(name);
  }
  return [...found];
}

/**
 * The genre that a misspelled one is meant to be: "Techo" -> "Techno". One slip, or two in long names; the first letter
 * is right.
 * @returns null for known genres, where nothing is near, and where two are as near as each other.
 */
export function suggestGenre(text: string): string | null {
  const key = genreKey(text);
  if (GENRES.has(key) || key.length < SHORTEST_LETTERS) return null;
  const names = nearestNames(key, key.length >= TWO_SLIPS_FROM_LETTERS ? 2 : 1);
  const [name] = names;
  return names.length === 1 && name !== undefined && genreKey(name)[0] === key[0] ? name : null;
}
