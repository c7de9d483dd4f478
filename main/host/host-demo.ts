import { join } from 'node:path';
import { DEMO_TRACKS } from '#main/demo/catalogue.ts';
import { createDemoService, type DemoService } from '#main/demo/demo-service.ts';
import type { LibraryService } from '#main/library/create-library-service.ts';
import type { Logger } from '#main/platform/logger.ts';

export interface DemoLinks {
  readonly dataFolder: string;
  readonly workerUrl: URL;
  readonly ffmpegPath: () => Promise<string>;
  readonly library: Pick<LibraryService, 'ensureFolder' | 'folders'>;
  readonly log: Logger;
}

/** Connects the demo library to the library. */
export function createHostDemo({ dataFolder, workerUrl, ffmpegPath, library, log }: DemoLinks): DemoService {
  return createDemoService({
    tracks: DEMO_TRACKS,
    folder: join(dataFolder, 'demo'),
    workerUrl,
    ffmpegPath,
    addFolder: (path) => library.ensureFolder(path),
    isInLibrary: async (path) => (await library.folders()).some((folder) => folder.path === path),
    log,
  });
}
