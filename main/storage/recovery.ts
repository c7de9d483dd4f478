import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { writeError } from '#main/platform/atomic-file.ts';
import { type BackupFolder, fileStamp } from './backups.ts';
import { isSoundLibrary } from './integrity.ts';
import { syncFile } from './snapshot.ts';

/** SQLite's companions of a database: the write-ahead log and its index. */
export const COMPANIONS: readonly string[] = ['-wal', '-shm'];

/** What became of a library that was damaged or gone. */
export interface Recovery {
  /** Path of the damaged library, now "library.damaged-<time>.db"; null when there was none. */
  readonly aside: string | null;
  /** The backup that is the library now; null when none is sound, and there is no library then. */
  readonly backup: string | null;
}

export interface RecoveryOptions {
  readonly path: string;
  readonly nowMs: number;
  readonly backups: BackupFolder;
}

/** Whether there has been a library: then an empty file in its place, or none, is a loss and not a beginning. */
export function hasPast({ path, backups }: RecoveryOptions): boolean {
  return backups.list().length > 0 || newestAside(path) !== null;
}

/**
 * Sets a damaged library aside and puts the newest sound backup in its place. Until the copy of the backup is complete
 * and checked nothing is touched. A process killed at any step leaves either the damaged library or none, and both
 * are recovered at the next start, by the same steps.
 * @throws {AppError} `storage-full` or `permission-denied`; the next start tries again.
 */
export function* recoverySteps(options: RecoveryOptions): Generator<void, Recovery, void> {
  const { path, nowMs, backups } = options;
  const copy = `${path}.restoring`;
  const backup = copyNewestSound(
    backups.list().map((file) => file.path),
    copy,
  );
  yield;
  const aside = yield* asideSteps(path, nowMs);
  yield;
  if (backup !== null) renameSync(copy, path);
  return { aside, backup };
}

/** @returns Where the damaged library is now; null when there was none. */
function* asideSteps(path: string, nowMs: number): Generator<void, string | null, void> {
  const aside = existsSync(path) ? asidePath(path, nowMs) : newestAside(path);
  // The library first: a damaged one must not be opened without its log, in which it would seem sound and be old.
  if (existsSync(path) && aside !== null) renameSync(path, aside);
  yield;
  // A log that stayed behind would be taken for that of the backup.
  for (const companion of COMPANIONS) {
    const stray = path + companion;
    if (existsSync(stray)) renameSync(stray, (aside ?? asidePath(path, nowMs)) + companion);
  }
  return aside;
}

/** Renames a damaged library with its log; what was there is never thrown away. */
export function setAside(path: string, nowMs: number): void {
  const steps = asideSteps(path, nowMs);
  while (!steps.next().done);
}

/** The backups themselves are only copied, never opened for writing. */
function copyNewestSound(backups: readonly string[], copy: string): string | null {
  try {
    rmSync(copy, { force: true });
    for (const backup of backups) {
      copyFileSync(backup, copy);
      if (isSoundLibrary(copy)) {
        syncFile(copy);
        return backup;
      }
      rmSync(copy, { force: true });
    }
    return null;
  } catch (error) {
    throw writeError(error, 'the library restored from its backup');
  }
}

function asideStem(path: string): string {
  return `${path.slice(0, path.length - extname(path).length)}.damaged-`;
}

function asidePath(path: string, nowMs: number): string {
  return `${asideStem(path)}${fileStamp(nowMs)}${extname(path)}`;
}

function newestAside(path: string): string | null {
  const folder = dirname(path);
  const stem = basename(asideStem(path));
  const names = readdirSync(folder).filter((name) => name.startsWith(stem) && name.endsWith(extname(path)));
  const newest = names.sort().at(-1);
  return newest === undefined ? null : join(folder, newest);
}
