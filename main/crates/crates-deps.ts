import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import type { TrackSource } from '#shared/contract/tracks.ts';

/** What the crates need of others. */
export interface CratesDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  /** Tracks of a source as they are listed. */
  readonly tracksOf: (source: TrackSource) => Promise<readonly TrackId[]>;
  readonly createSet: (name: string, trackIds: readonly TrackId[]) => SetSummary;
  /** @throws {AppError} `not-found` */
  readonly nameOfSet: (id: SetId) => string;
}
