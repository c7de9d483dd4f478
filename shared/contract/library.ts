import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { FolderId, TrackId } from './ids.ts';
import { SEARCH_LENGTH, SearchCompletion } from './search.ts';
import { ProviderName, SourcedField } from './track-sources.ts';
import { TrackDetail, TrackEdit, TrackPage, TrackQuery } from './tracks.ts';

export const LibraryFolder = z.object({
  id: FolderId,
  path: z.string(),
  trackCount: z.int(),
  /** False while the drive is not connected. */
  available: z.boolean(),
  lastScannedAt: z.iso.datetime().nullable(),
});
export type LibraryFolder = z.infer<typeof LibraryFolder>;

export const ScanProblem = z.object({
  folderId: FolderId,
  /** Path of the file, beginning with the name of its music folder. */
  file: z.string(),
  reason: z.string(),
});
export type ScanProblem = z.infer<typeof ScanProblem>;

/**
 * State, not deltas: every message is the whole picture. Counts are of the present or last run; `failed` and the problems
 * are what is wrong at present, found by whichever scan.
 */
export const ScanState = z.object({
  running: z.boolean(),
  /** Still counting files: `found` grows and no estimate is possible. */
  counting: z.boolean(),
  found: z.int(),
  done: z.int(),
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Files and folders that cannot be read. */
  failed: z.int(),
  /** File name (no folders) that is being read. */
  current: z.string().nullable(),
  etaSeconds: z.number().nullable(),
  /** The last problems, newest first, at most 50; also of files that are in the library all the same. */
  problems: z.array(ScanProblem),
  /** How many there are. */
  problemCount: z.int(),
});
export type ScanState = z.infer<typeof ScanState>;

export const FolderListing = z.object({
  /** "" is the list of drives on Windows. */
  path: z.string(),
  parent: z.string().nullable(),
  folders: z.array(z.object({ name: z.string(), path: z.string() })),
});
export type FolderListing = z.infer<typeof FolderListing>;

export const libraryContract = {
  folders: procedure.output(z.array(LibraryFolder)),
  /** Adds the folder and starts scanning it; `conflict` when it is in the library already, also as a part of another. */
  addFolder: procedure.input(z.object({ path: z.string().min(1).max(4096) })).output(LibraryFolder),
  /** Its tracks leave the library (undoable); files on disk are not touched. */
  removeFolder: procedure.input(z.object({ id: FolderId })).output(z.object({ removedTracks: z.int() })),
  /** Sub-folders of `path` (default: the home folder), for choosing a folder in the browser. */
  browse: procedure.input(z.object({ path: z.string().max(4096).optional() })).output(FolderListing),
  scan: procedure.input(z.object({ id: FolderId.optional() })).output(z.void()),
  cancelScan: procedure.output(z.void()),
  watchScan: procedure.output(eventIterator(ScanState)),

  /** With `limit` 0 the numbers alone, for which nothing is sorted. */
  tracks: procedure
    .input(z.object({ query: TrackQuery, offset: z.int().min(0), limit: z.int().min(0).max(500) }))
    .output(TrackPage),
  trackIds: procedure.input(z.object({ query: TrackQuery })).output(z.array(TrackId)),
  /** What could be written into a search where the cursor stands. */
  complete: procedure
    .input(z.object({ text: z.string().max(SEARCH_LENGTH), cursor: z.int().min(0).max(SEARCH_LENGTH) }))
    .output(SearchCompletion),
  track: procedure.input(z.object({ id: TrackId })).output(TrackDetail),
  editTracks: procedure
    .input(z.object({ ids: z.array(TrackId).min(1), edit: TrackEdit }))
    .output(z.object({ changed: z.int() })),
  /** Makes what a provider says of the fields the user's own choice (undoable). */
  takeValues: procedure
    .input(z.object({ id: TrackId, provider: ProviderName, fields: z.array(SourcedField).min(1) }))
    .output(z.object({ changed: z.int() })),
  /** Removes tracks from the library (undoable); files stay. */
  removeTracks: procedure.input(z.object({ ids: z.array(TrackId).min(1) })).output(z.object({ removed: z.int() })),
  /** The number rises with every change of the library; the renderer refetches what it shows. */
  watchRevision: procedure.output(eventIterator(z.object({ revision: z.int() }))),
};
