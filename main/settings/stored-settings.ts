import type { LibraryDatabase } from '#main/storage/open-database.ts';

/** Keys of other parts (storage.node) stand in the same table. */
const PREFIX = 'settings.';

type Database = Pick<LibraryDatabase, 'db' | 'query' | 'transaction'>;

/** What is stored, by name; `undefined` for what is no JSON. */
export function readStored({ db, query }: Pick<Database, 'db' | 'query'>): ReadonlyMap<string, unknown> {
  const rows = query.all(db.selectFrom('settings').select(['key', 'value']).where('key', 'like', `${PREFIX}%`));
  return new Map(rows.map(({ key, value }) => [key.slice(PREFIX.length), parseOrUndefined(value)]));
}

function parseOrUndefined(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // damaged: the caller falls back to the default and says so
  }
}

/** Writes all of `values` or none of them. */
export function writeStored(database: Database, values: Readonly<Record<string, unknown>>, time: string): void {
  const { db, query, transaction } = database;
  transaction('user', () => {
    for (const [name, value] of Object.entries(values)) {
      const row = { value: JSON.stringify(value), updated_at: time };
      query.run(
        db
          .insertInto('settings')
          .values({ key: `${PREFIX}${name}`, ...row })
          .onConflict((on) => on.column('key').doUpdateSet(row)),
      );
    }
  });
}
