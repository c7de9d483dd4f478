import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { OrderedEntry } from '#main/storage/ordered-tracks.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface StoredSet {
  readonly id: string;
  readonly name: string;
  readonly trackCount: number;
  readonly totalSeconds: number;
  readonly updatedAt: string;
}

/** Live sets by name; entries of tracks that left the library do not count. */
export function storedSets({ db, query }: Database, id?: string): StoredSet[] {
  const entries = db
    .selectFrom('set_entries')
    .innerJoin('tracks', 'tracks.id', 'set_entries.track_id')
    .select((is) => [
      'set_entries.set_id',
      is.fn.countAll<number>().as('track_count'),
      sql<number>`coalesce(sum(tracks.duration_seconds), 0)`.as('total_seconds'),
      is.fn.max('set_entries.updated_at').as('changed_at'),
    ])
    .where('set_entries.deleted_at', 'is', null)
    .where('tracks.deleted_at', 'is', null)
    .groupBy('set_entries.set_id')
    .as('entries');
  let sets = db
    .selectFrom('sets')
    .leftJoin(entries, 'entries.set_id', 'sets.id')
    .select([
      'sets.id',
      'sets.name',
      'sets.updated_at',
      'entries.track_count',
      'entries.total_seconds',
      'entries.changed_at',
    ])
    .where('sets.deleted_at', 'is', null)
    .orderBy(sql`sets.name COLLATE NOCASE`)
    .orderBy('sets.id');
  if (id !== undefined) sets = sets.where('sets.id', '=', id);
  return query.all(sets).map((row) => ({
    id: row.id,
    name: row.name,
    trackCount: row.track_count ?? 0,
    totalSeconds: row.total_seconds ?? 0,
    updatedAt: row.changed_at !== null && row.changed_at > row.updated_at ? row.changed_at : row.updated_at,
  }));
}

/** Entries of a set in its order, the hidden ones included. */
export function entriesOfSet({ db, query }: Database, setId: string): OrderedEntry[] {
  const rows = query.all(
    db
      .selectFrom('set_entries')
      .innerJoin('tracks', 'tracks.id', 'set_entries.track_id')
      .select(['set_entries.id', 'set_entries.track_id', 'set_entries.position', 'tracks.deleted_at'])
      .where('set_entries.set_id', '=', setId)
      .where('set_entries.deleted_at', 'is', null)
      .orderBy('set_entries.position')
      .orderBy('set_entries.id'),
  );
  return rows.map((row) => ({
    id: row.id,
    trackId: row.track_id,
    position: row.position,
    isHidden: row.deleted_at !== null,
  }));
}
