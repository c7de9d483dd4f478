import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import { type RunningServer, startHttpServer } from '#main/host/http/http-server.ts';
import { createPageFiles } from '#main/platform/page-files.ts';
import { errorBoundary } from '#main/rpc/error-boundary.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/contract/settings.ts';
import type { Notice } from '#shared/contract/system.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { FakeAnalysis } from './fake-analysis.ts';
import { inventCrates, inventTags, withTags } from './fake-collections.ts';
import { FakeCorrections } from './fake-corrections.ts';
import { FakeInterchange, type FakeInterchangeOptions } from './fake-interchange.ts';
import { FakeCrates } from './fake-crates.ts';
import { FakeFileTags, type FakeFileTagsMode } from './fake-file-tags.ts';
import { FakeHistory, type FakeHistoryMode } from './fake-history.ts';
import { FakeTextEdits, type FakeTextEditsMode } from './fake-text-edits.ts';
import { FakeDuplicates, type FakeDuplicatesMode } from './fake-duplicates.ts';
import { FakeQuality, type FakeQualityMode } from './fake-quality.ts';
import { FakeMissing } from './fake-missing.ts';
import { type FakeBackupMode, FakeBackups } from './fake-backups.ts';
import { FakeRenders } from './fake-renders.ts';
import { FakeCopies, type FakeCopiesMode } from './fake-copies.ts';
import { FakeLibrary } from './fake-library.ts';
import { createFakeMedia } from './fake-media.ts';
import { FakeRecognition, KNOWN_TOKEN } from './fake-recognition.ts';
import { FakeProgress } from './fake-progress.ts';
import { FakeTags } from './fake-tags.ts';
import { FakeTagger, type FakeTaggerMode } from './fake-tagger.ts';
import { fakeRouter } from './fake-router.ts';
import { inventedId, inventTracks } from './invented-tracks.ts';

export interface FakeHostOptions {
  readonly trackCount?: number;
  readonly settings?: Partial<Settings>;
  readonly busy?: boolean;
  readonly blocked?: string | null;
  readonly unreadable?: number;
  /** So many tracks were analysed by an older version. */
  readonly outdated?: number;
  /** So many folders besides the usual crates, nested 50 deep. */
  readonly deepCrates?: number;
  /** The host can keep no secrets, and has none. */
  readonly noKeyring?: boolean;
  /** A token that AudD knows is kept. */
  readonly hasToken?: boolean;
  readonly tagger?: FakeTaggerMode;
  readonly importing?: FakeInterchangeOptions;
  readonly duplicates?: FakeDuplicatesMode;
  readonly quality?: FakeQualityMode;
  readonly fileTags?: FakeFileTagsMode;
  readonly textEdits?: FakeTextEditsMode;
  readonly history?: FakeHistoryMode;
  readonly backups?: FakeBackupMode;
  readonly copies?: FakeCopiesMode;
  /** Another one than before, after a restart. */
  readonly libraryId?: string;
  readonly notices?: readonly Notice[];
  /** Folders are listed no sooner than this, as by a disk that has to spin up. */
  readonly foldersAfter?: Promise<void>;
  readonly failure?: AppError | null;
  /** The host is of another version than the page. */
  readonly incompatible?: boolean;
  /** 0 = any free port. */
  readonly port?: number;
}

export interface FakeHost {
  readonly server: RunningServer;
  /** The library of the moment. */
  library(): FakeLibrary;
  analysis(): FakeAnalysis;
  recognition(): FakeRecognition;
  tagger(): FakeTagger;
  interchange(): FakeInterchange;
  duplicates(): FakeDuplicates;
  fileTags(): FakeFileTags;
  textEdits(): FakeTextEdits;
  history(): FakeHistory;
  missing(): FakeMissing;
  quality(): FakeQuality;
  backups(): FakeBackups;
  copies(): FakeCopies;
  renders(): FakeRenders;
  /** Ends the host and starts another in its place, as when its process dies; the server and its sessions stay. */
  restart(options: FakeHostOptions): void;
}

function inventSets(ids: readonly TrackId[]) {
  if (ids.length < 30) return [];
  return [
    { id: inventedId(3, 1) as SetId, name: 'Saturday warm-up', trackIds: ids.slice(0, 9) },
    { id: inventedId(3, 2) as SetId, name: 'Rooftop closing', trackIds: ids.slice(12, 28) },
    { id: inventedId(3, 3) as SetId, name: 'Empty so far', trackIds: [] },
  ];
}

function startLibrary({ trackCount = 60, deepCrates = 0, outdated }: FakeHostOptions): FakeLibrary {
  const tags = inventTags();
  const tracks = withTags(inventTracks(trackCount), tags);
  const ids = tracks.map((track) => track.id);
  return new FakeLibrary({ tracks, sets: inventSets(ids), crates: inventCrates(ids, deepCrates), tags }, outdated);
}

/** One life of the host: its library and what answers the window. */
function startLife(options: FakeHostOptions, hostId: string) {
  const library = startLibrary(options);
  const { tracks } = library;
  const progress = new FakeProgress({
    busy: options.busy ?? false,
    unreadable: options.unreadable ?? 0,
    notices: options.notices ?? [],
  });
  const analysis = new FakeAnalysis(library, { busy: options.busy ?? false, blocked: options.blocked ?? null });
  const corrections = new FakeCorrections(library);
  const recognition = new FakeRecognition(library, {
    canStore: options.noKeyring !== true,
    token: options.hasToken === true ? KNOWN_TOKEN : null,
  });
  const tagger = new FakeTagger(library, options.tagger ?? 'none');
  const interchange = new FakeInterchange(library, options.importing);
  const duplicates = new FakeDuplicates(library, options.duplicates);
  const missing = new FakeMissing(library);
  const quality = new FakeQuality(library, options.quality);
  const fileTags = new FakeFileTags(library, options.fileTags);
  const history = new FakeHistory(library, options.history);
  const textEdits = new FakeTextEdits(library, options.textEdits);
  const backups = new FakeBackups(library, options.backups);
  const copies = new FakeCopies(options.copies);
  const renders = new FakeRenders();
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const { failure = null, incompatible = false } = options;
  const router = fakeRouter({
    hostId,
    libraryId: options.libraryId,
    library,
    progress,
    analysis,
    corrections,
    crates: new FakeCrates(library),
    tags: new FakeTags(library),
    recognition,
    tagger,
    interchange,
    duplicates,
    missing,
    quality,
    fileTags,
    textEdits,
    history,
    backups,
    copies,
    renders,
    failure,
    incompatible,
    foldersAfter: options.foldersAfter,
    settings,
  });
  const report = (fault: unknown) => console.error(fault);
  const rpc = new RPCHandler(router, { clientInterceptors: [errorBoundary(report)] });
  const byId = new Map<string, (typeof tracks)[number]>(tracks.map((track) => [track.id, track]));
  const media = createFakeMedia(
    (id) => byId.get(id)?.durationSeconds ?? 60,
    (id) => byId.get(id)?.missing ?? true,
  );
  return {
    library,
    analysis,
    recognition,
    tagger,
    interchange,
    duplicates,
    missing,
    quality,
    fileTags,
    textEdits,
    history,
    backups,
    copies,
    renders,
    rpc,
    media,
  };
}

/** Serves the built window over a host that is made up: the real page, policy, sockets and transport, invented data. */
export async function startFakeHost(options: FakeHostOptions = {}): Promise<FakeHost> {
  let lives = 1;
  let life = startLife(options, 'fake-1');
  const sockets = new Set<WebSocket>();
  const server = await startHttpServer({
    port: options.port ?? 0,
    pages: createPageFiles(join(import.meta.dirname, '..', '..', '..', 'dist', 'renderer')),
    media: (request) => life.media(request),
    serveSocket: (socket: WebSocket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      void life.rpc.upgrade(socket);
    },
    onError: (error) => console.error(error),
  });
  return {
    server,
    library: () => life.library,
    analysis: () => life.analysis,
    recognition: () => life.recognition,
    tagger: () => life.tagger,
    interchange: () => life.interchange,
    duplicates: () => life.duplicates,
    fileTags: () => life.fileTags,
    textEdits: () => life.textEdits,
    history: () => life.history,
    missing: () => life.missing,
    quality: () => life.quality,
    backups: () => life.backups,
    copies: () => life.copies,
    renders: () => life.renders,
    restart: (next) => {
      lives += 1;
      life = startLife(next, `fake-${lives}`);
      for (const socket of sockets) socket.terminate();
    },
  };
}
