import type Database from 'better-sqlite3';
import { inStatements, placesFor } from './in-statements.ts';
import type { SyncedTable } from './schema.ts';
import { createTableFacts, isStorable, type TableFacts } from './table-facts.ts';

export type Value = string | number | null;
export type Fields = Readonly<Record<string, Value>>;

/** A synced row as it stands in the database. */
export interface StoredRow extends Record<string, Value> {
  id: string;
  deleted_at: string | null;
  clocks: string;
}

/** A row to be inserted. */
export interface InsertedRow {
  readonly id: string;
  readonly set: Fields;
}

/** A row to be written. */
export interface UpdatedRow {
  readonly id: string;
  /** Stored form of the field clocks. */
  readonly clocks: string;
  readonly set: Fields;
}

/** What rows that are inserted together have in common. */
interface InsertedWith {
  /** ISO time. */
  readonly at: string;
  /** Stored form of the field clocks. */
  readonly clocks: string;
}

/** Reads and writes single rows of the synced tables with statements that are prepared once. */
export interface RowStore extends TableFacts {
  read(table: SyncedTable, id: string): StoredRow | undefined;
  /** Those of the rows that there are, by id. */
  readAll(table: SyncedTable, ids: readonly string[]): ReadonlyMap<string, StoredRow>;
  insert(table: SyncedTable, row: Fields): void;
  /**
   * Inserts rows that all have the fields of the first.
   * @throws {RangeError} As `check`; also if a row has other fields than the first.
   */
  insertAll(table: SyncedTable, common: InsertedWith, rows: readonly InsertedRow[]): void;
  /** Writes the same fields of rows, each its own values, which `check` has let pass. */
  updateAll(table: SyncedTable, names: readonly string[], at: string, rows: readonly UpdatedRow[]): void;
}

export function createRowStore(raw: Database.Database): RowStore {
  const statements = new Map<string, Database.Statement>();
  const facts = createTableFacts(raw);

  /** @param name Says the same as the text and is shorter: texts for many rows are long to write and to look up. */
  function prepared(name: string, sql: () => string): Database.Statement {
    const known = statements.get(name);
    if (known) return known;
    const statement = raw.prepare(sql());
    statements.set(name, statement);
    return statement;
  }

  return {
    read: (table, id) =>
      prepared(`read ${table}`, () => `SELECT * FROM ${table} WHERE id = ?`).get(id) as StoredRow | undefined,
    readAll: (table, ids) => {
      const stored = new Map<string, StoredRow>();
      for (const some of inStatements(ids)) {
        const statement = prepared(
          `read ${some.length} ${table}`,
          () => `SELECT * FROM ${table} WHERE id IN ${placesFor(1, some.map(() => '?').join(', '))}`,
        );
        for (const row of statement.all(some) as StoredRow[]) stored.set(row.id, row);
      }
      return stored;
    },
    insert: (table, row) => {
      const names = Object.keys(row);
      prepared(`insert ${table} ${names.join()}`, () => {
        const places = names.map(() => '?').join(', ');
        return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`;
      }).run(...Object.values(row));
    },
    insertAll: (table, common, rows) => {
      const { set } = rows[0] ?? { set: {} };
      facts.check(table, set);
      const names = Object.keys(set);
      const fields = names.join();
      for (const some of inStatements(rows)) {
        prepared(`insert ${some.length} ${table} ${fields}`, () => insertionOf(table, names, some.length)).run(
          valuesOf(names, some),
          common,
        );
      }
    },
    updateAll: (table, names, at, rows) => {
      const fields = names.join();
      for (const some of inStatements(rows)) {
        const values = some.flatMap(({ id, clocks, set }) => [id, clocks, ...names.map((name) => set[name] ?? null)]);
        prepared(`update ${some.length} ${table} ${fields}`, () => updateOf(table, names, some.length)).run(values, {
          at,
        });
      }
    },
    ...facts,
  };
}

/** Rows of values that are joined by their ids: the columns of VALUES are called column1, column2 ... */
function updateOf(table: SyncedTable, names: readonly string[], rows: number): string {
  const assignments = names.map((name, index) => `${name} = given.column${index + 3}`);
  const places = placesFor(rows, `?, ?${', ?'.repeat(names.length)}`);
  return `UPDATE ${table} SET ${['updated_at = @at', 'clocks = given.column2', ...assignments].join(', ')}
    FROM (VALUES ${places}) AS given WHERE ${table}.id = given.column1`;
}

function insertionOf(table: SyncedTable, names: readonly string[], rows: number): string {
  const columns = ['created_at', 'updated_at', 'clocks', 'id', ...names].join(', ');
  const places = placesFor(rows, `@at, @at, @clocks${', ?'.repeat(names.length + 1)}`);
  return `INSERT INTO ${table} (${columns}) VALUES ${places}`;
}

function valuesOf(names: readonly string[], rows: readonly InsertedRow[]): Value[] {
  const values: Value[] = [];
  for (const { id, set } of rows) {
    values.push(id);
    let count = 0;
    for (const name of names) {
      const value = set[name];
      if (value === undefined || !isStorable(value)) throw new RangeError(`${name} cannot store ${String(value)}`);
      values.push(value);
    }
    for (const _ in set) count += 1;
    if (count !== names.length) throw new RangeError(`rows with other fields than ${names.join(', ')}`);
  }
  return values;
}
