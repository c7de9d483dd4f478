import type Database from 'better-sqlite3';
import type { Clock } from '#main/platform/clock.ts';
import { type BackupFolder, backUpOnline } from './backups.ts';

/** Makes backups while the library is in use, one at a time. */
export interface BackupRunner {
  /** @returns Path of the new backup; null when the library was closed before it was complete. */
  readonly backUp: () => Promise<string | null>;
  /** Gives up a backup that is under way and waits until nothing of it is left. */
  readonly stop: () => Promise<void>;
}

export function createBackupRunner(raw: Database.Database, folder: BackupFolder, clock: Clock): BackupRunner {
  let running: Promise<string | null> | null = null;
  let stopped = false;

  async function run(): Promise<string | null> {
    const path = folder.pathFor(clock.now());
    const complete = await backUpOnline(raw, path, () => stopped);
    if (complete) folder.prune();
    return complete ? path : null;
  }

  return {
    backUp: () => {
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
    stop: async () => {
      stopped = true;
      // Whoever asked for the backup hears of its failure; here it only has to be over.
      await running?.catch(() => null);
    },
  };
}
