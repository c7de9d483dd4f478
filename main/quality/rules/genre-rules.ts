import { findGenre, normaliseGenres, splitGenres, suggestGenre } from '#shared/domain/genre-taxonomy.ts';
import { cleanUpRule, type QualityRule } from '#main/quality/quality-rule.ts';

/** A library has few genres and many tracks. */
function onceForEach(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const answer = known.get(text) ?? work(text);
    known.set(text, answer);
    return answer;
  };
}

const normalised = onceForEach(normaliseGenres);
const mended = onceForEach((text) => {
  const parts = splitGenres(text);
  const names = parts.map((part) => suggestGenre(part) ?? part);
  return names.every((name, index) => name === parts[index]) ? text : names.join(', ');
});

const genre = { field: 'genre' } as const;

export const GENRE_RULES: readonly QualityRule[] = [
  {
    ...genre,
    id: 'genre-missing',
    severity: 'warning',
    weight: 1,
    name: 'No genre',
    help: 'Tracks without a genre. Where genres were learned from your own tracks (Settings), those that they are sure of can be taken.',
    isBroken: (track) => track.genre.trim() === '',
    problem: ({ learnedGenre }) =>
      learnedGenre === null
        ? 'There is no genre.'
        : `There is no genre. It sounds like your tracks of ${learnedGenre}.`,
    mend: ({ learnedGenre }) => (learnedGenre === null ? null : { genre: learnedGenre }),
  },
  cleanUpRule(
    {
      ...genre,
      id: 'genre-spelling',
      severity: 'warning',
      weight: 0.5,
      name: 'Genre spelled differently',
      help: 'Other names and spellings of a known genre, "dnb" for "Drum & Bass", and genres that stand there twice.',
      says: 'The genre has another name or spelling.',
    },
    (text) => normalised(text),
  ),
  cleanUpRule(
    {
      ...genre,
      id: 'genre-slip',
      severity: 'note',
      weight: 0.5,
      name: 'Slip in the genre',
      help: 'A genre that is not known and one slip away from one that is: "Techo".',
      says: 'The genre seems to be misspelled.',
    },
    (text) => mended(text),
  ),
  {
    ...genre,
    id: 'genre-broad',
    severity: 'note',
    weight: 0.5,
    name: 'Genre says little',
    help: 'Genres like "Electronic", under which nothing can be filed.',
    isBroken: (track) => {
      const parts = splitGenres(track.genre);
      return parts.length > 0 && parts.every((part) => findGenre(part)?.isBroad === true);
    },
    problem: (track) => `"${track.genre}" says little about the music.`,
  },
];
