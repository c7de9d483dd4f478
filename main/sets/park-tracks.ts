import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { liveTracks } from '#main/storage/ordered-tracks.ts';
import { parkedTracks, plannedEntries, type StoredEntry } from '#main/storage/queries/set-builder.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { planOf } from './read-set.ts';

/** Tracks kept at hand beside those of a set. */
export interface Parking {
  /** Tracks that stand in the set leave it; those that are parked there already stay. */
  park(id: SetId, trackId: TrackId, trackIds: readonly TrackId[]): { parked: number };
  unpark(id: SetId, trackId: TrackId, alternativeIds: readonly TrackId[]): { unparked: number };
  swap(id: SetId, trackId: TrackId, alternativeId: TrackId): void;
}

const tracksInWords = (count: number): string => (count === 1 ? '1 track' : `${count} tracks`);

export function createParking(database: LibraryDatabase): Parking {
  function find(id: SetId, trackId: TrackId) {
    const { name } = planOf(database, id);
    const entries = plannedEntries(database, id);
    const entry = entries.find((each) => each.trackId === trackId);
    if (entry === undefined) throw new AppError('not-found', 'This track is no longer in the set.');
    return { name, entries, entry, parked: parkedTracks(database, id).filter((each) => each.entryId === entry.id) };
  }

  function parking(entry: StoredEntry, trackIds: readonly string[], after: number): Mutation[] {
    return trackIds.map((trackId, index) => ({
      op: 'insert',
      table: 'set_alternatives',
      id: database.newId(),
      set: { entry_id: entry.id, track_id: trackId, position: after + index + 1 },
    }));
  }

  return {
    park: (id, trackId, trackIds) => {
      const { name, entries, entry, parked } = find(id, trackId);
      const there = new Set([entry.trackId, ...parked.map((each) => each.trackId)]);
      const fresh = liveTracks(database, trackIds).filter((each) => !there.has(each));
      const leaving = entries.filter((each) => each.id !== entry.id && fresh.includes(each.trackId));
      const mutations: Mutation[] = [
        ...leaving.map((each): Mutation => ({ op: 'delete', table: 'set_entries', id: each.id })),
        ...parking(entry, fresh, parked.at(-1)?.position ?? 0),
      ];
      database.mutate({ origin: 'user', label: `Park ${tracksInWords(fresh.length)} in "${name}"`, mutations });
      return { parked: fresh.length };
    },
    unpark: (id, trackId, alternativeIds) => {
      const { name, parked } = find(id, trackId);
      const wanted = new Set<string>(alternativeIds);
      const gone = parked.filter((each) => wanted.has(each.trackId));
      const mutations = gone.map((each): Mutation => ({ op: 'delete', table: 'set_alternatives', id: each.id }));
      database.mutate({ origin: 'user', label: `Remove ${tracksInWords(gone.length)} parked in "${name}"`, mutations });
      return { unparked: gone.length };
    },
    swap: (id, trackId, alternativeId) => {
      const { name, entries, entry, parked } = find(id, trackId);
      const alternative = parked.find((each) => each.trackId === alternativeId);
      if (alternative === undefined) {
        throw new AppError('not-found', 'This track is no longer parked beside the other one.');
      }
      if (entries.some((each) => each.trackId === alternativeId)) {
        throw new AppError('conflict', 'This track stands in the set already. Remove it there first.');
      }
      database.mutate({
        origin: 'user',
        label: `Swap a track in "${name}"`,
        mutations: [
          { op: 'update', table: 'set_entries', id: entry.id, set: { track_id: alternativeId } },
          { op: 'update', table: 'set_alternatives', id: alternative.id, set: { track_id: trackId } },
        ],
      });
    },
  };
}
