import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isoTime } from '#main/platform/clock.ts';
import { holdsTracks } from './integrity.ts';
import { snapshotSteps } from './snapshot.ts';

/**
 * So many are kept of libraries with tracks, and so many of empty ones; the oldest of each go. Counted together, the
 * backups of a library that was emptied or lost would push out those from which it can come back.
 */
const BACKUPS_KEPT = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

/** "2026-11-20T22-30-05-123Z": an ISO time that every file system takes, and that sorts. */
export function fileStamp(timeMs: number): string {
  return isoTime(timeMs).replaceAll(/[:.]/g, '-');
}

function stampTime(name: string): number {
  const match = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/.exec(name);
  return match === null ? 0 : Date.parse(`${match[1]}T${match[2]}:${match[3]}:${match[4]}.${match[5]}Z`);
}

/** The library's backups stand in "backups" beside it: "library-<time>.db", or "library-<time>-before-v2.db". */
export interface BackupFolder {
  /** Paths, newest first. */
  list(): readonly string[];
  /** Where a backup made now goes. */
  pathFor(timeMs: number, suffix?: string): string;
  /** Whether the newest is older than a day, or there is none. */
  isDue(nowMs: number): boolean;
  /** Removes all but the newest BACKUPS_KEPT that hold tracks, and the newest BACKUPS_KEPT that hold none. */
  prune(): void;
}

export function backupFolder(libraryPath: string): BackupFolder {
  const folder = join(dirname(libraryPath), 'backups');
  const extension = extname(libraryPath);
  const prefix = `${basename(libraryPath, extension)}-`;
  const list = () => {
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.startsWith(prefix) && name.endsWith(extension) && stampTime(name) > 0)
      .sort((a, b) => stampTime(b) - stampTime(a))
      .map((name) => join(folder, name));
  };
  return {
    list,
    pathFor: (timeMs, suffix = '') => {
      mkdirSync(folder, { recursive: true });
      return join(folder, `${prefix}${fileStamp(timeMs)}${suffix}${extension}`);
    },
    isDue: (nowMs) => {
      const newest = list()[0];
      // A stamp in the future is of a clock since set back: it must not hold backups up for years.
      return newest === undefined || Math.abs(nowMs - stampTime(basename(newest))) >= DAY_MS;
    },
    prune: () => {
      const backups = list();
      // Up to here none can be too many of its kind, and none has to be opened.
      if (backups.length <= BACKUPS_KEPT) return;
      const full = new Set(backups.filter(holdsTracks));
      const empty = backups.filter((path) => !full.has(path));
      for (const path of [...[...full].slice(BACKUPS_KEPT), ...empty.slice(BACKUPS_KEPT)])
        rmSync(path, { force: true });
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
