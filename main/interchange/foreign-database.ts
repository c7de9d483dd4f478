import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import type { ReadReport } from './read-report.ts';

/** A value as SQLite gives it, whatever the column was meant for. */
export type Cell = string | number | bigint | Uint8Array | null;
export type ForeignRow = Readonly<Record<string, Cell>>;

/** The SQLite file of another program, open for reading only. */
export interface ForeignDatabase {
  /** Columns of a table or view; none if there is no such. */
  columns(table: string): ReadonlySet<string>;
  /**
   * All rows, in the order of the file. Columns that this version of the program does not have are null. Damage ends the table
   * early and is a problem of the report.
   */
  rows(table: string, wanted: readonly string[], report: ReadReport): Iterable<ForeignRow>;
}

const BUSY_TIMEOUT_MS = 2_000;
const HEADER_BYTES = 100;
/** Where the header says how the file is journalled. */
const JOURNAL_BYTES = [18, 19] as const;
const [WITHOUT_LOG, WITH_LOG] = [1, 2];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Whether the file is to have a write-ahead log, and there is none. */
function hasEmptyLog(path: string): boolean {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(file);
  }
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return header[JOURNAL_BYTES[0]] === WITH_LOG && (log === undefined || log.size === 0);
}

/** Reads a copy in memory, without what is only in a write-ahead log. */
function openCopy(path: string): Database.Database {
  const bytes = readFileSync(path);
  if (bytes.length >= HEADER_BYTES) for (const at of JOURNAL_BYTES) bytes[at] = WITHOUT_LOG;
  return new Database(bytes, { readonly: true });
}

/**
 * Even a reader of a file with a write-ahead log makes files beside it, and fails where it cannot: if there is nothing in the
 * log, a copy is read instead.
 */
function open(path: string): Database.Database {
  if (existsSync(path) && hasEmptyLog(path)) return openCopy(path);
  const raw = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    raw.prepare('SELECT count(*) FROM sqlite_master').get();
    return raw;
  } catch (error) {
    raw.close();
    if (error instanceof Database.SqliteError && /^SQLITE_(CANTOPEN|READONLY)/.test(error.code)) return openCopy(path);
    throw error;
  }
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

function foreignError(error: unknown, program: string): unknown {
  if (isFileError(error)) {
    const message = `The library of ${program} cannot be opened. Check its path and permissions.`;
    return new AppError('permission-denied', message, { reason: error.code ?? '' }, error);
  }
  if (!(error instanceof Database.SqliteError)) return error;
  const { code } = error;
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new AppError('busy', `${program} is using its library. Close it and try again.`, { reason: code }, error);
  }
  if (/^SQLITE_(CANTOPEN|IOERR|PERM|AUTH)/.test(code)) {
    return new AppError(
      'not-found',
      `The library of ${program} cannot be opened. Check its path.`,
      { reason: code },
      error,
    );
  }
  const message = `This is no library of ${program}, or it is damaged. Choose another file or restore a backup.`;
  return new AppError('invalid-input', message, { reason: code }, error);
}

function* rowsOf(raw: Database.Database, sql: string, table: string, report: ReadReport): Iterable<ForeignRow> {
  try {
    yield* raw.prepare<[], ForeignRow>(sql).iterate();
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CORRUPT')) throw error;
    report.problem(table, 'The table is damaged; what stands before the damage was read.');
  }
}

/**
 * Opens a SQLite file, lets `read` read, and closes it. The file is not changed.
 * @param program For messages: "Mixxx".
 * @throws {AppError} not-found, permission-denied, busy, or invalid-input if it is no database.
 */
export function readForeignDatabase<Result>(
  path: string,
  program: string,
  read: (database: ForeignDatabase) => Result,
): Result {
  let raw: Database.Database | null = null;
  try {
    const opened = open(path);
    raw = opened;
    const columns = (table: string) =>
      new Set(
        opened
          .prepare<[], { name: string }>(`PRAGMA table_info(${quoted(table)})`)
          .all()
          .map(({ name }) => name),
      );
    return read({
      columns,
      rows: (table, wanted, report) => {
        const known = columns(table);
        if (known.size === 0) return [];
        const selected = wanted.map((name) => (known.has(name) ? quoted(name) : `NULL AS ${quoted(name)}`));
        return rowsOf(opened, `SELECT ${selected.join(', ') || '1'} FROM ${quoted(table)}`, table, report);
      },
    });
  } catch (error) {
    throw foreignError(error, program);
  } finally {
    raw?.close();
  }
}

/** Text of a cell; numbers in decimal; '' for nothing and for blobs. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || typeof cell === 'object') return '';
  return String(cell);
}

/** Number of a cell, of text as well; null where there is none. */
export function cellNumber(cell: Cell | undefined): number | null {
  if (cell === null || cell === undefined || typeof cell === 'object' || cell === '') return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}

/** The same; 0, which stands for nothing in most columns, is null. */
export const cellPositive = (cell: Cell | undefined): number | null => {
  const value = cellNumber(cell);
  return value !== null && value > 0 ? value : null;
};

export const cellBytes = (cell: Cell | undefined): Uint8Array | null =>
  cell !== null && typeof cell === 'object' && cell.length > 0 ? cell : null;
