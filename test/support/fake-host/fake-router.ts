import { implement } from '@orpc/server';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import { contract } from '#shared/contract/contract.ts';
import type { FolderId } from '#shared/contract/ids.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { fileTagsRouter } from '#main/rpc/file-tags.ts';
import { duplicatesRouter } from '#main/rpc/duplicates.ts';
import { missingRouter } from '#main/rpc/missing.ts';
import { qualityRouter } from '#main/rpc/quality.ts';
import { backupsRouter } from '#main/rpc/backups.ts';
import { rendersRouter } from '#main/rpc/renders.ts';
import { copiesRouter } from '#main/rpc/copies.ts';
import { correctionsRouter } from '#main/rpc/corrections.ts';
import { interchangeRouter } from '#main/rpc/interchange.ts';
import { cratesRouter } from '#main/rpc/crates.ts';
import { taggerRouter } from '#main/rpc/tagger.ts';
import { suggestionsRouter } from '#main/rpc/suggestions.ts';
import { setBuilderRouter } from '#main/rpc/set-builder.ts';
import { nightsRouter } from '#main/rpc/nights.ts';
import { setFillRouter } from '#main/rpc/set-fill.ts';
import { setTemplatesRouter } from '#main/rpc/set-templates.ts';
import { setOrderRouter } from '#main/rpc/set-order.ts';
import { transitionsRouter } from '#main/rpc/transitions.ts';
import type { HostRouter } from '#main/rpc/router.ts';
import { tagsRouter } from '#main/rpc/tags.ts';
import { textEditsRouter } from '#main/rpc/text-edits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FakeAnalysis } from './fake-analysis.ts';
import type { FakeBackups } from './fake-backups.ts';
import type { FakeRenders } from './fake-renders.ts';
import type { FakeCopies } from './fake-copies.ts';
import { fakeSets } from './fake-sets.ts';
import { FakeNights } from './fake-nights.ts';
import { FakeSetFill } from './fake-set-fill.ts';
import { FakeTransitions } from './fake-transitions.ts';
import { FakeTemplates } from './fake-templates.ts';
import { FakeSetOrder } from './fake-set-order.ts';
import { fakeGenres } from './fake-genres.ts';
import type { FakeCorrections } from './fake-corrections.ts';
import type { FakeInterchange } from './fake-interchange.ts';
import type { FakeCrates } from './fake-crates.ts';
import type { FakeTags } from './fake-tags.ts';
import type { FakeHistory } from './fake-history.ts';
import type { FakeFileTags } from './fake-file-tags.ts';
import type { FakeTextEdits } from './fake-text-edits.ts';
import type { FakeDuplicates } from './fake-duplicates.ts';
import type { FakeQuality } from './fake-quality.ts';
import type { FakeMissing } from './fake-missing.ts';
import type { FakeLibrary } from './fake-library.ts';
import { fakeCompletion, fakeNotes } from './fake-search.ts';
import { FakeSetBuilder } from './fake-set-builder.ts';
import { FakeSuggestions } from './fake-suggestions.ts';
import type { FakeRecognition } from './fake-recognition.ts';
import type { FakeTagger } from './fake-tagger.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { withTaken } from './fake-sources.ts';
import { inventedId } from './invented-tracks.ts';
import type { FakeProgress } from './fake-progress.ts';

export interface FakeHostState {
  readonly hostId: string;
  readonly libraryId: string | undefined;
  readonly library: FakeLibrary;
  readonly progress: FakeProgress;
  readonly analysis: FakeAnalysis;
  readonly recognition: FakeRecognition;
  readonly tagger: FakeTagger;
  readonly interchange: FakeInterchange;
  readonly backups: FakeBackups;
  readonly copies: FakeCopies;
  readonly renders: FakeRenders;
  readonly corrections: FakeCorrections;
  readonly crates: FakeCrates;
  readonly tags: FakeTags;
  readonly duplicates: FakeDuplicates;
  readonly fileTags: FakeFileTags;
  readonly textEdits: FakeTextEdits;
  readonly history: FakeHistory;
  readonly missing: FakeMissing;
  readonly quality: FakeQuality;
  /** What every call answers with, to see how failure looks; null = all is well. */
  readonly failure: AppError | null;
  readonly incompatible: boolean;
  readonly foldersAfter: Promise<void> | undefined;
  settings: Settings;
}

const os = implement(contract);
export const FAKE_DIAGNOSTICS = 'MusicForge 0.1.0\n60 tracks, 3 sets\nNo fault was logged.';
const OTHER_VERSION =
  'This window and MusicForge 0.2.0 are of different versions (the window is older). Reload the page; if that does not help, restart MusicForge.';
const FOLDER = inventedId(2, 1) as FolderId;

function libraryRouter({ library, progress, failure, foldersAfter }: FakeHostState) {
  const check = () => {
    if (failure) throw failure;
  };
  return {
    folders: os.library.folders.handler(() => {
      const trackCount = library.tracks.length;
      if (trackCount === 0) return [];
      return [
        {
          id: FOLDER,
          path: '/music/collection',
          trackCount,
          available: true,
          lastScannedAt: '2026-11-20T19:00:00.000Z',
        },
        {
          id: inventedId(2, 2),
          path: '/media/usb/Gig',
          trackCount: 0,
          available: false,
          lastScannedAt: null,
        },
      ];
    }),
    addFolder: os.library.addFolder.handler(({ input }) => ({
      id: FOLDER,
      path: input.path,
      trackCount: 0,
      available: true,
      lastScannedAt: null,
    })),
    removeFolder: os.library.removeFolder.handler(() => {
      const removedTracks = library.tracks.length;
      library.change('Remove folder', { tracks: [], sets: [] });
      return { removedTracks };
    }),
    browse: os.library.browse.handler(async ({ input }) => {
      await foldersAfter;
      const path = input.path ?? '/home/dj';
      const names = ['Desktop', 'Downloads', 'Music', 'Recordings'];
      return {
        path,
        parent: path === '/' ? null : path.slice(0, path.lastIndexOf('/')) || '/',
        folders: names.map((name) => ({ name, path: `${path}/${name}` })),
      };
    }),
    scan: os.library.scan.handler(() => undefined),
    cancelScan: os.library.cancelScan.handler(() => undefined),
    watchScan: os.library.watchScan.handler(({ signal }) => progress.watchScan(signal)),
    tracks: os.library.tracks.handler(({ input }) => {
      check();
      const rows = library.query(input.query);
      return {
        total: rows.length,
        totalSeconds: rows.reduce((sum, row) => sum + (row.durationSeconds ?? 0), 0),
        revision: library.revision,
        notes: fakeNotes(input.query.search),
        rows: rows.slice(input.offset, input.offset + input.limit),
      };
    }),
    trackIds: os.library.trackIds.handler(({ input }) => library.query(input.query).map((row) => row.id)),
    complete: os.library.complete.handler(({ input }) => fakeCompletion(library.tracks, input.text, input.cursor)),
    track: os.library.track.handler(({ input }) => library.find(input.id)),
    editTracks: os.library.editTracks.handler(({ input }) => {
      const ids = new Set(input.ids);
      const edit = Object.fromEntries(Object.entries(input.edit).filter(([, value]) => value !== undefined));
      const tracks = library.tracks.map((track) => (ids.has(track.id) ? { ...track, ...edit } : track));
      library.change(`Edit ${ids.size} track${ids.size === 1 ? '' : 's'}`, { tracks });
      return { changed: ids.size };
    }),
    takeValues: os.library.takeValues.handler(({ input }) => {
      const take = (track: TrackDetail) => withTaken(track, input.provider, input.fields);
      const tracks = library.tracks.map((track) => (track.id === input.id ? take(track) : track));
      library.change(`Use the ${input.fields.join(', ')} of the ${input.provider}`, { tracks });
      return { changed: 1 };
    }),
    removeTracks: os.library.removeTracks.handler(({ input }) => {
      const ids = new Set(input.ids);
      library.change(`Remove ${ids.size} tracks`, { tracks: library.tracks.filter((track) => !ids.has(track.id)) });
      return { removed: ids.size };
    }),
    watchRevision: os.library.watchRevision.handler(({ signal }) => progress.watchRevision(library, signal)),
  };
}

function analysisRouter({ analysis }: FakeHostState) {
  return {
    enqueue: os.analysis.enqueue.handler(({ input }) => analysis.enqueue(input.trackIds, input)),
    pause: os.analysis.pause.handler(() => analysis.pause()),
    resume: os.analysis.resume.handler(() => analysis.resume()),
    cancel: os.analysis.cancel.handler(({ input }) => analysis.cancel(input.trackIds)),
    failures: os.analysis.failures.handler(() => analysis.failures()),
    watch: os.analysis.watch.handler(({ signal }) => analysis.watch(signal)),
  };
}

function recognitionRouter(host: FakeHostState) {
  const { recognition } = host;
  const state = () => recognition.state(host.settings.recogniseWithAudd);
  return {
    state: os.recognition.state.handler(state),
    setToken: os.recognition.setToken.handler(({ input }) => {
      recognition.setToken(input.token);
      return state();
    }),
    removeToken: os.recognition.removeToken.handler(() => {
      recognition.setToken(null);
      return state();
    }),
    testToken: os.recognition.testToken.handler(() => recognition.testToken()),
    recognise: os.recognition.recognise.handler(({ input, signal }) => recognition.recognise(input.id, signal)),
  };
}

/** The contract over invented tracks, for looking at the window in every state. */
export function fakeRouter(state: FakeHostState): HostRouter {
  const { library, progress } = state;
  return os.router({
    system: {
      hello: os.system.hello.handler(({ input }) => {
        if (state.incompatible || input.protocol !== PROTOCOL_VERSION) throw new AppError('conflict', OTHER_VERSION);
        return {
          protocol: PROTOCOL_VERSION,
          appVersion: '0.1.0',
          platform: 'linux x64',
          hostId: state.hostId,
          libraryId: state.libraryId ?? 'fake-library',
          cpuCount: 8,
        };
      }),
      diagnostics: os.system.diagnostics.handler(() => ({ text: FAKE_DIAGNOSTICS })),
      watchNotices: os.system.watchNotices.handler(({ signal }) => progress.watchNotices(signal)),
    },
    library: libraryRouter(state),
    history: {
      state: os.history.state.handler(() => library.history()),
      undo: os.history.undo.handler(() => library.step('undo')),
      redo: os.history.redo.handler(() => library.step('redo')),
      list: os.history.list.handler(({ input }) => state.history.list(input.offset, input.limit)),
      changes: os.history.changes.handler(({ input }) => state.history.changes(input.id, input.limit)),
      goTo: os.history.goTo.handler(({ input }) => state.history.goTo(input.id)),
      cancel: os.history.cancel.handler(() => state.history.cancel()),
      watch: os.history.watch.handler(({ signal }) => state.history.watch(signal)),
    },
    analysis: analysisRouter(state),
    genres: fakeGenres(),
    tagger: taggerRouter(state.tagger),
    interchange: interchangeRouter(state.interchange),
    suggestions: suggestionsRouter(new FakeSuggestions(library, state.tags)),
    corrections: correctionsRouter(state.corrections),
    duplicates: duplicatesRouter(state.duplicates),
    fileTags: fileTagsRouter(state.fileTags),
    textEdits: textEditsRouter(state.textEdits),
    missing: missingRouter(state.missing),
    quality: qualityRouter(state.quality),
    sets: fakeSets(library),
    setBuilder: setBuilderRouter(new FakeSetBuilder(library)),
    setOrder: setOrderRouter(new FakeSetOrder(library)),
    setFill: setFillRouter(new FakeSetFill(library)),
    transitions: transitionsRouter(new FakeTransitions(library)),
    setTemplates: setTemplatesRouter(new FakeTemplates(library)),
    nights: nightsRouter(new FakeNights(library)),
    crates: cratesRouter(state.crates),
    tags: tagsRouter(state.tags),
    backups: backupsRouter(state.backups),
    copies: copiesRouter(state.copies),
    renders: rendersRouter(state.renders),
    recognition: recognitionRouter(state),
    settings: {
      get: os.settings.get.handler(() => state.settings),
      update: os.settings.update.handler(({ input }) => {
        const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
        state.settings = { ...state.settings, ...given };
        return state.settings;
      }),
      location: os.settings.location.handler(() => ({
        path: '/home/dj/.local/share/musicforge',
        databaseBytes: 48_300_000,
        movesToOnRestart: null,
      })),
      moveLibrary: os.settings.moveLibrary.handler(({ input }) => ({
        path: '/home/dj/.local/share/musicforge',
        databaseBytes: 48_300_000,
        movesToOnRestart: input.path,
      })),
    },
    demo: {
      install: os.demo.install.handler(() => progress.startDemo()),
      cancel: os.demo.cancel.handler(() => undefined),
      watch: os.demo.watch.handler(({ signal }) => progress.watchDemo(signal)),
    },
  });
}
