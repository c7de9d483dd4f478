import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isoTime } from '#main/platform/clock.ts';
import type { BackupReason } from '#shared/contract/backups.ts';
import { BACKUPS_KEPT, backupsToKeep } from './backup-thinning.ts';
import { holdsTracks } from './integrity.ts';
import { snapshotSteps } from './snapshot.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** "2026-11-20T22-30-05-123Z": an ISO time that every file system takes, and that sorts. */
export function fileStamp(timeMs: number): string {
  return isoTime(timeMs).replaceAll(/[:.]/g, '-');
}

const NAME = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z(?:-([a-z]+))?/;

/** A backup of no stated reason is that of the day; one before a migration also says which. */
function reasonOf(word: string | undefined): BackupReason {
  if (word === 'before') return 'migration';
  return word === 'manual' || word === 'import' || word === 'restore' ? word : 'daily';
}

export interface BackupFile {
  readonly path: string;
  readonly madeMs: number;
  readonly reason: BackupReason;
}

/** What a backup's name says of it; null for a file that is none. */
function describeFile(path: string): BackupFile | null {
  const match = NAME.exec(basename(path));
  if (match === null) return null;
  const madeMs = Date.parse(`${match[1]}T${match[2]}:${match[3]}:${match[4]}.${match[5]}Z`);
  return Number.isNaN(madeMs) ? null : { path, madeMs, reason: reasonOf(match[6]) };
}

/** How a backup's file is named after its time; `migration` needs the version that follows. */
function suffixOf(reason: BackupReason, version: number | undefined): string {
  if (reason === 'migration') return `-before-v${version ?? 0}`;
  return reason === 'daily' ? '' : `-${reason}`;
}

/**
 * The library's backups stand in "backups" beside it: "library-<time>.db" is that of a day, others say what they were
 * made for: "library-<time>-import.db", "library-<time>-before-v2.db".
 */
export interface BackupFolder {
  readonly path: string;
  /** Newest first. */
  list(): readonly BackupFile[];
  /** Where a backup made now goes. Throws away what a killed program left of others. */
  pathFor(timeMs: number, reason?: BackupReason, version?: number): string;
  /** Whether the newest is older than a day or of a library that was replaced, or there is none. */
  isDue(nowMs: number): boolean;
  /** Thins out those that hold tracks, and by themselves those that hold none (backup-thinning.ts). */
  prune(): void;
}

export function backupFolder(libraryPath: string): BackupFolder {
  const folder = join(dirname(libraryPath), 'backups');
  const extension = extname(libraryPath);
  const prefix = `${basename(libraryPath, extension)}-`;
  const list = () => {
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.startsWith(prefix) && name.endsWith(extension))
      .flatMap((name) => describeFile(join(folder, name)) ?? [])
      .sort((a, b) => b.madeMs - a.madeMs);
  };
  return {
    path: folder,
    list,
    pathFor: (timeMs, reason = 'daily', version) => {
      mkdirSync(folder, { recursive: true });
      const left = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.includes('.partial'));
      for (const name of left) rmSync(join(folder, name), { force: true });
      return join(folder, `${prefix}${fileStamp(timeMs)}${suffixOf(reason, version)}${extension}`);
    },
    isDue: (nowMs) => {
      const newest = list()[0];
      if (newest === undefined || newest.reason === 'restore') return true;
      // A stamp in the future is of a clock since set back: it must not hold backups up for years.
      return Math.abs(nowMs - newest.madeMs) >= DAY_MS;
    },
    prune: () => {
      const backups = list();
      // Up to here none can be too many of its kind, and none has to be opened.
      if (backups.length <= BACKUPS_KEPT) return;
      // Counted together, the backups of a library that was emptied would push out those from which it can come back.
      const full = new Set(backups.filter(({ path }) => holdsTracks(path)));
      const kept = new Set([
        ...backupsToKeep([...full]),
        ...backupsToKeep(backups.filter((backup) => !full.has(backup))),
      ]);
      for (const backup of backups) if (!kept.has(backup)) rmSync(backup.path, { force: true });
    },
  };
}

const partial = (path: string): string => `${path}.partial`;

/**
 * Copies the library at `source` while it stays in use, a few rows at a time. A backup that is not complete never bears
 * a backup's name.
 * @param isStopped Asked between the steps.
 * @returns Whether it was completed.
 */
export async function backUpOnline(source: string, path: string, isStopped: () => boolean): Promise<boolean> {
  rmSync(partial(path), { force: true });
  const steps = snapshotSteps(source, partial(path));
  try {
    while (!steps.next().done) {
      if (isStopped()) return false;
      await setImmediate();
    }
    renameSync(partial(path), path);
    return true;
  } finally {
    steps.return();
    rmSync(partial(path), { force: true });
  }
}

/** Copies the library at once; for the moment before a migration, when nothing else may happen. */
export function backUpNow(source: string, path: string): void {
  rmSync(partial(path), { force: true });
  try {
    const steps = snapshotSteps(source, partial(path));
    let isDone = false;
    while (!isDone) isDone = steps.next().done === true;
    renameSync(partial(path), path);
  } finally {
    rmSync(partial(path), { force: true });
  }
}
