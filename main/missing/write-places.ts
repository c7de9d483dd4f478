import { setImmediate as nextTurn } from 'node:timers/promises';
import { folderFinder } from '#main/platform/folder-of.ts';
import { presentFileFields } from '#main/storage/file-fields.ts';
import { LongStep } from '#main/storage/long-step.ts';
import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { findFileByPath } from '#main/storage/queries/files.ts';
import { folderPaths } from '#main/storage/queries/folders.ts';
import { analysedContent } from '#main/storage/queries/missing-files.ts';
import { trackFields } from '#main/storage/queries/tracks.ts';
import type { MissingDeps, ReadFile } from './missing-deps.ts';

/** A track and the file that it gets. */
export interface NewPlace {
  readonly trackId: string;
  /** The place that is missing; null where the track never had one. */
  readonly fileId: string | null;
  readonly file: ReadFile;
}

/** So many tracks are written within some milliseconds; others get their turn in between. */
const TRACKS_AT_ONCE = 100;

export interface WriteOptions {
  readonly label: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** What only the file itself can tell of its track. */
function trackUpdate(database: LibraryDatabase, trackId: string, file: ReadFile): Mutation {
  const stored = trackFields(database, trackId);
  const set: Partial<RowFields<'tracks'>> = {
    has_artwork: file.hasArtwork ? 1 : 0,
    ...(stored?.duration_seconds === null ? { duration_seconds: file.durationSeconds } : {}),
  };
  return { op: 'update', table: 'tracks', id: trackId, set };
}

function fileMutation(
  database: LibraryDatabase,
  { trackId, fileId, file }: NewPlace,
  folderId: string | null,
): Mutation {
  const set = presentFileFields(file, trackId, folderId);
  return fileId === null
    ? { op: 'insert', table: 'files', id: database.newId(), set }
    : { op: 'update', table: 'files', id: fileId, set };
}

/** Two contents of equal samples may be told apart behind a colon: the analysis of either holds. */
const sampleOf = (contentHash: string | null): string => contentHash?.split(':', 1)[0] ?? '';

/**
 * Gives tracks their files, as one step for undo, and has those analysed whose sound is new. Files that have become another
 * track's in the meantime are left out.
 * @returns Tracks that got one.
 */
export async function writePlaces(
  { database, onTracksAdded }: Pick<MissingDeps, 'database' | 'onTracksAdded'>,
  places: readonly NewPlace[],
  { label, signal, onProgress }: WriteOptions,
): Promise<number> {
  const folderIdOf = folderFinder(folderPaths(database));
  const step = new LongStep(database, { origin: 'user', label });
  let located = 0;
  try {
    for (let start = 0; start < places.length; start += TRACKS_AT_ONCE) {
      if (signal?.aborted) break;
      const free = places.slice(start, start + TRACKS_AT_ONCE).filter(({ file, fileId }) => {
        const holder = findFileByPath(database, file.path);
        return holder === undefined || holder.id === fileId;
      });
      // Rows of one table follow each other: they are written together.
      step.write([
        ...free.map((place) => fileMutation(database, place, folderIdOf(place.file.path))),
        ...free.map(({ trackId, file }) => trackUpdate(database, trackId, file)),
      ]);
      located += free.length;
      const toAnalyse = free.filter(
        ({ trackId, file }) => sampleOf(analysedContent(database, trackId)) !== sampleOf(file.contentHash),
      );
      if (toAnalyse.length > 0) await onTracksAdded(toAnalyse.map(({ trackId }) => trackId));
      onProgress?.(Math.min(1, (start + TRACKS_AT_ONCE) / places.length));
      await nextTurn();
    }
  } finally {
    step.end();
  }
  return located;
}
