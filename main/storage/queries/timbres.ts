import type { LibraryDatabase } from '#main/storage/open-database.ts';

/** A live track's row number, id and timbre vector as stored (null: none yet); `alive` 0 for a deleted track. */
export interface StoredTimbre {
  readonly number: number;
  readonly id: string;
  readonly alive: number;
  readonly timbre: Uint8Array | null;
}

const SELECT = `SELECT tracks.number, tracks.id, tracks.deleted_at IS NULL AS alive, track_analyses.timbre
  FROM tracks LEFT JOIN track_analyses ON track_analyses.track_id = tracks.id`;

/** The highest row number of a track; -1 when there is none. */
export function lastTrackNumber({ raw }: Pick<LibraryDatabase, 'raw'>): number {
  return raw.prepare<[], number>('SELECT coalesce(max(number), -1) FROM tracks').pluck().get() ?? -1;
}

/** Of the tracks after a row number, in order, at most `limit`. */
export function timbresAfter({ raw }: Pick<LibraryDatabase, 'raw'>, number: number, limit: number): StoredTimbre[] {
  const statement = raw.prepare(`${SELECT} WHERE tracks.number > ? ORDER BY tracks.number LIMIT ?`);
  return statement.all(number, limit) as StoredTimbre[];
}

/** Of the tracks with these ids; ids that are gone are left out. */
export function timbresOf({ raw }: Pick<LibraryDatabase, 'raw'>, ids: Iterable<string>): StoredTimbre[] {
  const statement = raw.prepare(`${SELECT} WHERE tracks.id = ?`);
  return [...ids].flatMap((id) => (statement.get(id) as StoredTimbre | undefined) ?? []);
}
