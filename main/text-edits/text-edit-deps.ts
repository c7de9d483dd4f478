import type { Clock } from '#main/platform/clock.ts';
import type { Logger } from '#main/platform/logger.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import type { EditedNames } from '#shared/domain/edited-names.ts';

/** What editing texts needs from outside; the host connects it. */
export interface TextEditDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly log: Logger;
  /** main/text-edits/text-edit-worker.ts, or its bundle. */
  readonly workerUrl: URL;
  /** Tracks of a list, in order. */
  readonly trackIds: (query: TrackQuery) => Promise<readonly TrackId[]>;
  /** Mutations by which artists, guests and remixers follow the texts. */
  readonly artistMutations: (tracks: readonly EditedNames[]) => readonly Mutation[];
  /** How long a thread may take for some hundred tracks. */
  readonly limitMs?: number;
}
