import { artistNameKey } from '#shared/domain/artist-names.ts';
import { parseTrackName } from '#shared/domain/artist-names-file.ts';
import { cleanText } from '#shared/domain/clean-text.ts';
import type { QualityFacts } from '#main/storage/queries/quality-facts.ts';
import { cleanUpRule, type Mend, type QualityRule } from '#main/quality/quality-rule.ts';
import { fileStem, inTitleCase, isInCapitals, tooLong } from './texts.ts';

const LONGEST = 100;
const SPACES = new Set(['spaces'] as const);
const GUESTS = new Set(['feat'] as const);

/** The file is called "Artist - Title", and of this title. */
function fromFileName({ path, title }: QualityFacts): Mend | null {
  if (path === null) return null;
  const said = parseTrackName(fileStem(path));
  const isThisTrack = said.artist !== '' && artistNameKey(said.title) === artistNameKey(title);
  return isThisTrack ? { artist: said.artist } : null;
}

const artist = { field: 'artist' } as const;

export const ARTIST_RULES: readonly QualityRule[] = [
  {
    ...artist,
    id: 'artist-missing',
    severity: 'error',
    weight: 1,
    name: 'No artist',
    help: 'A track without an artist. The name of its file may say it.',
    isBroken: (track) => track.artist.trim() === '',
    problem: () => 'There is no artist.',
    mend: fromFileName,
  },
  cleanUpRule(
    {
      ...artist,
      id: 'artist-spelling',
      severity: 'warning',
      weight: 0.4,
      name: 'Artist spelled differently',
      help: 'Most tracks of this library spell the artist in another way: the same artist stands in two places.',
      says: 'Most of your tracks spell this artist differently.',
    },
    (text, library) => library.respell(text),
  ),
  cleanUpRule(
    {
      ...artist,
      id: 'artist-spaces',
      severity: 'warning',
      weight: 0.25,
      name: 'Spaces in the artist',
      help: 'Double spaces, spaces at the ends, and characters that cannot be seen.',
      says: 'The artist has spaces or hidden characters where none belong.',
    },
    (text) => cleanText(text, SPACES),
  ),
  cleanUpRule(
    {
      ...artist,
      id: 'artist-capitals',
      severity: 'note',
      weight: 0.25,
      name: 'Artist in capitals',
      help: 'Names of two words or more in capitals only. Ignore it for acts that are written like that.',
      says: 'The artist is in capitals.',
    },
    (text) => (isInCapitals(text) ? inTitleCase(text) : text),
  ),
  cleanUpRule(
    {
      ...artist,
      id: 'artist-guests',
      severity: 'note',
      weight: 0.15,
      name: 'Guests in the artist',
      help: '"ft.", "Featuring" and the like, which searches and other programs find as "feat.".',
      says: 'The guests are not written with "feat.".',
    },
    (text) => cleanText(text, GUESTS),
  ),
  {
    ...artist,
    id: 'artist-length',
    severity: 'note',
    weight: 0.25,
    name: 'Artist too long',
    help: `Artists of more than ${LONGEST} characters, which no player shows.`,
    isBroken: (track) => tooLong(track.artist, LONGEST),
    problem: (track) => `The artist has ${track.artist.length} characters.`,
  },
];
