import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type Database from 'better-sqlite3';
import type { Notice } from '#shared/contract/system.ts';
import { type BackupFolder, backUpNow } from './backups.ts';
import { connect } from './connection.ts';
import { findDamage } from './integrity.ts';
import { isCheckDue, noteChecked } from './last-check.ts';
import { migrate, schemaVersion } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { hasPast, type Recovery, recoverySteps } from './recovery.ts';
import { type Replacement, type ReplaceOptions, replaceSteps } from './replace-library.ts';
import { isCorruption } from './storage-error.ts';

export interface OpenedFile {
  readonly raw: Database.Database;
  readonly notices: readonly Notice[];
  /** There was no library before. */
  readonly isNew: boolean;
  /** It is a backup or an archive since this start: waveforms may be missing. */
  readonly wasRestored: boolean;
}

export interface OpenFileOptions {
  readonly path: string;
  readonly nowMs: number;
  readonly backups: BackupFolder;
  readonly migrations: readonly Migration[];
}

/**
 * Opens the library, sound and with the newest schema. A damaged one is set aside and replaced by its last backup; so
 * is one that is gone although it left backups.
 */
export function openFile(options: OpenFileOptions): OpenedFile {
  const { path, backups, nowMs } = options;
  const replacement = replace(options);
  const past = hasPast(options);
  const isThere = existsSync(path);
  const sound = isThere || !past ? connectIfSound(options, past) : null;
  const recovery = sound === null ? [recover(options)] : [];
  const notices = replacement === null ? recovery : [replacement.notice, ...recovery];
  const raw = sound ?? connect(path);
  try {
    migrate(raw, options.migrations, () => {
      backUpNow(path, backups.pathFor(nowMs, 'migration', schemaVersion(raw) + 1));
      backups.prune();
    });
  } catch (error) {
    raw.close();
    throw error;
  }
  const wasRestored = replacement?.replaced === true || (sound === null && past);
  return { raw, notices, isNew: !isThere && !past, wasRestored };
}

function replace(options: ReplaceOptions): Replacement | null {
  const steps = replaceSteps(options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** @param past Whether there has been a library: an empty file is damage then, cut to nothing by a power failure. */
function connectIfSound({ path, nowMs }: OpenFileOptions, past: boolean): Database.Database | null {
  const isDue = isCheckDue(path, nowMs);
  let raw: Database.Database | null = null;
  try {
    raw = connect(path);
    // Reading the version reads the schema: a file of something else, or one that was cut off, is found by that.
    const isThere = !(past && schemaVersion(raw) === 0);
    const isSound = isThere && (!isDue || findDamage(raw).length === 0);
    if (isSound && isDue) noteChecked(path, nowMs);
    if (isSound) return raw;
  } catch (error) {
    if (!isCorruption(error)) {
      raw?.close();
      throw error;
    }
  }
  raw?.close();
  return null;
}

function recover(options: OpenFileOptions): Notice {
  const steps = recoverySteps(options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return recoveryNotice(step.value, options.nowMs);
}

function recoveryNotice({ aside, backup }: Recovery, nowMs: number): Notice {
  const what = aside === null ? 'gone' : 'damaged';
  const kept = aside === null ? '' : ` The damaged file is kept as ${basename(aside)} in the library folder.`;
  if (backup === null) {
    return {
      id: `library-lost-${nowMs}`,
      level: 'error',
      title: `Your library was ${what} and had no backup that can be read`,
      message: `MusicForge started an empty library.${kept} Your music files are untouched: add your folders again.`,
    };
  }
  return {
    id: `library-restored-${nowMs}`,
    level: 'warning',
    title: `Your library was ${what} and has been restored`,
    message: `MusicForge went back to the backup ${basename(backup)}; changes made after it are missing. Waveforms are computed again.${kept}`,
  };
}
