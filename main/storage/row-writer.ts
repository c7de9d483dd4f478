import type { ChangeLog, LoggedRow, LoggedTransaction } from './change-log.ts';
import type { Changes } from './changes.ts';
import { clocksOfInsert, type Owners, ownersOf, parseClocks, stampClocks } from './row-clocks.ts';
import type { Fields, InsertedRow, RowStore, StoredRow, UpdatedRow, Value } from './row-store.ts';
import type { SyncedTable } from './schema.ts';

/** Writes rows for one logged transaction: row, field clocks, log entry and change mark always go together. */
export interface RowWriter {
  /** Rows written so far. */
  readonly written: number;
  insert(table: SyncedTable, id: string, set: Fields): void;
  /** Inserts rows of the same fields; they are one entry of the log. */
  insertAll(table: SyncedTable, all: readonly InsertedRow[]): void;
  /** Writes what differs from what is stored; an equal row is left alone. Every row once at most. */
  writeAll(table: SyncedTable, all: readonly RowChange[], how?: WriteOptions): void;
}

/** New values of a row. */
export interface RowChange {
  readonly stored: StoredRow;
  readonly fields: Fields;
  /** When values are given back: the transactions that they come from. */
  readonly owners?: Owners;
}

export interface WriteOptions {
  /** Equal fields are written as well: their owner is another one from now on. */
  readonly evenEqual?: boolean;
}

export interface RowWriterParts {
  readonly rows: RowStore;
  readonly log: ChangeLog;
  readonly changes: Changes;
}

/** @param isStep Whether the first row written stands for the transaction in the history. */
export function createRowWriter(parts: RowWriterParts, txn: LoggedTransaction, isStep: boolean): RowWriter {
  let written = 0;

  function logged(table: SyncedTable, entries: readonly LoggedRow[]): void {
    parts.log.append(txn, table, entries, isStep && written === 0);
    parts.changes.mark(
      table,
      entries.map(({ rowId }) => rowId),
    );
    written += entries.length;
  }

  function writeTogether(table: SyncedTable, names: readonly string[], all: readonly RowChange[]): void {
    const updated: UpdatedRow[] = [];
    const entries: LoggedRow[] = [];
    for (const { stored, fields, owners = {} } of all) {
      const after = pick(fields, names);
      const clocks = parseClocks(stored.clocks);
      updated.push({ id: stored.id, clocks: JSON.stringify(stampClocks(clocks, after, txn.hlc, owners)), set: after });
      const before = { before: pick(stored, names), ownersBefore: ownersOf(clocks, names) };
      entries.push({ rowId: stored.id, ...before, after, ownersAfter: owners });
    }
    parts.rows.updateAll(table, names, txn.at, updated);
    logged(table, entries);
  }

  return {
    get written() {
      return written;
    },
    insert: (table, id, set) => {
      const clocks = JSON.stringify(clocksOfInsert(txn.hlc));
      parts.rows.insert(table, { id, created_at: txn.at, updated_at: txn.at, deleted_at: null, clocks, ...set });
      logged(table, [{ rowId: id, before: null, ownersBefore: {}, after: set, ownersAfter: {} }]);
    },
    insertAll: (table, all) => {
      if (all.length === 0) return;
      const clocks = JSON.stringify(clocksOfInsert(txn.hlc));
      parts.rows.insertAll(table, { at: txn.at, clocks }, all);
      const ids = all.map(({ id }) => id);
      parts.log.appendInserts(txn, table, ids, isStep && written === 0);
      parts.changes.mark(table, ids);
      written += all.length;
    },
    writeAll: (table, all, { evenEqual = false } = {}) => {
      const changed = (change: RowChange): string => changedFields(change, evenEqual).join(',');
      for (const [names, together] of Map.groupBy(all, changed)) {
        if (names !== '') writeTogether(table, names.split(','), together);
      }
    },
  };
}

function changedFields({ stored, fields }: RowChange, evenEqual: boolean): string[] {
  return Object.keys(fields).filter(
    (name) => fields[name] !== undefined && (evenEqual || fields[name] !== stored[name]),
  );
}

function pick(fields: Fields, names: readonly string[]): Fields {
  const picked: Record<string, Value> = {};
  for (const name of names) picked[name] = fields[name] ?? null;
  return picked;
}
