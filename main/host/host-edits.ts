import { createHistoryService, type HistoryService } from '#main/history/create-history-service.ts';
import type { LibraryService } from '#main/library/create-library-service.ts';
import { artistMutations } from '#main/library/track-artist-mutations.ts';
import { createTextEditsService, type TextEditsService } from '#main/text-edits/create-text-edits-service.ts';
import type { Foundation } from './foundation.ts';
import type { ProgramFolders } from './program-folders.ts';

/** Editing many tracks, and the way back. */
export interface HostEdits {
  readonly textEdits: TextEditsService;
  readonly history: HistoryService;
  /** Ends what runs. */
  stop(): Promise<void>;
}

/** Lists and artists are the library's business. */
export function createHostEdits(
  { database, clock, log }: Pick<Foundation, 'database' | 'clock' | 'log'>,
  program: Pick<ProgramFolders, 'textEditWorker'>,
  library: Pick<LibraryService, 'trackIds'>,
): HostEdits {
  const textEdits = createTextEditsService({
    database,
    clock,
    log,
    workerUrl: program.textEditWorker,
    trackIds: (query) => library.trackIds(query),
    artistMutations: (tracks) => artistMutations(database, tracks),
  });
  const history = createHistoryService(database);
  return {
    textEdits,
    history,
    stop: async () => {
      await textEdits.stop();
      await history.stop();
    },
  };
}
