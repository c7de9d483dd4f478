import { type BackupService, createBackupService } from '#main/backups/backup-service.ts';
import type { LibraryLocationService } from '#main/settings/library-location.ts';
import type { Foundation } from './foundation.ts';

interface BackupLinks {
  readonly appVersion: string;
  readonly location: Pick<LibraryLocationService, 'location'>;
  readonly reopen: () => void;
}

const MOVES =
  'Your library moves to another folder at the next start. Quit MusicForge and start it again first, or choose its present folder once more to take the move back.';

/** Backups and archives of the library. */
export function createHostBackups(
  { database, clock, log }: Pick<Foundation, 'database' | 'clock' | 'log'>,
  { appVersion, location, reopen }: BackupLinks,
): BackupService {
  return createBackupService({
    database,
    clock,
    appVersion,
    reopen,
    whyNotNow: () => (location.location().movesToOnRestart === null ? null : MOVES),
    onProblem: (error) => log.error('backup fault', { error }),
  });
}
