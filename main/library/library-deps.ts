import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { Notice } from '#shared/contract/system.ts';

/** What the library needs from outside; the host connects it. */
export interface LibraryDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  /** Where browsing for a folder starts. */
  readonly homeFolder: string;
  /** Where the program itself writes, without links: left out of the music folders around them. */
  readonly ownPlaces: readonly string[];
  /** main/library/watcher-worker.ts, or its bundle: the thread that watches the folders. */
  readonly watcherUrl: URL;
  /** Brings the stored scores of the tracks up to date. */
  readonly judge: () => Promise<void>;
  /** Tracks whose sound is new: the host has them analysed. */
  readonly onTracksAdded: (trackIds: readonly string[]) => void | Promise<void>;
  /** Something the user should know although it was no answer to a request. */
  readonly onNotice: (notice: Omit<Notice, 'id'>) => void;
  /** What went wrong beneath a notice, in words for the log and not for the user. */
  readonly onProblem: (error: unknown) => void;
}
