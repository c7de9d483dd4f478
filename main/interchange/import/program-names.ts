import type { ImportFormat } from '#shared/contract/interchange.ts';

/** The folder that the playlists of a program come into; null for files that are one playlist themselves. */
export const PROGRAM_NAMES: Readonly<Record<ImportFormat, string | null>> = {
  'rekordbox-xml': 'rekordbox',
  'traktor-nml': 'Traktor',
  serato: 'Serato',
  engine: 'Engine DJ',
  mixxx: 'Mixxx',
  'itunes-xml': 'iTunes',
  m3u: null,
  cue: null,
  'rekordbox-txt': null,
  csv: null,
  'set-text': null,
};
