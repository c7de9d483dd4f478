import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';

export interface PlayedNight {
  /** "2026-10-01" */
  readonly day: string;
  readonly tracks: readonly string[];
  readonly source?: string;
}

const TRACK_MS = 240_000;

/** Writes what was played, from ten in the evening on, four minutes a track. */
export function addPlays(database: LibraryDatabase, nights: readonly PlayedNight[]): void {
  const mutations = nights.flatMap(({ day, tracks, source = 'test' }) =>
    tracks.map((trackId, place): Mutation => {
      const playedAt = new Date(Date.parse(`${day}T22:00:00Z`) + place * TRACK_MS).toISOString();
      const set = {
        track_id: trackId,
        played_at: playedAt,
        set_id: null,
        source,
        session: '',
        deck: null,
        duration_seconds: null,
      };
      return { op: 'insert', table: 'plays', id: database.newId(), set };
    }),
  );
  database.mutate({ origin: 'import', label: 'Import', mutations });
}
