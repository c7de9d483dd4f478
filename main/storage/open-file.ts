import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type Database from 'better-sqlite3';
import type { Notice } from '#shared/contract/system.ts';
import { type BackupFolder, backUpNow } from './backups.ts';
import { connect } from './connection.ts';
import { findDamage } from './integrity.ts';
import { migrate, schemaVersion } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { restoreNewest, setAside } from './recovery.ts';
import { isCorruption } from './storage-error.ts';

export interface OpenedFile {
  readonly raw: Database.Database;
  readonly notices: readonly Notice[];
  /** There was no library before. */
  readonly isNew: boolean;
}

export interface OpenFileOptions {
  readonly path: string;
  readonly nowMs: number;
  readonly backups: BackupFolder;
  readonly migrations: readonly Migration[];
}

/** Opens the library, sound and with the newest schema; a damaged one is set aside and replaced by its last backup. */
export function openFile(options: OpenFileOptions): OpenedFile {
  const { path, backups, nowMs } = options;
  const isNew = !existsSync(path);
  const sound = connectIfSound(path);
  const notices: Notice[] = [];
  if (sound === null) notices.push(recover(options));
  const raw = sound ?? connect(path);
  try {
    migrate(raw, options.migrations, () => {
      backUpNow(path, backups.pathFor(nowMs, `-before-v${schemaVersion(raw) + 1}`));
      backups.prune();
    });
  } catch (error) {
    raw.close();
    throw error;
  }
  return { raw, notices, isNew };
}

function connectIfSound(path: string): Database.Database | null {
  let raw: Database.Database | null = null;
  try {
    raw = connect(path);
    if (findDamage(raw).length === 0) return raw;
  } catch (error) {
    if (!isCorruption(error)) {
      raw?.close();
      throw error;
    }
  }
  raw?.close();
  return null;
}

function recover({ path, nowMs, backups }: OpenFileOptions): Notice {
  const aside = basename(setAside(path, nowMs));
  const backup = restoreNewest(path, backups.list());
  const kept = `The damaged file is kept as ${aside} in the library folder.`;
  if (backup === null) {
    return {
      id: `library-lost-${nowMs}`,
      level: 'error',
      title: 'Your library was damaged and had no backup',
      message: `MusicForge started an empty library. ${kept} Your music files are untouched: add your folders again.`,
    };
  }
  return {
    id: `library-restored-${nowMs}`,
    level: 'warning',
    title: 'Your library was damaged and has been restored',
    message: `MusicForge went back to the backup ${basename(backup)}; changes made after it are missing. Waveforms are computed again. ${kept}`,
  };
}
