import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'raw'>;

/** A track as the ranking of suggestions sees it. */
export interface StoredRankable {
  readonly number: number;
  readonly id: string;
  /** 0 for a deleted track. */
  readonly alive: number;
  /** 1 while a file of it is there. */
  readonly present: number;
  readonly bpm: number | null;
  readonly key: number | null;
  readonly energy: number | null;
  readonly genre: string;
  /** The first of the main artists. */
  readonly artistId: string | null;
  readonly seconds: number | null;
  readonly addedAt: string;
  /** 1 where another program has counted plays that are not known one by one. */
  readonly counted: number;
}

const SELECT = `SELECT tracks.number, tracks.id, tracks.deleted_at IS NULL AS alive,
  EXISTS (SELECT 1 FROM files WHERE files.track_id = tracks.id
    AND files.deleted_at IS NULL AND files.missing_since IS NULL) AS present,
  tracks.bpm, tracks.key_index AS key, tracks.energy, tracks.genre, tracks.duration_seconds AS seconds,
  tracks.added_at AS addedAt, (tracks.play_count > 0 OR tracks.last_played_at IS NOT NULL) AS counted,
  (SELECT artist_id FROM track_artists WHERE track_artists.track_id = tracks.id AND track_artists.role = 'main'
    AND track_artists.deleted_at IS NULL ORDER BY track_artists.position LIMIT 1) AS artistId
  FROM tracks`;

/** Of the tracks after a row number, in order, at most `limit`. */
export function rankablesAfter({ raw }: Database, number: number, limit: number): StoredRankable[] {
  const statement = raw.prepare(`${SELECT} WHERE tracks.number > ? ORDER BY tracks.number LIMIT ?`);
  return statement.all(number, limit) as StoredRankable[];
}

/** Of the tracks with these ids; ids that are gone are left out. */
export function rankablesOf({ raw }: Database, ids: Iterable<string>): StoredRankable[] {
  const statement = raw.prepare(`${SELECT} WHERE tracks.id = ?`);
  return [...ids].flatMap((id) => (statement.get(id) as StoredRankable | undefined) ?? []);
}
