import type { Backup, BackupList, BackupState } from '#shared/contract/backups.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of backups and archives. Streams end when `signal` aborts. */
export interface BackupUseCases {
  list(): Answer<BackupList>;
  backUp(): Answer<Backup>;
  restore(id: string): Answer<void>;
  exportArchive(target: {
    readonly path: string;
    readonly withWaveforms: boolean;
    readonly replace: boolean;
  }): Answer<void>;
  checkArchive(path: string): Answer<void>;
  openArchive(): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<BackupState>;
}

export function backupsRouter(backups: BackupUseCases) {
  return {
    list: os.backups.list.handler(() => backups.list()),
    backUp: os.backups.backUp.handler(() => backups.backUp()),
    restore: os.backups.restore.handler(({ input }) => backups.restore(input.id)),
    exportArchive: os.backups.exportArchive.handler(({ input }) => backups.exportArchive(input)),
    checkArchive: os.backups.checkArchive.handler(({ input }) => backups.checkArchive(input.path)),
    openArchive: os.backups.openArchive.handler(() => backups.openArchive()),
    cancel: os.backups.cancel.handler(() => backups.cancel()),
    watch: os.backups.watch.handler(({ signal }) => stream((stop) => backups.watch(stop), signal)),
  };
}
