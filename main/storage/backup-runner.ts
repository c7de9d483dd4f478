import type { Clock } from '#main/platform/clock.ts';
import { type BackupFolder, backUpOnline } from './backups.ts';
import { storageError } from './storage-error.ts';

const LOOK_EVERY_MS = 60 * 60 * 1000;

/** Makes backups while the library is in use, one at a time. */
export interface BackupRunner {
  /**
   * @returns Path of the new backup; null when the library was closed before it was complete.
   * @throws {AppError} `storage-full` or `permission-denied`.
   */
  readonly backUp: () => Promise<string | null>;
  /**
   * Makes the backup of the day whenever it is due, for as long as the program runs: looks after `delayMs`, and then
   * every hour. A backup that failed is tried again an hour later.
   */
  readonly scheduleDaily: (delayMs: number, onProblem: (error: unknown) => void) => void;
  /** Gives up a backup that is under way and waits until nothing of it is left. */
  readonly stop: () => Promise<void>;
}

/** @param source Path of the library. */
export function createBackupRunner(source: string, folder: BackupFolder, clock: Clock): BackupRunner {
  let running: Promise<string | null> | null = null;
  let daily: NodeJS.Timeout | undefined;
  let stopped = false;

  async function run(): Promise<string | null> {
    const path = folder.pathFor(clock.now());
    const complete = await backUpOnline(source, path, () => stopped);
    if (complete) folder.prune();
    return complete ? path : null;
  }

  function backUp(): Promise<string | null> {
    running ??= run()
      .catch((error: unknown) => {
        throw storageError(error);
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
