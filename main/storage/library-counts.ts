import Database from 'better-sqlite3';
import type { LibraryCounts } from '#shared/contract/backups.ts';
import { schemaVersion } from './migrate.ts';

const LIVE = 'deleted_at IS NULL';
const COUNTED: Readonly<Record<keyof LibraryCounts, string>> = {
  tracks: `SELECT count(*) FROM tracks WHERE ${LIVE}`,
  crates: `SELECT count(*) FROM crates WHERE ${LIVE} AND kind <> 'folder'`,
  sets: `SELECT count(*) FROM sets WHERE ${LIVE}`,
  cuePoints: `SELECT count(*) FROM cue_points WHERE ${LIVE}`,
  plays: `SELECT count(*) FROM plays WHERE ${LIVE}`,
};

/** Counts what a library of any version holds: what a version has no table or column for, it has none of. */
export function countLibrary(raw: Database.Database): LibraryCounts {
  const count = (sql: string): number => {
    try {
      return raw.prepare(sql).pluck().get() as number;
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR') return 0;
      throw error;
    }
  };
  const entries = Object.entries(COUNTED).map(([name, sql]) => [name, count(sql)] as const);
  return Object.fromEntries(entries) as LibraryCounts;
}

/** @param path A library that no program writes; null when it cannot be read as one. */
export function countsOfFile(path: string): LibraryCounts | null {
  let raw: Database.Database | null = null;
  try {
    raw = new Database(path, { readonly: true, fileMustExist: true });
    return schemaVersion(raw) > 0 ? countLibrary(raw) : null;
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  } finally {
    raw?.close();
  }
}
