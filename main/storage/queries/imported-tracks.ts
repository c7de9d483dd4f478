import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Raw = Pick<LibraryDatabase, 'raw'>;

/** Of this connection alone: a list that is looked at after an import is worth nothing tomorrow. */
const TABLE = `CREATE TEMP TABLE IF NOT EXISTS imported_tracks (
  import_id TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (import_id, number)) WITHOUT ROWID`;

/** Keeps which tracks an import was about until the library is closed. @param trackIds Of tracks that are in the library. */
export function keepImported({ raw }: Raw, importId: string, trackIds: readonly string[]): void {
  raw.exec(TABLE);
  const insert = raw.prepare(
    'INSERT OR IGNORE INTO imported_tracks (import_id, number) SELECT ?, number FROM tracks WHERE id = ?',
  );
  raw.transaction(() => {
    for (const id of trackIds) insert.run(importId, id);
  })();
}

/** Numbers of the tracks of an import, those that have left the library since included; none of one that is not known any more. */
export function importedNumbers({ raw }: Raw, importId: string): number[] {
  raw.exec(TABLE);
  return raw.prepare<[string], number>('SELECT number FROM imported_tracks WHERE import_id = ?').pluck().all(importId);
}
