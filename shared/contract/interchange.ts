import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { CrateId, SetId } from './ids.ts';
import type { TrackSource } from './tracks.ts';

/** Formats that are read; `serato` is also what Serato has written into music files, without its library. */
export const ImportFormat = z.enum([
  'rekordbox-xml',
  'traktor-nml',
  'serato',
  'engine',
  'mixxx',
  'itunes-xml',
  'm3u',
  'cue',
  'rekordbox-txt',
  'csv',
  'set-text',
]);
export type ImportFormat = z.infer<typeof ImportFormat>;

export const ExportFormat = z.enum([
  'rekordbox-xml',
  'traktor-nml',
  'serato',
  'engine',
  'm3u8',
  'cue',
  'csv',
  'txt',
  'html',
]);
export type ExportFormat = z.infer<typeof ExportFormat>;

/**
 * - mine: what the library says stays. - theirs: the import wins over all but what is locked. - fill: the import fills what is
 * empty, and tempo, grid and key also where only the analysis or a file tag has set them.
 */
export const MergeRule = z.enum(['mine', 'theirs', 'fill']);
export type MergeRule = z.infer<typeof MergeRule>;

/** What a rule can be set for; `grid` is tempo and beat grid, `more` album artist, remixer, mix, composer, grouping and numbers. */
export const MERGE_FIELDS = [
  'title',
  'artist',
  'album',
  'genre',
  'label',
  'comment',
  'year',
  'rating',
  'colour',
  'grid',
  'key',
  'energy',
  'cues',
  'plays',
  'added',
  'more',
] as const;
export const MergeField = z.enum(MERGE_FIELDS);
export type MergeField = z.infer<typeof MergeField>;

export const MergeRules = z.record(MergeField, MergeRule);
export type MergeRules = z.infer<typeof MergeRules>;

/** Nothing that the user has set is written over. */
export const DEFAULT_RULES: MergeRules = {
  title: 'fill',
  artist: 'fill',
  album: 'fill',
  genre: 'fill',
  label: 'fill',
  comment: 'fill',
  year: 'fill',
  rating: 'fill',
  colour: 'fill',
  grid: 'fill',
  key: 'fill',
  energy: 'fill',
  cues: 'fill',
  plays: 'fill',
  added: 'mine',
  more: 'fill',
};

const Count = z.int().min(0);

/** What a library file holds. */
export const ContentCounts = z.object({
  tracks: Count,
  /** Hot and memory cues of all kinds, without loops. */
  cues: Count,
  loops: Count,
  gridSegments: Count,
  /** Without folders. */
  playlists: Count,
  folders: Count,
  plays: Count,
});
export type ContentCounts = z.infer<typeof ContentCounts>;

export const ImportProblem = z.object({
  /** Name of the file, without folders. */
  file: z.string(),
  /** "line 12"; "" for the whole file. */
  where: z.string(),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportConflict = z.object({
  title: z.string(),
  artist: z.string(),
  field: MergeField,
  mine: z.string(),
  theirs: z.string(),
});
export type ImportConflict = z.infer<typeof ImportConflict>;

/** What an import would do; the dry run. */
export const ImportPreview = z.object({
  files: z.array(z.object({ name: z.string(), format: ImportFormat, counts: ContentCounts })),
  counts: ContentCounts,
  added: Count,
  matched: z.object({ path: Count, content: Count, name: Count }),
  /** Entries of the file that are one track of the library. */
  merged: Count,
  /** Tracks whose file is not on this machine. */
  missingFiles: Count,
  /** Matched tracks of which a value differs, and how many for each field. */
  conflictingTracks: Count,
  conflictsByField: z.partialRecord(MergeField, Count),
  /** The first of them. */
  conflicts: z.array(ImportConflict),
  problems: z.array(ImportProblem),
  problemCount: Count,
  unknown: z.array(z.object({ name: z.string(), count: Count })),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportResult = z.object({
  /** By which the tracks of the import are listed (`imported` of TrackSource) as long as the program runs. */
  importId: z.string(),
  added: Count,
  changed: Count,
  unchanged: Count,
  cues: Count,
  crates: Count,
  plays: Count,
});
export type ImportResult = z.infer<typeof ImportResult>;

/** State, not deltas. */
export const ImportState = z.object({
  phase: z.enum(['idle', 'reading', 'matching', 'ready', 'writing', 'done', 'failed', 'cancelled']),
  /** 0-1 of the phase; null while nothing can be said. */
  fraction: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  preview: ImportPreview.nullable(),
  result: ImportResult.nullable(),
  /** Why it failed, and what to do. */
  error: z.string().nullable(),
});
export type ImportState = z.infer<typeof ImportState>;

const Path = z.string().min(1).max(4096);

export const ExportScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('crate'), id: CrateId }),
  z.object({ kind: z.literal('set'), id: SetId }),
]);
export type ExportScope = z.infer<typeof ExportScope>;

/** The list of the tracks of a scope. */
export function sourceOfScope(scope: ExportScope): TrackSource {
  if (scope.kind === 'all') return scope;
  return scope.kind === 'set' ? { kind: 'set', setId: scope.id } : { kind: 'crate', crateId: scope.id };
}

export const ExportReport = z.object({
  path: z.string(),
  written: ContentCounts,
  /** What the format has no place for, and how often it was left out. */
  dropped: z.array(z.object({ what: z.string(), count: Count })),
});
export type ExportReport = z.infer<typeof ExportReport>;

export const FileListing = z.object({
  /** "" is the list of drives on Windows. */
  path: z.string(),
  parent: z.string().nullable(),
  folders: z.array(z.object({ name: z.string(), path: z.string() })),
  /** Files that may be libraries or playlists, and music files. */
  files: z.array(z.object({ name: z.string(), path: z.string() })),
});
export type FileListing = z.infer<typeof FileListing>;

export const interchangeContract = {
  /** Folders and files of `path` (default: the home folder) that can be imported, music last, or library archives, for choosing. */
  browse: procedure
    .input(z.object({ path: z.string().max(4096).optional(), kind: z.enum(['import', 'archive']).default('import') }))
    .output(FileListing),
  /** Reads the files and finds out what importing them would do; `busy` while another import runs. */
  preview: procedure.input(z.object({ paths: z.array(Path).min(1).max(50) })).output(z.void()),
  /** Imports what was previewed, as one step for undo; `conflict` when nothing is ready. */
  apply: procedure.input(z.object({ rules: MergeRules })).output(z.void()),
  /** Stops what runs, or forgets what was previewed. What was written until then can be undone. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(ImportState)),
  /** The set sheet as a page, to be printed. */
  sheet: procedure.input(z.object({ setId: SetId })).output(z.object({ html: z.string() })),
  /** Writes a new file; never over an existing one unless `replace`. */
  export: procedure
    .input(z.object({ format: ExportFormat, scope: ExportScope, path: Path, replace: z.boolean().default(false) }))
    .output(ExportReport),
};
