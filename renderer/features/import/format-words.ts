import type { ExportFormat } from '#shared/contract/interchange.ts';

interface ProgramSource {
  readonly program: string;
  /** Where its export or library is. */
  readonly where: string;
}

/** What can be read, and where a DJ finds it. */
export const SOURCES: readonly ProgramSource[] = [
  { program: 'rekordbox', where: 'File > Export Collection in xml format' },
  { program: 'Traktor', where: 'collection.nml in Documents/Native Instruments/Traktor' },
  {
    program: 'Serato',
    where: 'the _Serato_ folder in Music, or at the top of a drive; or a folder of music in which Serato has set cues',
  },
  { program: 'Engine DJ', where: 'the Engine Library folder in Music, or at the top of a drive' },
  { program: 'Mixxx', where: 'mixxxdb.sqlite in its settings folder' },
  { program: 'iTunes / Music', where: 'File > Library > Export Library' },
  { program: 'Playlists', where: '.m3u, .m3u8, .cue, .csv, .txt' },
];

interface ExportWords {
  readonly name: string;
  /** What is written and what stays out. */
  readonly keeps: string;
  /** Of the file; null where folders are written, named by the program. */
  readonly extension: string | null;
}

export const EXPORT_WORDS: Readonly<Record<ExportFormat, ExportWords>> = {
  'rekordbox-xml': {
    name: 'rekordbox XML',
    keeps: 'Tracks, playlists, cue points, loops, beat grids, keys, ratings, colours. No play history.',
    extension: 'xml',
  },
  'traktor-nml': {
    name: 'Traktor NML',
    keeps: 'Tracks, playlists, cue points, loops, beat grids, keys, ratings, play history.',
    extension: 'nml',
  },
  serato: {
    name: 'Serato crates',
    keeps:
      'Crates. Serato keeps cue points, loops and grids in the music files: they are written only if you ask for it.',
    extension: null,
  },
  engine: {
    name: 'Engine DJ library',
    keeps: 'Tracks, playlists, cue points, loops, beat grids, keys, for a drive or a player.',
    extension: null,
  },
  m3u8: { name: 'M3U8 playlist', keeps: 'One playlist in its order, which every player reads.', extension: 'm3u8' },
  cue: { name: 'CUE sheet', keeps: 'Titles and start times of one mix, at most 99 tracks.', extension: 'cue' },
  csv: { name: 'Table (CSV)', keeps: 'A row for each track, for spreadsheets. No cue points.', extension: 'csv' },
  txt: { name: 'Tracklist', keeps: 'Times, artists, titles and labels as text, to post.', extension: 'txt' },
  html: {
    name: 'Set sheet (HTML)',
    keeps:
      'Clock times, BPM, keys, energy, cues, notes and how to get to the next track: for the phone in the booth, and to print.',
    extension: 'html',
  },
};

/** What a folder format writes into the chosen folder. */
export const FOLDER_OF: Readonly<Partial<Record<ExportFormat, string>>> = {
  serato: '_Serato_',
  engine: 'Engine Library',
};
