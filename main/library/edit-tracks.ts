import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackEdit } from '#shared/contract/tracks.ts';
import { mutateInParts } from './mutate-in-parts.ts';
import { artistMutations } from './track-artist-mutations.ts';

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
  const edits = names.map(({ id }): Mutation => ({ op: 'update', table: 'tracks', id, set: edit }));
  const changesArtists = edit.artist !== undefined || edit.title !== undefined;
  const artists = changesArtists
    ? artistMutations(
        database,
        names.map(({ id, artist, title }) => ({
          trackId: id,
          artist: edit.artist ?? artist,
          title: edit.title ?? title,
        })),
      )
    : [];
  const { changed, txnId } = await mutateInParts(database, { origin: 'user', label, mutations: edits });
  // Artists follow the texts that were written just now, in the same step.
  if (txnId !== null) {
    await mutateInParts(database, { origin: 'user', label, mutations: artists, continues: txnId });
  }
  return { changed };
}
