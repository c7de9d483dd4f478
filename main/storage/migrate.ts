import type Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import type { Migration } from './migrations/migration.ts';

/** The version of the schema that the file has; 0 for an empty one. */
export function schemaVersion(raw: Database.Database): number {
  return raw.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings the library to the newest schema, a transaction a step, so that a crash leaves it at a version that exists.
 * @param beforeFirst Called once before a library that has data is changed; its failure stops the migration.
 * @throws {AppError} `unsupported` when a newer program made the library.
 */
export function migrate(raw: Database.Database, migrations: readonly Migration[], beforeFirst: () => void): void {
  const version = schemaVersion(raw);
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new AppError(
      'unsupported',
      'This library was made by a newer MusicForge. Update MusicForge, or choose another data folder.',
      { libraryVersion: version, programVersion: newest },
    );
  }
  const pending = migrations.filter((migration) => migration.version > version);
  if (pending.length === 0) return;
  if (version > 0) beforeFirst();
  // A table that is rebuilt is dropped on the way; the check at the end of each step finds what then points nowhere.
  raw.pragma('foreign_keys = OFF');
  try {
    for (const migration of pending) raw.transaction(() => step(raw, migration)).immediate();
  } finally {
    raw.pragma('foreign_keys = ON');
  }
}

function step(raw: Database.Database, migration: Migration): void {
  migration.up(raw);
  const broken = raw.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) {
    throw new Error(`Migration ${migration.version} (${migration.name}) leaves ${broken.length} broken references`);
  }
  raw.pragma(`user_version = ${migration.version}`);
}
