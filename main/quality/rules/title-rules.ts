import { artistNameKey } from '#shared/domain/artist-names.ts';
import { parseTrackName } from '#shared/domain/artist-names-file.ts';
import { cleanText } from '#shared/domain/clean-text.ts';
import type { QualityFacts } from '#main/storage/queries/quality-facts.ts';
import { cleanUpRule, type LibraryContext, type Mend, type QualityRule } from '#main/quality/quality-rule.ts';
import { fileStem, inTitleCase, isInCapitals, tooLong } from './texts.ts';

const LONGEST = 200;
/** An artist is known when so many tracks have it: one other could be the same slip. */
const KNOWN_FROM_TRACKS = 3;

const AUDIO_ENDING = /\.(?:mp3|wav|flac|aiff?|m4a|alac|ogg|opus|aac|wma)$/iu;
/** Underscores where the spaces should be. */
const UNDERSCORED = /^\S*[\p{L}\p{N}]_+[\p{L}\p{N}-]\S*$/u;

const isFileName = ({ title }: QualityFacts): boolean => AUDIO_ENDING.test(title) || UNDERSCORED.test(title);

/** What a file name says; the artist only where the track has none. */
function fromFileName({ title, artist }: QualityFacts): Mend {
  const said = parseTrackName(title.replace(AUDIO_ENDING, ''));
  if (said.artist === '' || artistNameKey(said.artist) === artistNameKey(artist)) return { title: said.title };
  return artist === '' ? said : { title: `${said.artist} - ${said.title}` };
}

const DASH = /\s[-–—]\s/u;

/** "Artist - Title" without an artist, or with the same one again. null where the title has none in it. */
function withoutArtist(track: QualityFacts): Mend | null {
  const { title, artist } = track;
  if (!DASH.test(title) || isFileName(track)) return null;
  const at = title.search(DASH);
  const [before, after] = [title.slice(0, at).trim(), title.slice(at).replace(DASH, '').trim()];
  if (after === '' || before === '') return null;
  if (artist !== '') return artistNameKey(before) === artistNameKey(artist) ? { title: after } : null;
  const said = parseTrackName(title);
  return said.artist === '' ? null : said;
}

/** The title is an artist of many tracks here, and the artist of no other. */
function isSwapped({ title, artist }: QualityFacts, library: LibraryContext): boolean {
  if (title === '' || artist === '' || /[([]/.test(title)) return false;
  return (
    library.tracksOfArtist(title) >= KNOWN_FROM_TRACKS &&
    library.tracksOfArtist(artist) <= 1 &&
    artistNameKey(title) !== artistNameKey(artist)
  );
}

const CLUTTER = new Set(['web', 'clutter'] as const);
const NUMBER = new Set(['number'] as const);
const SPACES = new Set(['spaces'] as const);
const GUESTS = new Set(['feat'] as const);

const title = { field: 'title' } as const;

export const TITLE_RULES: readonly QualityRule[] = [
  {
    ...title,
    id: 'title-missing',
    severity: 'error',
    weight: 1,
    name: 'No title',
    help: 'A track without a title cannot be found. The name of its file may say it.',
    isBroken: (track) => track.title.trim() === '',
    problem: () => 'There is no title.',
    mend: ({ path }) => (path === null ? null : { title: parseTrackName(fileStem(path)).title }),
  },
  {
    ...title,
    id: 'title-file-name',
    severity: 'error',
    weight: 0.75,
    name: 'File name as title',
    help: 'The title ends like an audio file, or has underscores for spaces.',
    isBroken: isFileName,
    problem: () => 'The title is the name of a file.',
    mend: fromFileName,
  },
  {
    ...title,
    id: 'title-has-artist',
    severity: 'warning',
    weight: 0.5,
    name: 'Artist in the title',
    help: 'The title says "Artist - Title", and the artist is empty or the same.',
    isBroken: (track) => withoutArtist(track) !== null,
    problem: () => 'The artist stands in the title.',
    mend: withoutArtist,
  },
  {
    ...title,
    id: 'title-swapped',
    severity: 'warning',
    weight: 0.5,
    name: 'Artist and title swapped',
    help: 'The title is an artist of several tracks here, and the artist is known from no other track.',
    isBroken: isSwapped,
    problem: () => 'Artist and title seem to be swapped.',
    mend: ({ title: artist, artist: name }) => ({ title: name, artist }),
  },
  cleanUpRule(
    {
      ...title,
      id: 'title-spaces',
      severity: 'warning',
      weight: 0.25,
      name: 'Spaces in the title',
      help: 'Double spaces, spaces at the ends, and characters that cannot be seen.',
      says: 'The title has spaces or hidden characters where none belong.',
    },
    (text) => cleanText(text, SPACES),
  ),
  cleanUpRule(
    {
      ...title,
      id: 'title-clutter',
      severity: 'warning',
      weight: 0.25,
      name: 'Clutter in the title',
      help: 'What shops and sites add: "[Free Download]", "(Official Video)", addresses.',
      says: 'The title has something in it that says nothing about the music.',
    },
    (text) => cleanText(text, CLUTTER),
  ),
  cleanUpRule(
    {
      ...title,
      id: 'title-number',
      severity: 'warning',
      weight: 0.25,
      name: 'Track number in the title',
      help: 'The title begins with its place on the record: "01 - Title".',
      says: 'The title begins with a track number.',
    },
    // A file name has its own mend, which takes the number as well.
    (text) => (AUDIO_ENDING.test(text) || UNDERSCORED.test(text) ? text : cleanText(text, NUMBER)),
  ),
  cleanUpRule(
    {
      ...title,
      id: 'title-capitals',
      severity: 'note',
      weight: 0.25,
      name: 'Title in capitals',
      help: 'Titles of two words or more in capitals only.',
      says: 'The title is in capitals.',
    },
    (text) => (isInCapitals(text) ? inTitleCase(text) : text),
  ),
  cleanUpRule(
    {
      ...title,
      id: 'title-guests',
      severity: 'note',
      weight: 0.15,
      name: 'Guests in the title',
      help: '"ft.", "Featuring" and the like, which searches and other programs find as "feat.".',
      says: 'The guests are not written with "feat.".',
    },
    (text) => cleanText(text, GUESTS),
  ),
  {
    ...title,
    id: 'title-length',
    severity: 'note',
    weight: 0.25,
    name: 'Title too long',
    help: `Titles of more than ${LONGEST} characters, which no player shows.`,
    isBroken: (track) => tooLong(track.title, LONGEST),
    problem: (track) => `The title has ${track.title.length} characters.`,
  },
];
