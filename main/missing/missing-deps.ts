import type { Stats } from 'node:fs';
import type { Clock } from '#main/platform/clock.ts';
import type { PresentFile } from '#main/storage/file-fields.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { FolderListing } from '#shared/contract/library.ts';

/** A music file that was read. */
export interface ReadFile extends PresentFile {
  readonly durationSeconds: number | null;
  readonly title: string;
  readonly artist: string;
  readonly hasArtwork: boolean;
}

export interface WalkEvents {
  readonly onFile: (path: string, stats: Stats) => void;
  readonly onProblem: (path: string, reason: string) => void;
  readonly signal: AbortSignal;
}

/** What finding files again needs from outside; the host connects it. */
export interface MissingDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  /** Lists the music files below a folder. @throws The file system's error when it cannot be read. */
  readonly walk: (root: string, events: WalkEvents) => Promise<void>;
  /** null where there is no music file to read. */
  readonly readFile: (path: string, stats: Pick<Stats, 'size' | 'mtimeMs'>) => Promise<ReadFile | null>;
  /** Why a folder cannot be opened, in words for the user. */
  readonly folderError: (error: unknown) => Error;
  readonly browse: (path: string | undefined) => Promise<FolderListing>;
  readonly mayBeAudio: (name: string) => boolean;
  /** Tracks whose sound is new: the host has them analysed. */
  readonly onTracksAdded: (trackIds: readonly string[]) => void | Promise<void>;
  /** A fault of the program, for the log. */
  readonly onProblem: (error: unknown) => void;
}
