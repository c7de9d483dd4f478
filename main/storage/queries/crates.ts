import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { OrderedEntry } from '#main/storage/ordered-tracks.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface StoredCrate {
  readonly id: string;
  readonly parentId: string | null;
  readonly position: number;
  readonly kind: 'folder' | 'crate' | 'smart';
  readonly name: string;
  readonly query: string;
  readonly colour: string | null;
}

/** Live crates by position; what lies in what is the business of the tree (crate-tree.ts). */
export function storedCrates({ db, query }: Database): StoredCrate[] {
  return query.all(
    db
      .selectFrom('crates')
      .select(['id', 'parent_id as parentId', 'position', 'kind', 'name', 'query', 'colour'])
      .where('deleted_at', 'is', null)
      .orderBy('position')
      .orderBy('id'),
  );
}

export function storedCrate({ db, query }: Database, id: string): StoredCrate | undefined {
  return query.first(
    db
      .selectFrom('crates')
      .select(['id', 'parent_id as parentId', 'position', 'kind', 'name', 'query', 'colour'])
      .where('id', '=', id)
      .where('deleted_at', 'is', null),
  );
}

/** Entries of a crate in its order, those of tracks that left the library included. */
export function entriesOfCrate({ db, query }: Database, crateId: string): OrderedEntry[] {
  const rows = query.all(
    db
      .selectFrom('crate_tracks')
      .innerJoin('tracks', 'tracks.id', 'crate_tracks.track_id')
      .select(['crate_tracks.id', 'crate_tracks.track_id', 'crate_tracks.position', 'tracks.deleted_at'])
      .where('crate_tracks.crate_id', '=', crateId)
      .where('crate_tracks.deleted_at', 'is', null)
      .orderBy('crate_tracks.position')
      .orderBy('crate_tracks.id'),
  );
  return rows.map((row) => ({
    id: row.id,
    trackId: row.track_id,
    position: row.position,
    isHidden: row.deleted_at !== null,
  }));
}

/** Numbers of the tracks of a crate, those that left the library included, in no order. */
export function allNumbersOfCrate({ raw }: Pick<LibraryDatabase, 'raw'>, crateId: string): number[] {
  return raw
    .prepare<unknown[], number>(
      `SELECT tracks.number FROM crate_tracks JOIN tracks ON tracks.id = crate_tracks.track_id
       WHERE crate_tracks.crate_id = ? AND crate_tracks.deleted_at IS NULL`,
    )
    .pluck()
    .all(crateId);
}

/** Which crates the entries are of, deleted ones included. */
export function cratesOfEntries({ db, query }: Database, entryIds: readonly string[]): string[] {
  const rows = inParts(entryIds).flatMap((part) =>
    query.all(db.selectFrom('crate_tracks').select('crate_id').distinct().where('id', 'in', part)),
  );
  return [...new Set(rows.map((row) => row.crate_id))];
}

/** Numbers of the live tracks of a crate, in its order; a track that stands there several times is listed so. */
export function trackNumbersOfCrate({ raw }: Pick<LibraryDatabase, 'raw'>, crateId: string): number[] {
  return raw
    .prepare<unknown[], number>(
      `SELECT tracks.number FROM crate_tracks JOIN tracks ON tracks.id = crate_tracks.track_id
       WHERE crate_tracks.crate_id = ? AND crate_tracks.deleted_at IS NULL AND tracks.deleted_at IS NULL
       ORDER BY crate_tracks.position, crate_tracks.id`,
    )
    .pluck()
    .all(crateId);
}
