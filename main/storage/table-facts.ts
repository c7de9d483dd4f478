import type Database from 'better-sqlite3';
import type { SyncedTable } from './schema.ts';

/** What the synced tables take. */
export interface TableFacts {
  /** Whether rows of the table may not be alike in something beside their ids. */
  mustDiffer(table: SyncedTable): boolean;
  /** @throws {RangeError} If the table has no such column to write or the value cannot be stored: a bug of the caller. */
  check(table: SyncedTable, fields: Readonly<Record<string, unknown>>): void;
}

/** Written by the storage alone. */
const BOOKKEEPING = new Set(['id', 'number', 'created_at', 'updated_at', 'deleted_at', 'clocks']);

export function createTableFacts(raw: Database.Database): TableFacts {
  const columns = new Map<string, ReadonlySet<string>>();
  const unique = new Map<string, boolean>();

  function columnsOf(table: SyncedTable): ReadonlySet<string> {
    const known = columns.get(table);
    if (known) return known;
    const all = raw.pragma(`table_info("${table}")`) as { name: string }[];
    const names = new Set(all.map(({ name }) => name).filter((name) => !BOOKKEEPING.has(name)));
    columns.set(table, names);
    return names;
  }

  function mustDiffer(table: SyncedTable): boolean {
    const known = unique.get(table);
    if (known !== undefined) return known;
    const indexes = raw.pragma(`index_list("${table}")`) as { unique: number; origin: string }[];
    const answer = indexes.some((index) => index.unique === 1 && index.origin === 'c');
    unique.set(table, answer);
    return answer;
  }

  function check(table: SyncedTable, fields: Readonly<Record<string, unknown>>): void {
    const known = columnsOf(table);
    for (const [name, value] of Object.entries(fields)) {
      if (!known.has(name)) throw new RangeError(`${table} has no column ${name}`);
      if (!isStorable(value)) throw new RangeError(`${table}.${name} cannot store ${String(value)}`);
    }
  }

  return { mustDiffer, check };
}

export function isStorable(value: unknown): boolean {
  // SQLite would store NaN as NULL without a word.
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || value === undefined || typeof value === 'string';
}
