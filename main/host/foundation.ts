import { join } from 'node:path';
import { writeError } from '#main/platform/atomic-file.ts';
import { type Clock, systemClock } from '#main/platform/clock.ts';
import { createLogger, type Logger } from '#main/platform/logger.ts';
import { makeFolder } from '#main/platform/make-folder.ts';
import { LIBRARY_FILE, settleLibraryFolder } from '#main/settings/library-location.ts';
import { copyLibrary } from '#main/storage/copy-library.ts';
import { type LibraryDatabase, openDatabase } from '#main/storage/open-database.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createNoticeBoard, type NoticeBoard, type NoticeText } from './notice-board.ts';

/** What every service stands on. */
export interface Foundation {
  readonly clock: Clock;
  readonly log: Logger;
  readonly database: LibraryDatabase;
  /** Where the library is; not the data folder once it was moved. */
  readonly libraryFolder: string;
  readonly notices: NoticeBoard;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Tells of a failed daily backup once a day: it is tried every hour. */
function backupWarnings(clock: Clock, tell: (error: unknown, notice: NoticeText | null) => void) {
  let toldMs = Number.NEGATIVE_INFINITY;
  return (error: unknown): void => {
    const isNews = clock.now() - toldMs >= DAY_MS;
    if (isNews) toldMs = clock.now();
    tell(error, isNews ? backupFailure(error, 'It is tried again every hour.') : null);
  };
}

/** @param then What happens next. */
export function backupFailure(error: unknown, then: string): NoticeText {
  const reason = error instanceof AppError ? error.message : 'The log of MusicForge says why.';
  return { level: 'warning', title: 'The backup could not be made', message: `${reason} ${then}` };
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

/** Shown while the damaged library is in use. */
const DAMAGED: NoticeText = {
  level: 'error',
  title: 'Your library file is damaged',
  message:
    'Restart MusicForge: it checks the library and goes back to its last sound backup. What you change until then may be lost. A damaged file is often the first sign of a failing drive.',
};

/**
 * Opens the log and the library; does a move of the library that waits for this start.
 * @throws {AppError} When the library cannot be used; the message says what to do.
 */
export async function layFoundation(dataFolder: string): Promise<Foundation> {
  makeDataFolder(dataFolder);
  const clock = systemClock;
  const log = createLogger(join(dataFolder, 'logs', 'host.log'), () => clock.now());
  const { folder: libraryFolder, notice } = await settleLibraryFolder(dataFolder, copyLibrary);
  // The board opens with what the library has to say.
  const late: { notices?: NoticeBoard } = {};
  const database = openDatabase({
    path: join(libraryFolder, LIBRARY_FILE),
    clock,
    onSlowStatement: ({ sql, milliseconds }) =>
      log.warn('slow statement', { sql, milliseconds: Math.round(milliseconds) }),
    onProblem: (error) => log.error('library problem', { error }),
    onDamage: (error) => {
      log.error('library damaged', { error });
      late.notices?.post(DAMAGED);
    },
    onBackupFailed: backupWarnings(clock, (error, notice) => {
      log.error('daily backup failed', { error });
      if (notice !== null) late.notices?.post(notice);
    }),
  });
  const notices = createNoticeBoard(database.notices, (text) => log.info('notice', { ...text }));
  late.notices = notices;
  if (notice !== null) notices.post(notice);
  return { clock, log, database, libraryFolder, notices };
}
