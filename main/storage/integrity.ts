import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { schemaVersion } from './migrate.ts';
import { isCorruption } from './storage-error.ts';

/**
 * Up to this size the whole file is checked. Beyond it lie tens of thousands of waveforms, which can be computed again:
 * then every table but theirs is checked, so that the check stays a fraction of a second.
 */
const WHOLE_FILE_BYTES = 96 * 1024 * 1024;

/** @returns What SQLite finds wrong, in its words; empty when the database is sound. */
export function findDamage(raw: Database.Database): readonly string[] {
  try {
    if (statSync(raw.name).size <= WHOLE_FILE_BYTES) return check(raw, 'integrity_check');
    return tableNames(raw)
      .filter((name) => name !== 'waveforms')
      .flatMap((name) => check(raw, `integrity_check("${name}")`));
  } catch (error) {
    if (isCorruption(error)) return [(error as Error).message];
    throw error;
  }
}

function check(raw: Database.Database, pragma: string): string[] {
  const rows = raw.prepare(`PRAGMA ${pragma}`).pluck().all() as string[];
  return rows.filter((row) => row !== 'ok');
}

function tableNames(raw: Database.Database): string[] {
  return raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0").pluck().all() as string[];
}

/** Whether the file is a sound database. */
export function isSound(path: string): boolean {
  let raw: Database.Database | null = null;
  try {
    raw = new Database(path, { fileMustExist: true });
    return check(raw, 'integrity_check').length === 0;
  } catch (error) {
    if (isCorruption(error)) return false;
    throw error;
  } finally {
    raw?.close();
  }
}

/** Whether the file is a sound database that a migration made: SQLite takes a file of no bytes for a sound one too. */
export function isSoundLibrary(path: string): boolean {
  return isSound(path) && readOnce(path, (raw) => schemaVersion(raw) > 0);
}

/**
 * Whether the file is a library with a track in it. One that SQLite cannot read as a library holds none.
 * @param path A file that no program has open; it is not changed.
 */
export function holdsTracks(path: string): boolean {
  const exists = 'SELECT EXISTS (SELECT 1 FROM tracks WHERE deleted_at IS NULL)';
  try {
    return readOnce(path, (raw) => raw.prepare(exists).pluck().get() === 1);
  } catch (error) {
    if (error instanceof Database.SqliteError) return false;
    throw error;
  }
}

function readOnce<Result>(path: string, read: (raw: Database.Database) => Result): Result {
  const raw = new Database(path, { readonly: true });
  try {
    return read(raw);
  } finally {
    raw.close();
  }
}
