import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'raw'>;

/** A live play. */
export interface StoredPlay {
  readonly id: string;
  /** Row number of the track. */
  readonly number: number;
  readonly playedAt: string;
  readonly source: string;
  readonly session: string;
  readonly trackId: string;
  readonly setId: string | null;
}

/** Plays after one of them by their ids, in that order, at most `limit`. @param after '' = from the first. */
export function playsAfter({ raw }: Database, after: string, limit: number): StoredPlay[] {
  const statement =
    raw.prepare(`SELECT plays.id, tracks.number, plays.played_at AS playedAt, plays.source, plays.session,
      plays.track_id AS trackId, plays.set_id AS setId
    FROM plays JOIN tracks ON tracks.id = plays.track_id
    WHERE plays.deleted_at IS NULL AND plays.id > ? ORDER BY plays.id LIMIT ?`);
  return statement.all(after, limit) as StoredPlay[];
}

/** The order of a live set that was not played itself. */
export interface StoredSetOrder {
  readonly id: string;
  readonly updatedAt: string;
  /** Row numbers of its tracks. */
  readonly numbers: readonly number[];
}

/** A live crate that came as the tracklist of a set. */
export interface StoredTracklist {
  readonly name: string;
  readonly createdAt: string;
  /** Row numbers of its tracks, in its order. */
  readonly numbers: readonly number[];
}

/** @param most A longer list is a collection, and left out. */
export function tracklists({ raw }: Database, most: number): StoredTracklist[] {
  const crates = raw
    .prepare('SELECT id, name, created_at AS createdAt FROM crates WHERE is_tracklist = 1 AND deleted_at IS NULL')
    .all() as { id: string; name: string; createdAt: string }[];
  const tracks = raw
    .prepare<unknown[], number>(`SELECT tracks.number FROM crate_tracks JOIN tracks ON tracks.id = crate_tracks.track_id
    WHERE crate_tracks.crate_id = ? AND crate_tracks.deleted_at IS NULL AND tracks.deleted_at IS NULL
    ORDER BY crate_tracks.position, crate_tracks.id LIMIT ?`)
    .pluck();
  return crates.flatMap(({ id, name, createdAt }) => {
    const numbers = tracks.all(id, most + 1);
    return numbers.length < 2 || numbers.length > most ? [] : [{ name, createdAt, numbers }];
  });
}

/**
 * Sets as orders of tracks, those of which plays are known left out: these say it better.
 * @param most A longer list is a collection, no set, and left out.
 */
export function setOrders({ raw }: Database, most: number): StoredSetOrder[] {
  const sets = raw
    .prepare(`SELECT sets.id, sets.updated_at AS updatedAt FROM sets WHERE sets.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM plays WHERE plays.set_id = sets.id AND plays.deleted_at IS NULL)`)
    .all() as { id: string; updatedAt: string }[];
  const entries = raw.prepare<
    unknown[],
    { number: number; updatedAt: string }
  >(`SELECT tracks.number, set_entries.updated_at AS updatedAt
    FROM set_entries JOIN tracks ON tracks.id = set_entries.track_id
    WHERE set_entries.set_id = ? AND set_entries.deleted_at IS NULL AND tracks.deleted_at IS NULL
    ORDER BY set_entries.position, set_entries.id LIMIT ?`);
  return sets.flatMap(({ id, updatedAt }) => {
    const rows = entries.all(id, most + 1);
    if (rows.length < 2 || rows.length > most) return [];
    const last = rows.reduce((latest, row) => (row.updatedAt > latest ? row.updatedAt : latest), updatedAt);
    return [{ id, updatedAt: last, numbers: rows.map(({ number }) => number) }];
  });
}
