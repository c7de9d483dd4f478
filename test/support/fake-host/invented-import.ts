import type { ContentCounts, ImportConflict, ImportPreview, ImportProblem } from '#shared/contract/interchange.ts';
import { inventTrack } from './invented-tracks.ts';

const NO_COUNTS: ContentCounts = {
  tracks: 0,
  cues: 0,
  loops: 0,
  gridSegments: 0,
  playlists: 0,
  folders: 0,
  plays: 0,
};
const COLLECTION = { tracks: 1186, cues: 4712, loops: 318, gridSegments: 1243, playlists: 46, folders: 9, plays: 0 };
const WARM_UP = { ...NO_COUNTS, tracks: 54, playlists: 1 };

const PAIRS: readonly Pick<ImportConflict, 'field' | 'mine' | 'theirs'>[] = [
  { field: 'genre', mine: 'Deep House', theirs: 'House' },
  { field: 'grid', mine: '124 BPM', theirs: '62 BPM' },
  { field: 'key', mine: '8A', theirs: '3B' },
  {
    field: 'comment',
    mine: 'opens well',
    theirs: '8A - 124 - warm-up, keep for after midnight if the room is with you',
  },
  { field: 'rating', mine: '★★★★', theirs: '★★' },
  { field: 'title', mine: 'Night Drive', theirs: 'Night Drive (Extended Mix)' },
  { field: 'cues', mine: '4 cues', theirs: '8 cues' },
  { field: 'label', mine: 'Northside', theirs: 'Northside Recordings' },
];

function inventConflicts(count: number): ImportConflict[] {
  return Array.from({ length: count }, (_, index) => {
    const { title, artist } = inventTrack(index);
    return { title, artist, ...PAIRS[index % PAIRS.length]! };
  });
}

const FAULTS: readonly Omit<ImportProblem, 'file'>[] = [
  { where: 'line 118', message: 'The tempo "12O.00" is not a number; the track was read without it.' },
  { where: 'line 2204', message: 'A cue point lies before the start of its track; it was left out.' },
  { where: 'line 9031', message: 'The track names no file; it was left out.' },
  { where: 'row 31', message: 'The file ends inside a quoted value; what there is of it was read.' },
];

/** 1,240 tracks of two files, with something of everything that a preview can say. */
export const INVENTED_PREVIEW: ImportPreview = {
  files: [
    { name: 'collection.xml', format: 'rekordbox-xml', counts: COLLECTION },
    { name: 'warmup.m3u8', format: 'm3u', counts: WARM_UP },
  ],
  counts: { ...COLLECTION, tracks: 1240, playlists: 47 },
  added: 800,
  matched: { path: 301, content: 87, name: 40 },
  merged: 12,
  missingFiles: 41,
  conflictingTracks: 134,
  conflictsByField: { genre: 84, grid: 41, key: 22, comment: 19, rating: 12, title: 9, cues: 7, label: 3 },
  conflicts: inventConflicts(120),
  problems: Array.from({ length: 40 }, (_, index) => ({
    file: index % 4 === 3 ? 'warmup.m3u8' : 'collection.xml',
    ...FAULTS[index % FAULTS.length]!,
  })),
  problemCount: 1034,
  unknown: [
    { name: 'TRACK.Mood', count: 212 },
    { name: 'NODE.Colour', count: 9 },
  ],
};

/** A small file with which nothing is the matter. */
export const PLAIN_PREVIEW: ImportPreview = {
  files: [{ name: 'warmup.m3u8', format: 'm3u', counts: WARM_UP }],
  counts: WARM_UP,
  added: 54,
  matched: { path: 0, content: 0, name: 0 },
  merged: 0,
  missingFiles: 0,
  conflictingTracks: 0,
  conflictsByField: {},
  conflicts: [],
  problems: [],
  problemCount: 0,
  unknown: [],
};
