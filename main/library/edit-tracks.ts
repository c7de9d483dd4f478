import { setImmediate as nextTurn } from 'node:timers/promises';
import { LongStep } from '#main/storage/long-step.ts';
import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackEdit } from '#shared/contract/tracks.ts';
import { editedNames } from '#shared/domain/edited-names.ts';
import { artistMutations } from './track-artist-mutations.ts';

/** So many tracks are written within some milliseconds; others get their turn in between. */
const TRACKS_AT_ONCE = 250;

/**
 * Writes the fields that the edit names into all the tracks, as one step for undo; artists follow their texts.
 * @returns Tracks that changed; those that had the values already, or are gone, do not count.
 */
export function editTracks(
  database: LibraryDatabase,
  ids: readonly TrackId[],
  edit: TrackEdit,
): Promise<{ changed: number }> {
  return editTrackRows(database, ids, edit, null);
}

/** The same for any fields. @param givenLabel What undo calls it; null = that tracks were edited, and how many. */
export async function editTrackRows(
  database: LibraryDatabase,
  ids: readonly TrackId[],
  edit: Partial<RowFields<'tracks'>>,
  givenLabel: string | null,
): Promise<{ changed: number }> {
  const names = trackNames(database, [...new Set(ids)]);
  const label = givenLabel ?? (names.length === 1 ? 'Edit 1 track' : `Edit ${names.length} tracks`);
  const changesArtists = edit.artist !== undefined || edit.title !== undefined || edit.remixer !== undefined;
  const step = new LongStep(database, { origin: 'user', label });
  let changed = 0;
  try {
    for (const part of inParts(names, TRACKS_AT_ONCE)) {
      const edits = part.map(({ id }): Mutation => ({ op: 'update', table: 'tracks', id, set: edit }));
      const written = step.write(edits).changed;
      changed += written;
      // Artists follow the texts that were written just now; worked out here, because others may add some between two parts.
      const sources = changesArtists && written > 0 ? part.map((track) => editedNames(track, edit)) : [];
      if (sources.length > 0) step.write(artistMutations(database, sources));
      await nextTurn();
    }
  } finally {
    step.end();
  }
  return { changed };
}
