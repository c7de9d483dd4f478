import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { lockLibrary } from '#main/platform/data-folder-lock.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { connect } from './connection.ts';
import { isSound } from './integrity.ts';
import { storageError } from './storage-error.ts';

/**
 * Copies a library that nobody has open, page by page through SQLite, so that what still stands in its write-ahead log
 * comes along; checks the copy before it gets its name. The original is not changed.
 * @throws {AppError} `library-locked` when it is open somewhere, `storage-full`, `permission-denied`, or `conflict` when
 *   there is a file at `to` or the copy is not sound.
 */
export async function copyLibrary(from: string, to: string): Promise<void> {
  if (existsSync(to)) throw new AppError('conflict', 'There is a library in the new folder already.');
  const partial = `${to}.partial`;
  const lock = lockLibrary(`${from}.lock`);
  try {
    mkdirSync(dirname(to), { recursive: true });
    rmSync(partial, { force: true });
    const raw = connect(from);
    try {
      await raw.backup(partial);
    } finally {
      raw.close();
    }
    if (!isSound(partial)) throw new AppError('conflict', 'The copy turned out damaged. Check the drive.');
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { force: true });
    throw storageError(error);
  } finally {
    lock.release();
  }
}
