import type { Clock } from '#main/platform/clock.ts';
import type { Logger } from '#main/platform/logger.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { CopyScope } from '#shared/contract/copies.ts';
import type { TrackId } from '#shared/contract/ids.ts';

/** A track on the stick. */
export interface ListedTrack {
  readonly title: string;
  readonly artist: string;
  readonly durationSeconds: number | null;
  /** Relative to the list, with "/". */
  readonly path: string;
}

/** What copying needs from outside; the host connects it. */
export interface CopiesDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error'>;
  /** Tracks of a set or crate in its order. */
  readonly tracksOf: (scope: CopyScope) => Promise<readonly TrackId[]>;
  /** Text of an M3U8 playlist. */
  readonly formatPlaylist: (name: string, tracks: readonly ListedTrack[]) => string;
}
