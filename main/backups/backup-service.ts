import { statSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { BackupFile } from '#main/storage/backups.ts';
import { countLibrary, countsOfFile } from '#main/storage/library-counts.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { ArchiveSummary, Backup, BackupList, BackupState } from '#shared/contract/backups.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createTasks, NOTHING } from './backup-tasks.ts';
import { checkArchive } from './read-archive.ts';
import { type StageRequest, stageArchive, stageBackup } from './stage.ts';
import { assertTarget, clearArchiveScratch, writeArchive } from './write-archive.ts';

export interface BackupDeps {
  readonly database: Pick<LibraryDatabase, 'path' | 'raw' | 'backUp' | 'backups'>;
  readonly clock: Clock;
  readonly appVersion: string;
  /** Opens the library anew: what waits beside it then takes its place. */
  readonly reopen: () => void;
  /** Why nothing may take the library's place now; null when it may. */
  readonly whyNotNow: () => string | null;
  readonly onProblem: (error: unknown) => void;
}

export interface ArchiveTarget {
  readonly path: string;
  readonly withWaveforms: boolean;
  readonly replace: boolean;
}

/** Backups of the library and archives of it; one thing at a time. */
export interface BackupService {
  list(): BackupList;
  backUp(): Promise<Backup>;
  /** @throws {AppError} `not-found`, `busy`, `conflict`; what goes wrong later is in the state. */
  restore(id: string): void;
  exportArchive(target: ArchiveTarget): void;
  checkArchive(path: string): void;
  openArchive(): void;
  cancel(): void;
  watch(signal: AbortSignal): AsyncGenerator<BackupState, void, void>;
  state(): BackupState;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
  /** Gives up what runs. */
  stop(): Promise<void>;
}

function describe({ path, madeMs, reason }: BackupFile): Backup {
  const bytes = statSync(path).size;
  return { id: basename(path), madeAt: isoTime(madeMs), reason, bytes, counts: countsOfFile(path) };
}

function assertAbsolute(path: string): void {
  if (isAbsolute(path) && !path.includes('\0')) return;
  throw new AppError('invalid-input', 'Give the whole path of the archive, from the top of the drive.');
}

function backupList(database: BackupDeps['database']): Pick<BackupService, 'list' | 'backUp'> {
  return {
    list: () => ({
      backups: database.backups.list().map(describe),
      current: countLibrary(database.raw),
      folder: database.backups.path,
    }),
    backUp: async () => {
      const path = await database.backUp('manual');
      const made = database.backups.list().find((file) => file.path === path);
      if (made === undefined) throw new AppError('cancelled', 'MusicForge stopped before the backup was complete.');
      return describe(made);
    },
  };
}

export function createBackupService(deps: BackupDeps): BackupService {
  const { database, clock, appVersion } = deps;
  const libraryPath = database.path;
  const tasks = createTasks(deps.onProblem);
  let ready: ArchiveSummary | null = null;
  clearArchiveScratch(libraryPath);
  const nowIso = () => isoTime(clock.now());

  function replaceWith(stage: (request: StageRequest) => Promise<unknown>): void {
    const why = deps.whyNotNow();
    if (why !== null) throw new AppError('conflict', why);
    tasks.run('restoring', async (signal, onProgress) => {
      await stage({ libraryPath, nowIso: nowIso(), signal, onProgress });
      deps.reopen();
      return { ...NOTHING, phase: 'restoring', fraction: 1 };
    });
  }

  return {
    ...backupList(database),
    restore: (id) => {
      const backup = database.backups.list().find(({ path }) => basename(path) === id);
      if (backup === undefined) throw new AppError('not-found', 'This backup is not there any more. Choose another.');
      replaceWith((request) => stageBackup(backup, request));
    },
    exportArchive: ({ path, withWaveforms, replace }) => {
      assertAbsolute(path);
      assertTarget(path, replace);
      tasks.run('exporting', async (signal, onProgress) => {
        const target = { libraryPath, path, withWaveforms, replace, appVersion, nowIso: nowIso() };
        return { ...NOTHING, phase: 'exported', archive: await writeArchive({ ...target, signal, onProgress }) };
      });
    },
    checkArchive: (path) => {
      assertAbsolute(path);
      tasks.run('checking', async (signal, onProgress) => {
        ready = null;
        const archive = await checkArchive(path, { signal, onProgress });
        ready = archive;
        return { ...NOTHING, phase: 'ready', archive };
      });
    },
    openArchive: () => {
      if (ready === null) throw new AppError('conflict', 'Choose the archive to open first.');
      const { path } = ready;
      replaceWith((request) => stageArchive(path, request));
    },
    cancel: () => {
      if (tasks.isRunning()) return tasks.abort();
      ready = null;
      tasks.stream.publish(NOTHING);
    },
    watch: (signal) => tasks.stream.watch(signal),
    state: () => tasks.stream.current(),
    idle: tasks.idle,
    stop: () => {
      tasks.abort();
      return tasks.idle();
    },
  };
}
