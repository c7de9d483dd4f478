import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/all-migrations.ts';

interface SchemaPart {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

const PARTS = `SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'`;
const partsOf = (raw: Database.Database): SchemaPart[] => raw.prepare(PARTS).all() as SchemaPart[];

function partsOfNewLibrary(): SchemaPart[] {
  const raw = new Database(':memory:');
  try {
    migrate(raw, MIGRATIONS, () => undefined);
    return partsOf(raw);
  } finally {
    raw.close();
  }
}

/**
 * Whether a file from elsewhere, at the newest schema, is a library: it has every table, and nothing that would run by
 * itself (triggers, views) but what the migrations make.
 */
export function hasLibrarySchema(raw: Database.Database): boolean {
  const expected = partsOfNewLibrary();
  const known = new Map(expected.map(({ name, sql }) => [name, sql]));
  const found = partsOf(raw);
  const names = new Set(found.map(({ name }) => name));
  const isComplete = expected.every(({ type, name }) => type === 'index' || names.has(name));
  const runs = found.filter(({ type }) => type === 'trigger' || type === 'view');
  return isComplete && runs.every(({ name, sql }) => known.get(name) === sql);
}
