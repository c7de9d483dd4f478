import type { Mutation, MutationResult, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { gridAtTempo } from './correct-track.ts';
import { editedNames } from '#shared/domain/edited-names.ts';
import { artistMutations } from './track-artist-mutations.ts';

/** New values of one track. */
export interface TrackValues {
  readonly id: string;
  readonly set: Partial<RowFields<'tracks'>>;
}

/**
 * Writes values of its own into each track (a few hundred at most); artists follow their texts, grids their tempos.
 * Tracks that are gone are left out.
 * @param continues The step of an earlier part, which this one becomes a part of; null for a step of its own.
 * @returns Tracks that changed.
 */
export function editEach(
  database: LibraryDatabase,
  edits: readonly TrackValues[],
  label: string,
  continues: string | null,
): MutationResult {
  const names = new Map(
    trackNames(
      database,
      edits.map(({ id }) => id),
    ).map((track) => [track.id, track]),
  );
  const live = edits.filter(({ id }) => names.has(id));
  const updates = live.map(({ id, set }): Mutation => {
    const grid = typeof set.bpm === 'number' ? gridAtTempo(database, TrackId.parse(id), set.bpm) : {};
    return { op: 'update', table: 'tracks', id, set: { ...set, ...grid } };
  });
  const renamed = live.filter(
    ({ set }) => set.artist !== undefined || set.title !== undefined || set.remixer !== undefined,
  );
  const artists = artistMutations(
    database,
    renamed.flatMap(({ id, set }) => {
      const track = names.get(id);
      return track === undefined ? [] : [editedNames(track, set)];
    }),
  );
  const result = database.mutate({ origin: 'user', label, mutations: updates, continues });
  if (artists.length > 0 && result.txnId !== null) {
    database.mutate({ origin: 'user', label, mutations: artists, continues: result.txnId });
  }
  return result;
}
