import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';

/** Why a backup was made; `restore`: it holds what another library took the place of. */
export const BackupReason = z.enum(['daily', 'manual', 'migration', 'import', 'restore']);
export type BackupReason = z.infer<typeof BackupReason>;

const Count = z.int().min(0);

/** What a library holds, so that two can be compared. */
export const LibraryCounts = z.object({
  tracks: Count,
  /** Folders of crates are not counted. */
  crates: Count,
  sets: Count,
  cuePoints: Count,
  plays: Count,
});
export type LibraryCounts = z.infer<typeof LibraryCounts>;

export const Backup = z.object({
  /** Name of its file. */
  id: z.string().min(1).max(255),
  /** ISO time. */
  madeAt: z.string(),
  reason: BackupReason,
  bytes: Count,
  /** null: it cannot be read, and cannot be restored. */
  counts: LibraryCounts.nullable(),
});
export type Backup = z.infer<typeof Backup>;

export const BackupList = z.object({
  /** Newest first. */
  backups: z.array(Backup),
  /** Of the library as it is now. */
  current: LibraryCounts,
  /** Where the backups are. */
  folder: z.string(),
});
export type BackupList = z.infer<typeof BackupList>;

/** A library archive whose checksums are right. */
export const ArchiveSummary = z.object({
  path: z.string(),
  bytes: Count,
  /** ISO time. */
  madeAt: z.string(),
  appVersion: z.string(),
  counts: LibraryCounts,
  hasWaveforms: z.boolean(),
});
export type ArchiveSummary = z.infer<typeof ArchiveSummary>;

/** State, not deltas. */
export const BackupState = z.object({
  /** `restoring` ends with another host: the library is opened anew. */
  phase: z.enum(['idle', 'exporting', 'exported', 'checking', 'ready', 'restoring', 'failed', 'cancelled']),
  /** 0-1 of the phase; null while nothing can be said. */
  fraction: z.number().nullable(),
  /** The archive that was written (`exported`) or can be opened (`ready`). */
  archive: ArchiveSummary.nullable(),
  /** Why it failed, and what to do. */
  error: z.string().nullable(),
});
export type BackupState = z.infer<typeof BackupState>;

const Path = z.string().min(1).max(4096);

export const backupsContract = {
  list: procedure.output(BackupList),
  /** Makes a backup now. */
  backUp: procedure.output(Backup),
  /** Puts a backup in the place of the library, which is kept as a backup; the host opens it anew. `busy` while another runs. */
  restore: procedure.input(z.object({ id: Backup.shape.id })).output(z.void()),
  /** Writes the whole library into one file; `conflict` for a file that is there, unless `replace`. */
  exportArchive: procedure
    .input(z.object({ path: Path, withWaveforms: z.boolean().default(true), replace: z.boolean().default(false) }))
    .output(z.void()),
  /** Reads an archive and checks it; nothing is changed. */
  checkArchive: procedure.input(z.object({ path: Path })).output(z.void()),
  /** Puts the archive that was checked in the place of the library, as `restore` does; `conflict` when none is ready. */
  openArchive: procedure.output(z.void()),
  /** Stops what runs, or forgets what was checked. The library is as it was. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(BackupState)),
};
