import type { ChangeLog, LogEntry, LoggedTransaction } from './change-log.ts';
import type { Changes } from './changes.ts';
import { clocksOfInsert, type Owners, ownersOf, parseClocks, stampClocks } from './row-clocks.ts';
import type { Fields, RowStore, StoredRow, Value } from './row-store.ts';
import type { SyncedTable } from './schema.ts';

/** Writes rows for one logged transaction: row, field clocks, log entry and change mark always go together. */
export interface RowWriter {
  /** Rows written so far. */
  readonly written: number;
  insert(table: SyncedTable, id: string, set: Fields): void;
  /**
   * Writes those of `fields` that differ from `stored`; an equal row is left alone.
   * @param owners When values are given back: the transactions that they come from.
   */
  write(table: SyncedTable, stored: StoredRow, fields: Fields, owners?: Owners): void;
}

export interface RowWriterParts {
  readonly rows: RowStore;
  readonly log: ChangeLog;
  readonly changes: Changes;
}

/** @param isStep Whether the first row written stands for the transaction in the history. */
export function createRowWriter(parts: RowWriterParts, txn: LoggedTransaction, isStep: boolean): RowWriter {
  let written = 0;

  function logged(table: SyncedTable, id: string, entry: LogEntry): void {
    parts.log.append(txn, table, id, entry, isStep && written === 0);
    parts.changes.mark(table, [id]);
    written += 1;
  }

  return {
    get written() {
      return written;
    },
    insert: (table, id, set) => {
      const clocks = JSON.stringify(clocksOfInsert(txn.hlc));
      parts.rows.insert(table, { id, created_at: txn.at, updated_at: txn.at, deleted_at: null, clocks, ...set });
      logged(table, id, { before: null, ownersBefore: {}, after: set, ownersAfter: {} });
    },
    write: (table, stored, fields, owners = {}) => {
      const names = Object.keys(fields).filter((name) => fields[name] !== undefined && fields[name] !== stored[name]);
      if (names.length === 0) return;
      const after = pick(fields, names);
      const clocks = parseClocks(stored.clocks);
      const stamped = JSON.stringify(stampClocks(clocks, after, txn.hlc, owners));
      parts.rows.update(table, stored.id, { ...after, updated_at: txn.at, clocks: stamped });
      const before = { before: pick(stored, names), ownersBefore: ownersOf(clocks, names) };
      logged(table, stored.id, { ...before, after, ownersAfter: owners });
    },
  };
}

function pick(fields: Fields, names: readonly string[]): Fields {
  const picked: Record<string, Value> = {};
  for (const name of names) picked[name] = fields[name] ?? null;
  return picked;
}
