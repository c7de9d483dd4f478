import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Notice } from '#shared/contract/system.ts';
import { writeError } from '#main/platform/atomic-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type BackupFolder, backUpNow } from './backups.ts';
import { connect } from './connection.ts';
import { findDamage } from './integrity.ts';
import { COMPANIONS, setAside } from './recovery.ts';
import { discardStaged, PROVENANCE_KEY, Provenance, stagedPath, unfinishedPath } from './staged-library.ts';
import { isCorruption, storageError } from './storage-error.ts';

export interface ReplaceOptions {
  readonly path: string;
  readonly nowMs: number;
  readonly backups: BackupFolder;
}

/** Whether another library has taken the place of the one that was there, and what the user must be told. */
export interface Replacement {
  readonly replaced: boolean;
  readonly notice: Notice;
}

/** Throws away what a killed program had begun. @returns Whether a whole library waits. */
function isStaged(path: string): boolean {
  const unfinished = unfinishedPath(path);
  for (const left of [unfinished, `${unfinished}-journal`]) rmSync(left, { force: true });
  return existsSync(stagedPath(path));
}

/** null when the file cannot be taken: it was whole when it got its name, and is not any more. */
function readProvenance(staged: string): Provenance | null {
  let raw: Database.Database | null = null;
  try {
    raw = new Database(staged, { readonly: true });
    if (findDamage(raw).length > 0) return null;
    const value = raw.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(PROVENANCE_KEY) as string;
    return Provenance.parse(JSON.parse(value));
  } catch {
    return null; // whatever it is, it is not what was put there
  } finally {
    raw?.close();
  }
}

/** Writes everything into the one file and removes the log, which would else be taken for that of the next library. */
function foldLog(path: string): void {
  const raw = connect(path);
  try {
    raw.pragma('wal_checkpoint(TRUNCATE)');
    raw.pragma('journal_mode = DELETE');
  } finally {
    raw.close();
  }
  if (COMPANIONS.some((companion) => existsSync(path + companion)))
    throw new AppError('busy', 'Another program is using the library file. Close it.');
}

/** Keeps what is there: as a backup, or set aside when it is damaged. */
function keepPresent({ path, nowMs, backups }: ReplaceOptions): void {
  try {
    backUpNow(path, backups.pathFor(nowMs, 'restore'));
    foldLog(path);
  } catch (error) {
    if (!isCorruption(error)) throw error;
    setAside(path, nowMs);
  }
}

/**
 * Lets the library that waits (staged-library.ts) take the place of the present one, which is kept as a backup first. Must
 * hold the library's lock. The exchange itself is one renaming: a process killed at any step leaves the old library with
 * the new one still waiting, for the next start, or the new one. What cannot be done leaves the old library, and is told.
 * @returns null when none waits.
 */
export function* replaceSteps(options: ReplaceOptions): Generator<void, Replacement | null, void> {
  const { path, nowMs, backups } = options;
  if (!isStaged(path)) return null;
  const provenance = readProvenance(stagedPath(path));
  if (provenance === null) {
    discardStaged(path);
    return { replaced: false, notice: failureNotice(nowMs, 'What was to be restored turned out damaged.') };
  }
  yield;
  try {
    if (existsSync(path)) keepPresent(options);
    yield;
    renameSync(stagedPath(path), path);
  } catch (error) {
    discardStaged(path);
    return { replaced: false, notice: failureNotice(nowMs, reasonOf(error)) };
  }
  yield;
  backups.prune();
  return { replaced: true, notice: successNotice(nowMs, provenance) };
}

/** Why the present library could not be kept, and what to do. */
function reasonOf(error: unknown): string {
  const known = storageError(writeError(error, 'the backup of it'));
  if (!(known instanceof AppError)) return error instanceof Error ? error.message : String(error);
  if (known.code === 'storage-full') return 'There is no space to keep it as a backup first: free some.';
  return known.message;
}

function failureNotice(nowMs: number, reason: string): Notice {
  return {
    id: `library-not-replaced-${nowMs}`,
    level: 'error',
    title: 'The library was not replaced',
    message: `Your library is as it was. ${reason} Then try again.`,
  };
}

/** "2026-11-20 23:04" by the clock on the wall. */
function wallTime(iso: string): string {
  const time = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

function successNotice(nowMs: number, { kind, madeAt }: Provenance): Notice {
  const what = kind === 'backup' ? 'the backup' : 'the archive';
  return {
    id: `library-replaced-${nowMs}`,
    level: 'info',
    title: `Your library is now ${what} of ${wallTime(madeAt)}`,
    message:
      'What you had before is kept as a backup (Settings, Library and help). Missing waveforms are computed again.',
  };
}
