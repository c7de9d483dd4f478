import type Database from 'better-sqlite3';
import { CHANGE_LOG_QUERIES } from './change-log.ts';
import { ownerOf, parseClocks } from './row-clocks.ts';
import type { RowStore } from './row-store.ts';
import type { ChangeOrigin } from './schema-change-log.ts';
import type { SyncedTable } from './schema.ts';

/** Who gave a field the value that it has; null when the row is not there. A value given back by undo keeps its origin. */
export type FieldOrigin = (table: SyncedTable, rowId: string, field: string) => ChangeOrigin | null;

/** Whether a field has its value because something was taken back. */
export type IsFromUndo = (table: SyncedTable, rowId: string, field: string) => boolean;

export function createIsFromUndo(raw: Database.Database, rows: RowStore): IsFromUndo {
  const reverts = raw.prepare<[string], string>(CHANGE_LOG_QUERIES.reverts).pluck();
  return (table, rowId, field) => {
    const stored = rows.read(table, rowId);
    const owner = stored === undefined ? null : ownerOf(parseClocks(stored.clocks), field);
    return owner !== null && (reverts.get(owner) ?? null) !== null;
  };
}

export function createFieldOrigin(raw: Database.Database, rows: RowStore): FieldOrigin {
  const origin = raw.prepare<[string], ChangeOrigin>(CHANGE_LOG_QUERIES.origin).pluck();
  return (table, rowId, field) => {
    const stored = rows.read(table, rowId);
    const owner = stored === undefined ? null : ownerOf(parseClocks(stored.clocks), field);
    return owner === null ? null : (origin.get(owner) ?? null);
  };
}
