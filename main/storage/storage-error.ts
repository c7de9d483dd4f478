import Database from 'better-sqlite3';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';

const MEANINGS: readonly { readonly codes: RegExp; readonly error: ErrorCode; readonly message: string }[] = [
  {
    codes: /^SQLITE_(FULL|IOERR_WRITE|IOERR_FSYNC|IOERR_TRUNCATE|IOERR_SHMSIZE)$/,
    error: 'storage-full',
    message: 'The disk with your library is full: the last change was not saved. Free some space and try again.',
  },
  {
    codes: /^SQLITE_(READONLY.*|CANTOPEN.*|PERM|AUTH|IOERR_ACCESS)$/,
    error: 'permission-denied',
    message: 'The library cannot be written. Check that its folder and files are not write-protected.',
  },
  {
    codes: /^SQLITE_(BUSY.*|LOCKED.*)$/,
    error: 'busy',
    message: 'Another program is using the library file. Close it and try again.',
  },
  {
    codes: /^SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE)$/,
    error: 'conflict',
    message: 'This is in the library already.',
  },
];

/** What a failed write or read of the database means for the user; anything else is a bug and returned as it is. */
export function storageError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const meaning = MEANINGS.find(({ codes }) => codes.test(error.code));
  return meaning ? new AppError(meaning.error, meaning.message, { reason: error.code }, error) : error;
}

/** The file is not a database, or one with damage. */
export function isCorruption(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT.*|NOTADB)$/.test(error.code);
}
