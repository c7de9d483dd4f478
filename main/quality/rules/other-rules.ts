import type { QualityRule } from '#main/quality/quality-rule.ts';

const FIRST_YEAR = 1900;
const SHORTEST_SECONDS = 10;
const LONGEST_SECONDS = 3600;

export const FILE_RULES: readonly QualityRule[] = [
  {
    field: 'file',
    id: 'file-missing',
    severity: 'error',
    weight: 1,
    name: 'File missing',
    help: 'Tracks whose file is not where it was. "Find missing files again" looks for it.',
    isBroken: (track) => track.isMissing === 1,
    problem: ({ path }) => (path === null ? 'It has no file.' : `Its file is missing: ${path}`),
  },
];

export const DETAIL_RULES: readonly QualityRule[] = [
  {
    field: 'year',
    id: 'year-missing',
    severity: 'warning',
    weight: 1,
    name: 'No year',
    help: 'Tracks without a year cannot be found by their time.',
    isBroken: (track) => track.year === null,
    problem: () => 'There is no year.',
  },
  {
    field: 'year',
    id: 'year-range',
    severity: 'error',
    weight: 1,
    name: 'Impossible year',
    help: `Years before ${FIRST_YEAR} or after the next. A wrong one is worse than none.`,
    isBroken: ({ year }, { thisYear }) => year !== null && (year < FIRST_YEAR || year > thisYear + 1),
    problem: ({ year }) => `${year ?? ''} is no year of a recording.`,
    mend: () => ({ year: null }),
  },
  {
    field: 'duration',
    id: 'duration-range',
    severity: 'warning',
    weight: 1,
    name: 'Too short or too long',
    help: 'Shorter than 10 seconds or longer than an hour: a fragment, or a whole mix.',
    isBroken: ({ durationSeconds: length }) =>
      length !== null && (length < SHORTEST_SECONDS || length > LONGEST_SECONDS),
    problem: ({ durationSeconds }) =>
      (durationSeconds ?? 0) < SHORTEST_SECONDS ? 'It is shorter than 10 seconds.' : 'It is longer than an hour.',
  },
  {
    field: 'album',
    id: 'album-missing',
    severity: 'note',
    weight: 1,
    name: 'No album',
    help: 'Tracks without an album or release. Ignore it if you have no use for them.',
    isBroken: (track) => track.album.trim() === '',
    problem: () => 'There is no album.',
  },
  {
    field: 'artwork',
    id: 'artwork-missing',
    severity: 'note',
    weight: 1,
    name: 'No cover',
    help: 'Files without a cover, which players show to tell tracks apart.',
    isBroken: (track) => track.hasArtwork === 0,
    problem: () => 'There is no cover in the file.',
  },
];
