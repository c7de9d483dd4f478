import { writeError } from '#main/platform/atomic-file.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { BackupReason } from '#shared/contract/backups.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type BackupFolder, backUpOnline } from './backups.ts';
import { storageError } from './storage-error.ts';

const LOOK_EVERY_MS = 60 * 60 * 1000;

/** Makes backups while the library is in use, one at a time. */
export interface BackupRunner {
  /**
   * While another backup is being made, it is that one.
   * @returns Path of the new backup; null when the library was closed before it was complete.
   * @throws {AppError} `storage-full` or `permission-denied`.
   */
  readonly backUp: (reason?: BackupReason) => Promise<string | null>;
  /**
   * Makes the backup of the day whenever it is due, for as long as the program runs: looks after `delayMs`, and then
   * every hour. A backup that failed is tried again an hour later.
   */
  readonly scheduleDaily: (delayMs: number, onProblem: (error: unknown) => void) => void;
  /** Gives up a backup that is under way and waits until nothing of it is left. */
  readonly stop: () => Promise<void>;
}

/** What a failed backup means for the user: the library itself is well. Anything unknown is returned as it is. */
function backupError(error: unknown): unknown {
  const known = storageError(writeError(error, 'the backup'));
  if (!(known instanceof AppError)) return known;
  const { code, details } = known;
  if (code === 'storage-full') {
    const message = 'The disk with your library is full: no backup was made. Free some space, then back up again.';
    return new AppError(code, message, details, error);
  }
  if (code === 'permission-denied') {
    const message =
      'The folder "backups" beside your library cannot be written: no backup was made. Check its permissions.';
    return new AppError(code, message, details, error);
  }
  return known;
}

/** @param source Path of the library. */
export function createBackupRunner(source: string, folder: BackupFolder, clock: Clock): BackupRunner {
  let running: Promise<string | null> | null = null;
  let daily: NodeJS.Timeout | undefined;
  let stopped = false;

  async function run(reason: BackupReason): Promise<string | null> {
    const path = folder.pathFor(clock.now(), reason);
    const complete = await backUpOnline(source, path, () => stopped);
    if (complete) folder.prune();
    return complete ? path : null;
  }

  function backUp(reason: BackupReason = 'daily'): Promise<string | null> {
    running ??= run(reason)
      .catch((error: unknown) => {
        throw backupError(error);
      })
      .finally(() => {
        running = null;
      });
    return running;
  }

  async function backUpIfDue(): Promise<void> {
    if (folder.isDue(clock.now())) await backUp();
  }

  function scheduleDaily(delayMs: number, onProblem: (error: unknown) => void): void {
    daily = setTimeout(() => {
      scheduleDaily(LOOK_EVERY_MS, onProblem);
      void backUpIfDue().catch(onProblem);
    }, delayMs).unref();
  }

  return {
    backUp,
    scheduleDaily,
    stop: async () => {
      stopped = true;
      clearTimeout(daily);
      // Whoever asked for the backup hears of its failure; here it only has to be over.
      await running?.catch(() => null);
    },
  };
}
