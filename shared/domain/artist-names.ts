import { remembered } from './remembered.ts';
import { isKnownAct, splitAroundKnownActs } from './artist-names-known.ts';

/** People and acts of one track, each name once, in the order they are written. */
export interface TrackArtists {
  readonly main: readonly string[];
  readonly featured: readonly string[];
  readonly remixers: readonly string[];
}

/**
 * Key that finds the same artist in other spellings: lower case, NFKD without marks, without punctuation, "&" as "and".
 * A name made of nothing but punctuation ("!!!") keeps it.
 */
export function artistNameKey(name: string): string {
  const folded = foldLetters(name).replace(/\s+/g, ' ').trim();
  if (PLAIN_WORDS.test(folded)) return folded;
  const words = folded
    .replace(/\s?[&+]\s?/g, ' and ')
    .replace(/[-‐-―_]/g, ' ')
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? folded : words;
}

const ASCII = /^[\x20-\x7e]*$/;
/** Most names: there is nothing in them to replace. */
const PLAIN_WORDS = /^[a-z0-9 ]*$/;

function foldLetters(name: string): string {
  // The tables of Unicode take their time, and say nothing of these letters.
  if (ASCII.test(name)) return name.toLowerCase();
  return (
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      // Letters that Unicode does not take apart.
      .replace(/[øłđßæœı]/g, (letter) => FOLDED_LETTERS[letter] ?? letter)
  );
}

const FOLDED_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Between two names whatever stands there. A slash and an x need spaces: "AC/DC", "Jamie xx" and "Lil Nas X" stay. */
const SURE_SEPARATOR = /\s*;\s*|\s+\/\s+|\s+(?:x|×|vs\.?|versus|b2b|pres\.?|presents)\s+/iu;
const COMMA = /\s*,\s+(?!(?:the|jr\.?|sr\.?)\b)/iu;
const AMPERSAND = /\s+[&+]\s+/u;
/** "& The Wailers", "& His Orchestra", "& Sons", "& Friends" belong to the name before. */
const BACKING = /^(?:the|his|her|their|los|las|les|die|sons?|friends|co\.?|company)\b/iu;

const hasTwoWords = (name: string): boolean => /\S\s+\S/u.test(name);

/**
 * "A & B" is two acts only where something speaks for it: the list has other separators, or both sides have two words
 * and the right one is no backing band. "Simon & Garfunkel" and "Nick Cave & The Bad Seeds" stay whole.
 */
function splitAmpersand(text: string, inList: boolean): string[] {
  const names = text.split(AMPERSAND);
  if (names.length === 1 || names.slice(1).some((name) => BACKING.test(name))) return [text];
  return inList || names.every(hasTwoWords) ? names : [text];
}

/**
 * Splits one text of artists into names.
 * Always at ";", " / ", " x ", " vs ", " b2b ", " pres. "; at "," unless ", The ..." or ", Jr." follows; at "&" and "+"
 * as splitAmpersand says; never at "and". Known acts ("Earth, Wind & Fire") are taken out whole first.
 * @param loose Also split every "&" (guests and remixers, where a list is the rule).
 */
export function splitArtistNames(text: string, loose = false): string[] {
  const pieces = splitAroundKnownActs(text);
  const isList = pieces.length > 1 || COMMA.test(text) || SURE_SEPARATOR.test(text);
  const names = pieces.flatMap((piece) => {
    if (isKnownAct(piece)) return [piece];
    return piece
      .split(SURE_SEPARATOR)
      .flatMap((part) => part.split(COMMA))
      .flatMap((part) => splitAmpersand(part, loose || isList));
  });
  return uniqueNames(names);
}

/** Trimmed, without empty ones and without second spellings of a name. */
function uniqueNames(names: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const name of names) {
    const clean = name.replace(/^[\s,;&+/]+|[\s,;&+/]+$/gu, '');
    const key = artistNameKey(clean);
    if (key !== '' && !byKey.has(key)) byKey.set(key, clean);
  }
  return [...byKey.values()];
}

/** "Six Ft Under", "10 ft tall": a measure, and nobody's guest. */
const MEASURE = String.raw`(?<=\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred)\s+)ft\s+(?:under|tall|high|deep|down|up|above|below|away|long|wide)\b`;
/** The ways to write "feat.", as part of a pattern. */
export const GUEST_WORDS = String.raw`feat(?:uring|\.)?|(?!${MEASURE})ft\.?|f\/`;
/** "feat. X", "ft X", "featuring X", "(with X)", in brackets or up to the next bracket or the end. */
const GUESTS_IN_BRACKETS = new RegExp(String.raw`[([]\s*(?:${GUEST_WORDS}|with|w\/)\s+([^)\]]+)[)\]]`, 'giu');
const GUESTS_BARE = new RegExp(String.raw`\s+(?:${GUEST_WORDS})\s+([^([]+?)(?=\s*[([]|\s+-\s+|$)`, 'giu');

/** A quick look, before the patterns that take their time: without one of these there are none. */
const MAY_HAVE_GUESTS = /\b(?:feat|ft|f\/|with|w\/)/i;

/** Takes the guests out of a text. @returns What is left and the guests' names. */
function takeGuests(text: string): { readonly rest: string; readonly guests: readonly string[] } {
  if (!MAY_HAVE_GUESTS.test(text)) return { rest: text.replace(/\s+/g, ' ').trim(), guests: [] };
  const guests: string[] = [];
  const collect = (_match: string, names: string): string => {
    guests.push(...splitArtistNames(names, true));
    return ' ';
  };
  const rest = text.replace(GUESTS_IN_BRACKETS, collect).replace(GUESTS_BARE, collect);
  return { rest: rest.replace(/\s+/g, ' ').trim(), guests };
}

const MIX_WORD = '(?:re-?mix|rmx|re-?edit|re-?work|re-?fix|re-?rub|re-?make|bootleg|mash-?up|flip|edit|mix|dub|vip)';
/** "(X Remix)", "[X Edit]", " - X Remix" at the end; the name is what stands before the word. */
const MIX_PATTERNS: readonly RegExp[] = [
  new RegExp(`[([]([^()[\\]]+?)\\s+${MIX_WORD}(?:\\s+[^()[\\]]*)?[)\\]]`, 'giu'),
  new RegExp(`\\s+-\\s+([^()[\\]]+?)\\s+${MIX_WORD}\\s*$`, 'giu'),
];
const REMIXED_BY = /[([](?:remix(?:ed)?|edit(?:ed)?|re-?work(?:ed)?|mix(?:ed)?)\s+by\s+([^)\]]+)[)\]]/giu;

/** Words that say which version it is, not who made it. */
const VERSION_WORDS = new Set(
  (
    'original extended radio club dub instrumental vocal vip main album single full long short clean dirty explicit ' +
    'intro outro acoustic live demo bonus special alternate alternative remastered remaster deluxe official free ' +
    'dj festival day night sunset sunrise summer winter late early afterhours warehouse underground peak time ' +
    'house techno trance disco garage jungle bass drum dnb ambient chillout chill deep acid progressive hardstyle ' +
    'tech breaks breakbeat dubstep trap piano strings orchestral beatless video version tv 7" 12" 7 12 inch mix ' +
    'remix edit rework bootleg part pt re quick mini mega master final new old the a my and of no hard soft'
  ).split(' '),
);

const isVersionWord = (word: string): boolean =>
  VERSION_WORDS.has(word.toLowerCase().replace(/[.,]$/, '')) || /^(?:19|20)\d\d$|^'\d\d$|^\d{1,2}$/.test(word);

/** "Kölsch Extended" -> "Kölsch"; "Armand's Dark Garage" -> "Armand"; "Extended Club" -> null. */
function remixerText(before: string): string | null {
  const owner = /^(.+?)['’]s?\s+\S/u.exec(before);
  const words = (owner?.[1] ?? before).trim().split(/\s+/u);
  if (words.every(isVersionWord)) return null;
  while (words.length > 1 && isVersionWord(words.at(-1) ?? '')) words.pop();
  return words.join(' ').replace(/['’]s$/u, '');
}

const MAY_HAVE_REMIXER = /[([]|\s-\s/;

function remixersOf(title: string): string[] {
  if (!MAY_HAVE_REMIXER.test(title)) return [];
  const texts = MIX_PATTERNS.flatMap((pattern) => [...title.matchAll(pattern)].map((match) => match[1] ?? ''));
  const named = texts.map(remixerText).filter((text) => text !== null);
  const signed = [...title.matchAll(REMIXED_BY)].map((match) => match[1] ?? '');
  return uniqueNames([...named, ...signed].flatMap((text) => splitArtistNames(text, true)));
}

export interface ArtistTags {
  /** Display text, as the tag has it. */
  readonly artist: string;
  readonly title: string;
  /** Names that the tag already keeps apart (ID3v2.4 lists, Vorbis comments). */
  readonly artists?: readonly string[];
  /** Names of a remixer tag; it counts before the title. */
  readonly remixers?: readonly string[];
}

interface ArtistsOfText {
  readonly main: readonly string[];
  readonly guests: readonly string[];
}

/** Whom an artist text names. */
const artistsOfText = remembered((text): ArtistsOfText => {
  const { rest, guests } = takeGuests(text);
  return { main: splitArtistNames(rest), guests };
});

/** Whom the names of a list name, which the tag keeps apart already. */
function artistsOfList(names: readonly string[]): ArtistsOfText {
  const taken = names.map(takeGuests);
  return {
    main: uniqueNames(taken.flatMap(({ rest }) => rest.split(SURE_SEPARATOR))),
    guests: taken.flatMap(({ guests }) => guests),
  };
}

/** Main artists, guests and remixers of a track, from its artist and title text. */
export function parseTrackArtists(tags: ArtistTags): TrackArtists {
  const { main, guests } =
    tags.artists !== undefined && tags.artists.length > 1 ? artistsOfList(tags.artists) : artistsOfText(tags.artist);
  const fromTitle = takeGuests(tags.title);
  const tagged = (tags.remixers ?? []).flatMap((name) => splitArtistNames(name, true));
  const mainKeys = new Set(main.map(artistNameKey));
  return {
    main,
    featured: uniqueNames([...guests, ...fromTitle.guests]).filter((name) => !mainKeys.has(artistNameKey(name))),
    remixers: uniqueNames(tagged.length > 0 ? tagged : remixersOf(fromTitle.rest)),
  };
}
