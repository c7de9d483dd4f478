import type BetterSqlite3 from 'better-sqlite3';

/** One step of the schema. Frozen once released: a later change is a new migration. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  /** Runs inside a transaction with foreign keys checked at its end. */
  readonly up: (database: BetterSqlite3.Database) => void;
}
