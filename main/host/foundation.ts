import { join } from 'node:path';
import { writeError } from '#main/platform/atomic-file.ts';
import { type Clock, systemClock } from '#main/platform/clock.ts';
import { createLogger, type Logger } from '#main/platform/logger.ts';
import { makeFolder } from '#main/platform/make-folder.ts';
import { LIBRARY_FILE, settleLibraryFolder } from '#main/settings/library-location.ts';
import { copyLibrary } from '#main/storage/copy-library.ts';
import { type LibraryDatabase, openDatabase } from '#main/storage/open-database.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createNoticeBoard, type NoticeBoard } from './notice-board.ts';

/** What every service stands on. */
export interface Foundation {
  readonly clock: Clock;
  readonly log: Logger;
  readonly database: LibraryDatabase;
  /** Where the library is; not the data folder once it was moved. */
  readonly libraryFolder: string;
  readonly notices: NoticeBoard;
}

function makeDataFolder(path: string): void {
  try {
    makeFolder(path);
  } catch (error) {
    const known = writeError(error, 'The data folder');
    if (known instanceof AppError) throw known;
    throw new AppError('invalid-input', `${path} cannot be a folder for data. Choose another with --data.`, {}, error);
  }
}

/**
 * Opens the log and the library; does a move of the library that waits for this start.
 * @throws {AppError} When the library cannot be used; the message says what to do.
 */
export async function layFoundation(dataFolder: string): Promise<Foundation> {
  makeDataFolder(dataFolder);
  const clock = systemClock;
  const log = createLogger(join(dataFolder, 'logs', 'host.log'), () => clock.now());
  const { folder: libraryFolder, notice } = await settleLibraryFolder(dataFolder, copyLibrary);
  const database = openDatabase({
    path: join(libraryFolder, LIBRARY_FILE),
    clock,
    onSlowStatement: ({ sql, milliseconds }) =>
      log.warn('slow statement', { sql, milliseconds: Math.round(milliseconds) }),
    onProblem: (error) => log.error('library problem', { error }),
  });
  const notices = createNoticeBoard(database.notices, (text) => log.info('notice', { ...text }));
  if (notice !== null) notices.post(notice);
  return { clock, log, database, libraryFolder, notices };
}
