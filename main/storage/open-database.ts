import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import { lockLibrary } from '#main/platform/data-folder-lock.ts';
import type { BackupReason } from '#shared/contract/backups.ts';
import type { Notice } from '#shared/contract/system.ts';
import { createArtistCredits } from './artist-credits.ts';
import { type BackupFolder, backupFolder } from './backups.ts';
import { type BackupRunner, createBackupRunner } from './backup-runner.ts';
import { type ChangeLog, createChangeLog, lastReading } from './change-log.ts';
import { type ChangeListener, createChanges } from './changes.ts';
import { createFieldOrigin, createIsFromUndo, type FieldOrigin, type IsFromUndo } from './field-origin.ts';
import { createHistory, type History } from './history.ts';
import { createStacks, STEPS_READ } from './history-stacks.ts';
import { createHybridClock } from './hybrid-clock.ts';
import { createIdSource, type NewId } from './id-source.ts';
import { askForCheck } from './last-check.ts';
import { MIGRATIONS } from './migrations/all-migrations.ts';
import type { Migration } from './migrations/migration.ts';
import { createMutate } from './mutate.ts';
import type { Mutate } from './mutation.ts';
import { type OpenedFile, openFile } from './open-file.ts';
import { createRowStore } from './row-store.ts';
import type { Schema } from './schema.ts';
import { type SlowStatement, watchStatements } from './watched-statements.ts';
import { isCorruption, storageError } from './storage-error.ts';
import { createOpenTransaction } from './transaction-log.ts';
import { createTransaction, type Transaction } from './transactions.ts';
import { createTypedQuery, type TypedQuery } from './typed-query.ts';

const BACKUP_DELAY_MS = 20_000;
/** A new library has nothing to lose yet: its first backup should hold what its first hour brings. */
const NEW_BACKUP_DELAY_MS = 60 * 60 * 1000;

export interface OpenDatabaseOptions {
  /** Absolute path of the library file; its folder must exist. */
  readonly path: string;
  readonly clock: Clock;
  readonly onSlowStatement?: (slow: SlowStatement) => void;
  /** What went wrong without stopping anything: a listener that threw. */
  readonly onProblem?: (error: unknown) => void;
  /** The backup of the day failed; it is tried again an hour later. */
  readonly onBackupFailed?: (error: unknown) => void;
  /** The file turned out damaged while in use; called once. The next start checks it and goes back to a backup. */
  readonly onDamage?: (error: unknown) => void;
  /** How long the program has the disk to itself after a start, before the daily backup. */
  readonly backupDelayMs?: number;
  /** For tests of the migrations themselves. */
  readonly migrations?: readonly Migration[];
}

/** The library: one connection, used from one thread. */
export interface LibraryDatabase {
  readonly path: string;
  /** For statements that kysely cannot say. Synced tables are written by `mutate` alone. */
  readonly raw: Database.Database;
  /** Builds typed queries; run them with `query`. Its own transactions must not be used: they span await. */
  readonly db: Kysely<Schema>;
  readonly query: TypedQuery;
  readonly transaction: Transaction;
  readonly mutate: Mutate;
  readonly history: History;
  /** What each transaction changed. */
  readonly changeLog: Pick<ChangeLog, 'startOf' | 'countsOf' | 'firstChanges'>;
  readonly fieldOrigin: FieldOrigin;
  readonly isFromUndo: IsFromUndo;
  readonly newId: NewId;
  /** What the user must be told about this start. */
  readonly notices: readonly Notice[];
  /** Rises with every committed change. */
  readonly revision: () => number;
  /** Called after every commit that changed something. @returns Ends the listening. */
  readonly onChange: (listener: ChangeListener) => () => void;
  /** For writers of derived tables, inside a transaction: mutate() does it by itself. */
  readonly markChanged: (table: keyof Schema, ids: Iterable<string>) => void;
  /**
   * @param reason Default: that of the day.
   * @returns Path of the new backup; null when the library was closed before it was complete.
   * @throws {AppError} `storage-full` or `permission-denied`.
   */
  readonly backUp: (reason?: BackupReason) => Promise<string | null>;
  readonly backups: BackupFolder;
  /** Changes when another library takes the place of this one. */
  readonly libraryId: string;
  /** It is a backup or an archive since this start: waveforms may be missing. */
  readonly wasRestored: boolean;
  /** Ends a running backup, writes everything into the one file and gives the library free. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the library, or makes a new one. Takes the lock, checks the file, migrates it, and starts the daily backup in
 * the background.
 * @throws {AppError} `library-locked`, `permission-denied`, `storage-full`, or `unsupported` for a newer schema.
 */
export function openDatabase(options: OpenDatabaseOptions): LibraryDatabase {
  const lock = lockLibrary(`${options.path}.lock`);
  const { path, clock, migrations = MIGRATIONS } = options;
  const backups = backupFolder(path);
  let opened: OpenedFile | null = null;
  try {
    opened = openFile({ path, nowMs: clock.now(), backups, migrations });
    const runner = createBackupRunner(path, backups, clock);
    const noteDamage = damageNote(options);
    const library = assemble(opened, { runner, folder: backups }, { ...options, onDamage: noteDamage }, () =>
      lock.release(),
    );
    const delayMs = opened.isNew ? NEW_BACKUP_DELAY_MS : (options.backupDelayMs ?? BACKUP_DELAY_MS);
    runner.scheduleDaily(delayMs, (error) => {
      if (isCorruption(error)) noteDamage(error);
      options.onBackupFailed?.(error);
    });
    return library;
  } catch (error) {
    opened?.raw.close();
    lock.release();
    throw storageError(error);
  }
}

/** What is done about damage that shows while the library is in use. */
function damageNote({ path, onDamage }: OpenDatabaseOptions): (error: unknown) => void {
  let isNoted = false;
  return (error) => {
    if (isNoted) return;
    isNoted = true;
    askForCheck(path);
    onDamage?.(error);
  };
}

function assemble(
  { raw, notices, wasRestored }: OpenedFile,
  { runner, folder }: { readonly runner: BackupRunner; readonly folder: BackupFolder },
  {
    path,
    clock,
    onSlowStatement,
    onProblem,
    onDamage,
  }: OpenDatabaseOptions & Required<Pick<OpenDatabaseOptions, 'onDamage'>>,
  release: () => void,
): LibraryDatabase {
  watchStatements(raw, { onSlow: onSlowStatement, onDamage });
  const changes = createChanges((error) => onProblem?.(error));
  const transaction = createTransaction(raw, changes);
  const rows = createRowStore(raw);
  const log = createChangeLog(raw);
  const stacks = createStacks(log.lastSteps(STEPS_READ));
  const libraryId = nodeId(raw, clock);
  const hybridClock = createHybridClock(clock, libraryId, lastReading(raw));
  const newId = createIdSource(clock);
  const open = createOpenTransaction({ rows, log, changes, clock, hybridClock, newId });
  return {
    path,
    raw,
    db: new Kysely<Schema>({ dialect: new SqliteDialect({ database: raw }) }),
    query: createTypedQuery(raw),
    transaction,
    mutate: createMutate({ transaction, changes, rows, stacks, open }),
    history: createHistory({ transaction, changes, rows, credits: createArtistCredits(raw), log, stacks, open }),
    changeLog: log,
    fieldOrigin: createFieldOrigin(raw, rows),
    isFromUndo: createIsFromUndo(raw, rows),
    newId,
    notices,
    revision: changes.revision,
    onChange: changes.listen,
    markChanged: changes.mark,
    backUp: runner.backUp,
    backups: folder,
    libraryId,
    wasRestored,
    close: async () => {
      await runner.stop();
      try {
        raw.pragma('optimize');
      } catch (error) {
        // A full disk takes no new statistics; the library is closed all the same.
        onProblem?.(error);
      } finally {
        raw.close();
        release();
      }
    },
  };
}

/** Names this copy of the library in its clock readings; made once and kept in the library. */
function nodeId(raw: Database.Database, clock: Clock): string {
  const key = 'storage.node';
  raw
    .prepare('INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(key, JSON.stringify(randomBytes(8).toString('hex')), isoTime(clock.now()));
  return JSON.parse(raw.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key) as string) as string;
}
