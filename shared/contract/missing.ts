import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { TrackId } from './ids.ts';

const Count = z.int().min(0);
const Path = z.string().min(1).max(4096);

/**
 * - content: the very sound that is missing. - folder: where its folder has gone, by name and place. - name: names alike, and the
 * length or size as far as it is known.
 */
export const FoundBy = z.enum(['content', 'folder', 'name']);
export type FoundBy = z.infer<typeof FoundBy>;

/** A file that seems to be a missing one. */
export const FoundFile = z.object({
  trackId: TrackId,
  title: z.string(),
  artist: z.string(),
  /** Where it was, as this or another system writes it; "" where nothing is known. */
  oldPath: z.string(),
  newPath: z.string(),
  by: FoundBy,
  /** 0-1; 1 for the very sound. */
  confidence: z.number().min(0).max(1),
  /** The folder that it moved with, of the old side. */
  movedFrom: z.string().nullable(),
  /** What speaks against it, in words; "" for nothing. */
  doubt: z.string(),
});
export type FoundFile = z.infer<typeof FoundFile>;

/** A folder that has moved as a whole. */
export const FolderMove = z.object({ from: z.string(), to: z.string(), files: Count });
export type FolderMove = z.infer<typeof FolderMove>;

export const MissingSearch = z.object({
  phase: z.enum(['idle', 'walking', 'reading', 'matching', 'ready', 'writing', 'done', 'failed', 'cancelled']),
  /** Tracks without a file. */
  missing: Count,
  /** Music files in the chosen folders. */
  files: Count,
  /** Files read. */
  done: Count,
  fraction: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** While ready. */
  found: Count,
  exact: Count,
  moves: z.array(FolderMove),
  /** Folders and files that could not be read. */
  unreadable: Count,
  /** Once written. */
  located: Count,
  error: z.string().nullable(),
});
export type MissingSearch = z.infer<typeof MissingSearch>;

export const AudioListing = z.object({
  /** "" is the list of drives on Windows. */
  path: z.string(),
  parent: z.string().nullable(),
  folders: z.array(z.object({ name: z.string(), path: z.string() })),
  files: z.array(z.object({ name: z.string(), path: z.string() })),
});
export type AudioListing = z.infer<typeof AudioListing>;

export const missingContract = {
  /** Looks through folders for the files of tracks (default: of all that have none); returns at once. `busy` while it does. */
  search: procedure
    .input(z.object({ folders: z.array(Path).min(1).max(20), trackIds: z.array(TrackId).max(1000).optional() }))
    .output(z.void()),
  /** Stops what runs, or forgets what was found. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(MissingSearch)),
  /** What was found, the surest first; empty when nothing is ready. */
  found: procedure
    .input(z.object({ offset: z.int().min(0), limit: z.int().min(1).max(500) }))
    .output(z.object({ total: Count, files: z.array(FoundFile) })),
  /**
   * Gives tracks the files that were found, as one step for undo: all of these kinds, those in folders that moved (`moves`, by
   * `from`), with the exceptions. Returns at once; `conflict` when nothing is ready.
   */
  apply: procedure
    .input(
      z.object({
        kinds: z.array(FoundBy),
        moves: z.array(z.string()).max(20),
        also: z.array(TrackId).max(100_000),
        except: z.array(TrackId).max(100_000),
      }),
    )
    .output(z.void()),
  /** Folders and music files of `path` (default: the home folder), for choosing one. */
  browse: procedure.input(z.object({ path: z.string().max(4096).optional() })).output(AudioListing),
  /** Gives one track this file, whatever is in it; `conflict` when it is another track's. */
  locate: procedure.input(z.object({ trackId: TrackId, path: Path })).output(z.void()),
};
