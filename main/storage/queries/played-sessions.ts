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
