import { artistNameKey, GUEST_WORDS, splitArtistNames } from './artist-names.ts';

export interface ArtistAndTitle {
  readonly artist: string;
  readonly title: string;
}

/** "Six ft Under" is a measure; "Maroon 5 ft B" is not, and with a full stop nothing is in doubt. */
const NO_MEASURE = String.raw`(?<!^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s(?=ft\s))`;
const MARK = String.raw`(?:(?:feat|ft)\.\s*|f\/\s*|(?:${GUEST_WORDS})\s+)`;
const BRACKETED = new RegExp(String.raw`([([])\s*(?:${MARK}|w\/\s*)(?=\S)`, 'giu');
const BARE = new RegExp(String.raw`(?<=\S)\s*[,;]?\s${NO_MEASURE}${MARK}(?=[^\s)\]])(?!of\b)`, 'giu');

/**
 * Writes "ft.", "ft", "Featuring", "f/" … as "feat.", where names stand before and after it. In brackets it stays in
 * brackets.
 */
export function normaliseGuests(text: string): string {
  return text.replace(BRACKETED, '$1feat. ').replace(BARE, ' feat. ');
}

const WRITTEN = /\s?[([]feat\. ([^()[\]]+)[)\]]|\sfeat\. ([^()[\]]+?)(?=\s*[([]|\s[-–—]\s|$)/giu;
/** After these the names are no guests any more, but the other side. */
const OTHER_SIDE = /\s(?:vs\.?|versus|b2b|pres\.?|presents)\s/iu;

interface Taken {
  readonly rest: string;
  /** The guests as they are written, each time they are named. */
  readonly guests: readonly string[];
}

function takeGuests(text: string): Taken {
  const guests: string[] = [];
  const rest = normaliseGuests(text).replace(WRITTEN, (_match, bracketed?: string, bare?: string) => {
    guests.push((bracketed ?? bare ?? '').trim());
    return '';
  });
  return { rest: rest.trim(), guests };
}

/** "A, B & C"; names that are among `others` are left out. A single text stays as it is written. */
function joinGuests(texts: readonly string[], others: readonly string[]): string {
  const known = new Set(others.map(artistNameKey));
  const names = texts.flatMap((text) => splitArtistNames(text, true));
  const wanted = [...new Map(names.map((name) => [artistNameKey(name), name])).values()].filter(
    (name) => !known.has(artistNameKey(name)),
  );
  if (texts.length === 1 && wanted.length === names.length) return texts[0] ?? '';
  const last = wanted.at(-1) ?? '';
  return wanted.length > 1 ? `${wanted.slice(0, -1).join(', ')} & ${last}` : last;
}

/** Before the first bracket or spaced dash, where the name of the song ends and its version begins. */
function withGuestsInTitle(title: string, guests: string): string {
  const version = /\s*[([]|\s[-–—]\s/u.exec(title);
  const at = version === null || version.index === 0 ? title.length : version.index;
  return `${title.slice(0, at)} (feat. ${guests})${title.slice(at)}`;
}

/**
 * Moves the guests from the artist to the title, "Song (feat. X)", or from the title to the artist, "Artist feat. X".
 * Guests that both name are written once. Nothing moves where a field would be left empty, or where "vs." or "b2b"
 * follows and it is not said which side the guest is on.
 */
export function moveGuests(track: ArtistAndTitle, to: 'artist' | 'title'): ArtistAndTitle {
  const inArtist = takeGuests(track.artist);
  const inTitle = takeGuests(track.title);
  const moving = to === 'title' ? inArtist : inTitle;
  if (moving.guests.length === 0 || inArtist.rest === '' || inTitle.rest === '') return track;
  if (OTHER_SIDE.test(track.artist)) return track;
  const staying = to === 'title' ? inTitle : inArtist;
  const guests = joinGuests([...staying.guests, ...moving.guests], splitArtistNames(inArtist.rest));
  if (to === 'artist') {
    return { artist: guests === '' ? inArtist.rest : `${inArtist.rest} feat. ${guests}`, title: inTitle.rest };
  }
  return { artist: inArtist.rest, title: guests === '' ? inTitle.rest : withGuestsInTitle(inTitle.rest, guests) };
}
