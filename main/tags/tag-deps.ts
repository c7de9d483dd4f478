import type { Clock } from '#main/platform/clock.ts';
import type { Logger } from '#main/platform/logger.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { SeratoWriter } from './serato-writer.ts';
import type { FileReaders } from './tagged-file.ts';

/** What writing tags needs from outside; the host connects it. */
export interface TagDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly log: Logger;
  readonly readers: FileReaders;
  readonly serato: SeratoWriter;
  /** Folders in which files were written: their scan takes in what is new. */
  readonly onWritten: (folderIds: readonly string[]) => void;
}
