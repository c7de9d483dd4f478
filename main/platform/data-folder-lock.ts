import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';

export interface LibraryLock {
  release(): void;
}

/** SQLite's codes when someone else holds the file. */
const HELD = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED']);

/**
 * Takes the library for this process. The lock is an exclusive transaction on a small SQLite file of its own: the
 * operating system drops it with the process, so a crash leaves nothing stale, and it is also seen by a second
 * connection of the same process. A file with a process id in it has neither quality.
 * @param path Path of the lock file; made when it is not there, and left there.
 * @throws {AppError} `library-locked` when another copy of the program has it, `permission-denied` when the folder
 *   cannot be written.
 */
export function lockLibrary(path: string): LibraryLock {
  let holder: Database.Database | null = null;
  try {
    holder = new Database(path, { timeout: 0 });
    // Nothing is ever written: the journal that stands beside it while the lock is held has no page in it, and one that
    // a crash leaves behind is no hindrance.
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder?.close();
    throw lockError(error);
  }
  const held = holder;
  return { release: () => held.close() };
}

function lockError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (HELD.has(error.code)) {
    return new AppError(
      'library-locked',
      'This library is open in another MusicForge. Close the other window, or wait until it has quit, and start again.',
      {},
      error,
    );
  }
  return new AppError(
    'permission-denied',
    'The library folder cannot be written. Check its permissions, or choose another folder with --data.',
    { reason: error.code },
    error,
  );
}
