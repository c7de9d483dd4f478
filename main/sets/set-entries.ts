import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { OrderedTracks } from '#main/storage/ordered-tracks.ts';
import { entriesOfSet } from '#main/storage/queries/sets.ts';

/** The tracks of a set. */
export function tracksOfSet(database: LibraryDatabase, setId: string): OrderedTracks {
  return {
    table: 'set_entries',
    entries: entriesOfSet(database, setId),
    insert: (trackId, position) => ({
      op: 'insert',
      table: 'set_entries',
      id: database.newId(),
      set: { set_id: setId, track_id: trackId, position, notes: '', phase: null, locked: 0 },
    }),
  };
}
