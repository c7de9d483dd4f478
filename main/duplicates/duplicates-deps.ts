import type { Clock } from '#main/platform/clock.ts';
import type { Logger } from '#main/platform/logger.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';

/** What looking for duplicates needs from outside; the host connects it. */
export interface DuplicatesDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** main/worker/fingerprint-worker.ts, or its bundle. */
  readonly fingerprintWorkerUrl: URL;
  /** main/duplicates/match/match-worker.ts, or its bundle. */
  readonly matchWorkerUrl: URL;
  /** @throws {AppError} `ffmpeg-missing` with what to install. */
  readonly ffmpegPath: () => Promise<string>;
  /** Threads that hear files at the same time. */
  readonly workerCount: number;
}
