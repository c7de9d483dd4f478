import { randomUUID } from 'node:crypto';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { createAnalysisService } from '#main/analysis/analysis-service.ts';
import { DEMO_TRACKS } from '#main/demo/catalogue.ts';
import { createDemoService } from '#main/demo/demo-service.ts';
import { createGenreService } from '#main/genres/create-genre-service.ts';
import { createCorrections } from '#main/library/create-corrections.ts';
import { createLibraryService } from '#main/library/create-library-service.ts';
import { createMediaHandler, type MediaHandler } from '#main/media/media-handler.ts';
import type { MediaSource } from '#main/media/media-source.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import type { Logger } from '#main/platform/logger.ts';
import type { SecretCipher } from '#main/platform/secret-store.ts';
import { createRouter, type UseCases } from '#main/rpc/router.ts';
import { createRpcServer, type RpcServer } from '#main/rpc/transports.ts';
import { createSetsService } from '#main/sets/create-sets-service.ts';
import { createSuggestionsService } from '#main/sets/create-suggestions-service.ts';
import { createLibraryLocation } from '#main/settings/library-location.ts';
import { createSettings } from '#main/settings/settings-service.ts';
import { createTaggerService } from '#main/tagger/create-tagger-service.ts';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import type { HostInfo } from '#shared/contract/system.ts';
import { readAppVersion } from './app-version.ts';
import { describeHost } from './diagnostics.ts';
import { type Foundation, layFoundation } from './foundation.ts';
import { createHostMedia } from './host-media.ts';
import { createHostRecognition } from './host-recognition.ts';
import { ownPlaces } from './own-places.ts';
import type { ProgramFolders } from './program-folders.ts';
import { setRunMarker } from './run-marker.ts';

export interface HostOptions {
  /** Absolute path; made when it is not there. */
  readonly dataFolder: string;
  readonly program: ProgramFolders;
  /** Go straight to the demo library. */
  readonly demo: boolean;
  /** The keyring of the system, where it can be reached. */
  readonly cipher: SecretCipher;
}

/** What the window shows when it opens. */
const FIRST_LIST: TrackQuery = {
  source: { kind: 'all' },
  search: '',
  sort: [{ field: 'artist', direction: 'ascending' }],
};

export interface Host {
  readonly log: Logger;
  readonly rpc: RpcServer;
  readonly mediaSource: MediaSource;
  readonly media: MediaHandler;
  /** Reads what the window asks for first, while that is still starting. */
  readAhead(): void;
  /** Stops the workers, returns their jobs to the queue and closes the database. */
  close(): Promise<void>;
}

function hostInfo(root: string): HostInfo {
  return {
    protocol: PROTOCOL_VERSION,
    appVersion: readAppVersion(root),
    platform: process.platform,
    hostId: randomUUID(),
    cpuCount: availableParallelism(),
  };
}

/** Builds the services by hand and connects them with functions: the one place that knows them all. */
function compose({ dataFolder, program, cipher }: HostOptions, foundation: Foundation, stop: AbortSignal) {
  const { clock, log, database, libraryFolder, notices } = foundation;
  const settings = createSettings({ database, clock, onNotice: (notice) => notices.post(notice) });
  const ffmpegPath = () => locateFfmpeg({ settingPath: settings.get().ffmpegPath, env: process.env });
  const analysis = createAnalysisService({
    library: database,
    clock,
    log,
    workerUrl: program.analysisWorker,
    ffmpegPath,
    settings: () => settings.get(),
  });
  const library = createLibraryService({
    database,
    clock,
    homeFolder: homedir(),
    ownPlaces: ownPlaces(dataFolder),
    watcherUrl: program.watcherWorker,
    onTracksAdded: async (trackIds) => void (await analysis.enqueue(trackIds as readonly TrackId[])),
    onNotice: (notice) => notices.post(notice),
    onProblem: (error) => log.error('library fault', { error }),
  });
  const demo = createDemoService({
    tracks: DEMO_TRACKS,
    folder: join(dataFolder, 'demo'),
    workerUrl: program.demoWorker,
    ffmpegPath,
    addFolder: (path) => library.ensureFolder(path),
    isInLibrary: async (path) => (await library.folders()).some((folder) => folder.path === path),
    log,
  });
  const tagger = createTaggerService({
    database,
    clock,
    log,
    workerUrl: program.taggerWorker,
    ffmpegPath,
    onNotice: (notice) => notices.post(notice),
  });
  const info = hostInfo(program.root);
  const diagnostics = () =>
    describeHost({ info, database, settings: settings.get(), recentLines: log.recentLines(), ffmpegPath });
  const useCases: UseCases = {
    system: { info, diagnostics, watchNotices: (signal) => notices.watch(signal) },
    library,
    history: database.history,
    analysis,
    genres: createGenreService(database, clock),
    tagger,
    corrections: createCorrections(database),
    suggestions: createSuggestionsService(database),
    sets: createSetsService(database),
    settings: { ...settings, ...createLibraryLocation(dataFolder, libraryFolder) },
    recognition: createHostRecognition({ foundation, dataFolder, cipher, settings, ffmpegPath, stop }),
    demo,
  };
  const mediaSource = createHostMedia(foundation, dataFolder, ffmpegPath, stop);
  return { info, useCases, library, analysis, demo, tagger, mediaSource };
}

/**
 * Starts the application core: the same for Electron, the browser and the tests.
 * @throws {AppError} When the library cannot be opened; the message says what to do.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const foundation = await layFoundation(options.dataFolder);
  const { log, database } = foundation;
  const stop = new AbortController();
  const { info, useCases, library, analysis, demo, tagger, mediaSource } = compose(options, foundation, stop.signal);
  const marker = setRunMarker(options.dataFolder);
  analysis.start();
  // A kill between storing new tracks and queueing them loses their jobs; a user who cancelled jobs keeps them away.
  if (marker.wasKilled) {
    analysis.enqueue(undefined).catch((error: unknown) => log.error('lost jobs not queued again', { error }));
  }
  library.start();
  if (options.demo) await demo.install();
  log.info('host started', { version: info.appVersion, cpuCount: info.cpuCount, wasKilled: marker.wasKilled });
  return {
    log,
    rpc: createRpcServer(createRouter(useCases), (fault) => log.error('rpc failed', { ...fault })),
    mediaSource,
    media: createMediaHandler(mediaSource),
    readAhead: () => {
      library.tracks(FIRST_LIST, 0, 1).catch((error: unknown) => log.error('first list not read ahead', { error }));
    },
    close: async () => {
      stop.abort();
      await demo.stop();
      await tagger.stop();
      await library.close();
      await analysis.stop();
      await database.close();
      marker.remove();
      log.info('host stopped');
    },
  };
}
