import type { Fields, StoredRow } from './row-store.ts';
import type { ChangeOrigin } from './schema-change-log.ts';
import type { SyncedTable } from './schema.ts';

/** What each lock of a track keeps; itself among it, so that only the user opens it. */
const LOCKS: Readonly<Record<string, readonly string[]>> = {
  grid_locked: ['grid_locked', 'grid', 'bpm'],
  key_locked: ['key_locked', 'key_index'],
};

/** The fields of an update that may be written: what the user has locked is no business of anyone else. */
export function withoutLocked(origin: ChangeOrigin, table: SyncedTable, stored: StoredRow, fields: Fields): Fields {
  if (table !== 'tracks' || origin === 'user' || origin === 'sync') return fields;
  const locked = Object.keys(LOCKS).flatMap((lock) => (stored[lock] === 1 ? (LOCKS[lock] ?? []) : []));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !locked.includes(name)));
}
