import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { extname } from 'node:path';
import { fileStamp } from './backups.ts';
import { isSound } from './integrity.ts';

/** SQLite's companions of a database: the write-ahead log and its index. */
const COMPANIONS = ['-wal', '-shm'];

/**
 * Renames a damaged library and its companions, so that nothing of it is lost and nothing of it is used.
 * @returns The new path: "library.damaged-<time>.db".
 */
export function setAside(path: string, nowMs: number): string {
  const extension = extname(path);
  const aside = `${path.slice(0, path.length - extension.length)}.damaged-${fileStamp(nowMs)}${extension}`;
  // The log first: a library whose log is gone is old, a log without its library could be taken for the next one's.
  for (const companion of [...COMPANIONS, '']) {
    if (existsSync(path + companion)) renameSync(path + companion, aside + companion);
  }
  return aside;
}

/**
 * Puts the newest sound backup in the library's place. The backup itself is only copied, never opened.
 * @param backups Paths, newest first.
 * @returns The backup that was taken, or null when none is sound.
 */
export function restoreNewest(path: string, backups: readonly string[]): string | null {
  const copy = `${path}.restoring`;
  for (const backup of backups) {
    rmSync(copy, { force: true });
    copyFileSync(backup, copy);
    if (!isSound(copy)) continue;
    renameSync(copy, path);
    return backup;
  }
  rmSync(copy, { force: true });
  return null;
}
