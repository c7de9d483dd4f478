import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { availableParallelism, homedir } from 'node:os';
import { createAnalysisService } from '#main/analysis/analysis-service.ts';
import { createGenreService } from '#main/genres/create-genre-service.ts';
import { createCorrections } from '#main/library/create-corrections.ts';
import { createLibraryService, type LibraryService } from '#main/library/create-library-service.ts';
import { createMediaHandler, type MediaHandler } from '#main/media/media-handler.ts';
import type { MediaSource } from '#main/media/media-source.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import type { Logger } from '#main/platform/logger.ts';
import type { SecretCipher } from '#main/platform/secret-store.ts';
import { createRouter, type UseCases } from '#main/rpc/router.ts';
import { createRpcServer, type RpcServer } from '#main/rpc/transports.ts';
import { createSuggestionsService } from '#main/sets/create-suggestions-service.ts';
import { createLibraryLocation } from '#main/settings/library-location.ts';
import { createSettings } from '#main/settings/settings-service.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { createTaggerService, type TaggerService } from '#main/tagger/create-tagger-service.ts';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import type { HostInfo } from '#shared/contract/system.ts';
import { readAppVersion } from './app-version.ts';
import { describeHost } from './diagnostics.ts';
import { type Foundation, layFoundation } from './foundation.ts';
import { createHostBackups } from './host-backups.ts';
import { createHostEdits } from './host-edits.ts';
import { createHostDemo } from './host-demo.ts';
import { createHostInterchange } from './host-interchange.ts';
import { createHostCollections } from './host-collections.ts';
import { createHostFinders } from './host-finders.ts';
import { createHostFileTags } from './host-file-tags.ts';
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
  /** Ends this host and starts another, which opens the library anew (host-keeper.ts). */
  readonly reopen: () => void;
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

function hostInfo(root: string, libraryId: string): HostInfo {
  return {
    protocol: PROTOCOL_VERSION,
    appVersion: readAppVersion(root),
    platform: process.platform,
    hostId: randomUUID(),
    libraryId,
    cpuCount: availableParallelism(),
  };
}

function createHostTagger(
  { database, clock, log, notices }: Foundation,
  workerUrl: URL,
  ffmpegPath: () => Promise<string>,
): TaggerService {
  const onNotice = (notice: Parameters<typeof notices.post>[0]) => notices.post(notice);
  return createTaggerService({ database, clock, log, workerUrl, ffmpegPath, onNotice });
}

function createHostAnalysis(
  { database, clock, log }: Foundation,
  workerUrl: URL,
  ffmpegPath: () => Promise<string>,
  settings: () => Settings,
) {
  return createAnalysisService({ library: database, clock, log, workerUrl, ffmpegPath, settings });
}

function createHostSuggestions({ database, clock, log }: Foundation) {
  const onProblem = (error: unknown) => log.error('suggestions fault', { error });
  return createSuggestionsService({ database, clock, onProblem });
}

/** Builds the services by hand and connects them with functions: the one place that knows them all. */
function compose({ dataFolder, program, cipher, reopen }: HostOptions, foundation: Foundation, stop: AbortSignal) {
  const { clock, log, database, libraryFolder, notices } = foundation;
  const settings = createSettings({ database, clock, onNotice: (notice) => notices.post(notice) });
  const getSettings = () => settings.get();
  const ffmpegPath = () => locateFfmpeg({ settingPath: settings.get().ffmpegPath, env: process.env });
  const analysis = createHostAnalysis(foundation, program.analysisWorker, ffmpegPath, getSettings);
  const places = ownPlaces(dataFolder);
  const onTracksAdded = async (trackIds: readonly string[]): Promise<void> =>
    void (await analysis.enqueue(trackIds as readonly TrackId[]));
  const finders = createHostFinders({ foundation, program, ffmpegPath, ownPlaces: places, onTracksAdded });
  const judge = () => finders.quality.judge();
  const library = createLibraryService({
    database,
    clock,
    homeFolder: homedir(),
    ownPlaces: places,
    watcherUrl: program.watcherWorker,
    judge,
    onTracksAdded,
    onNotice: (notice) => notices.post(notice),
    onProblem: (error) => log.error('library fault', { error }),
  });
  const demo = createHostDemo({ dataFolder, workerUrl: program.demoWorker, ffmpegPath, library, log });
  const tagger = createHostTagger(foundation, program.taggerWorker, ffmpegPath);
  const interchange = createHostInterchange(foundation, program.interchangeWorker, onTracksAdded, judge, getSettings);
  const fileTags = createHostFileTags(foundation, library);
  const suggestions = createHostSuggestions(foundation);
  const collections = createHostCollections(foundation, { program, library, ffmpegPath, settings: getSettings });
  const edits = createHostEdits(foundation, program, library);
  const info = hostInfo(program.root, database.libraryId);
  const location = createLibraryLocation(dataFolder, libraryFolder);
  const backups = createHostBackups(foundation, { appVersion: info.appVersion, location, reopen });
  const diagnostics = () =>
    describeHost({ info, database, settings: settings.get(), recentLines: log.recentLines(), ffmpegPath });
  const useCases: UseCases = {
    system: { info, diagnostics, watchNotices: (signal) => notices.watch(signal) },
    library,
    history: edits.history,
    analysis,
    genres: createGenreService(database, clock),
    tagger,
    corrections: createCorrections(database),
    suggestions,
    interchange,
    ...collections,
    duplicates: finders.duplicates,
    missing: finders.missing,
    quality: finders.quality,
    fileTags,
    textEdits: edits.textEdits,
    settings: { ...settings, ...location },
    backups,
    recognition: createHostRecognition({ foundation, dataFolder, cipher, settings, ffmpegPath, stop }),
    demo,
  };
  const mediaSource = createHostMedia(foundation, dataFolder, ffmpegPath, stop);
  const services = { library, analysis, demo, tagger, interchange, finders, fileTags, edits, backups, suggestions };
  const { setOrder, setFill, copies, renders } = collections;
  return { info, useCases, mediaSource, searches: [setOrder, setFill], copying: [copies, renders], ...services };
}

/** What the window may ask for later waits until it has what it asks for first. */
const WARM_UP_AFTER_MS = 3_000;

async function readAhead(library: LibraryService, log: Logger, signal: AbortSignal): Promise<void> {
  try {
    await library.tracks(FIRST_LIST, 0, 1);
    await delay(WARM_UP_AFTER_MS, undefined, { signal, ref: false });
    await library.warmUp();
    library.checkOutside();
  } catch (error) {
    if (!signal.aborted) log.error('lists not read ahead', { error });
  }
}

/**
 * Starts the application core: the same for Electron, the browser and the tests.
 * @throws {AppError} When the library cannot be opened; the message says what to do.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const foundation = await layFoundation(options.dataFolder);
  const { log, database } = foundation;
  const stop = new AbortController();
  const { info, useCases, mediaSource, ...services } = compose(options, foundation, stop.signal);
  const { library, analysis, demo, tagger, interchange, finders, fileTags, edits, backups, suggestions } = services;
  const marker = setRunMarker(options.dataFolder);
  analysis.start();
  // A kill between storing new tracks and queueing them loses their jobs; a user who cancelled jobs keeps them away.
  // A library that was restored lacks waveforms.
  if (marker.wasKilled || database.wasRestored) {
    analysis.enqueue(undefined).catch((error: unknown) => log.error('lost jobs not queued again', { error }));
  }
  library.start();
  fileTags.start();
  if (options.demo) await demo.install();
  log.info('host started', { version: info.appVersion, cpuCount: info.cpuCount, wasKilled: marker.wasKilled });
  return {
    log,
    rpc: createRpcServer(createRouter(useCases), (fault) => log.error('rpc failed', { ...fault })),
    mediaSource,
    media: createMediaHandler(mediaSource),
    readAhead: () => void readAhead(library, log, stop.signal),
    close: async () => {
      stop.abort();
      await backups.stop();
      for (const files of services.copying) await files.stop();
      await demo.stop();
      await tagger.stop();
      await interchange.close();
      await finders.stop();
      await fileTags.stop();
      await edits.stop();
      await suggestions.stop();
      for (const search of services.searches) search.stop();
      await library.close();
      await analysis.stop();
      await database.close();
      marker.remove();
      log.info('host stopped');
    },
  };
}
