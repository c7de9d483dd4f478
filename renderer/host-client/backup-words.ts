import type { BackupReason } from '#shared/contract/backups.ts';

/** Why a backup was made, as the user reads it. */
export const REASON_WORDS: Readonly<Record<BackupReason, string>> = {
  daily: 'Daily',
  manual: 'By hand',
  migration: 'Before an update',
  import: 'Before an import',
  restore: 'Before restoring',
};
