import type Database from 'better-sqlite3';
import type { SyncedTable } from './schema.ts';

export type Value = string | number | null;
export type Fields = Readonly<Record<string, Value>>;

/** A synced row as it stands in the database. */
export interface StoredRow extends Record<string, Value> {
  id: string;
  deleted_at: string | null;
  clocks: string;
}

/** Reads and writes single rows of the synced tables with statements that are prepared once. */
export interface RowStore {
  read(table: SyncedTable, id: string): StoredRow | undefined;
  insert(table: SyncedTable, row: Fields): void;
  update(table: SyncedTable, id: string, fields: Fields): void;
  /** @throws {RangeError} If the table has no such column to write or the value cannot be stored: a bug of the caller. */
  check(table: SyncedTable, fields: Readonly<Record<string, unknown>>): void;
}

/** Written by the storage alone. */
const BOOKKEEPING = new Set(['id', 'number', 'created_at', 'updated_at', 'deleted_at', 'clocks']);

export function createRowStore(raw: Database.Database): RowStore {
  const statements = new Map<string, Database.Statement>();
  const columns = new Map<string, ReadonlySet<string>>();

  function prepared(sql: string): Database.Statement {
    const known = statements.get(sql);
    if (known) return known;
    const statement = raw.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function columnsOf(table: SyncedTable): ReadonlySet<string> {
    const known = columns.get(table);
    if (known) return known;
    const all = raw.pragma(`table_info("${table}")`) as { name: string }[];
    const names = new Set(all.map(({ name }) => name).filter((name) => !BOOKKEEPING.has(name)));
    columns.set(table, names);
    return names;
  }

  return {
    read: (table, id) => prepared(`SELECT * FROM ${table} WHERE id = ?`).get(id) as StoredRow | undefined,
    insert: (table, row) => {
      const names = Object.keys(row);
      const places = names.map(() => '?').join(', ');
      prepared(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`).run(...Object.values(row));
    },
    update: (table, id, fields) => {
      const assignments = Object.keys(fields).map((name) => `${name} = ?`);
      prepared(`UPDATE ${table} SET ${assignments.join(', ')} WHERE id = ?`).run(...Object.values(fields), id);
    },
    check: (table, fields) => {
      const known = columnsOf(table);
      for (const [name, value] of Object.entries(fields)) {
        if (!known.has(name)) throw new RangeError(`${table} has no column ${name}`);
        if (!isStorable(value)) throw new RangeError(`${table}.${name} cannot store ${String(value)}`);
      }
    },
  };
}

function isStorable(value: unknown): boolean {
  // SQLite would store NaN as NULL without a word.
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || value === undefined || typeof value === 'string';
}
