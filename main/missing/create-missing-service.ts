import { setImmediate as nextTurn } from 'node:timers/promises';
import { createStateStream } from '#main/platform/state-stream.ts';
import { missingFiles, isPresentPath } from '#main/storage/queries/missing-files.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { type AudioListing, type FoundFile, type MissingSearch } from '#shared/contract/missing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Choice, chosenMatches, foundFile } from './choose-matches.ts';
import { findFiles } from './find-files.ts';
import { browseAudio, locateTrack } from './locate.ts';
import { folderMoves, type Match, matchFiles } from './match-files.ts';
import type { MissingDeps } from './missing-deps.ts';
import { createProgress, NO_SEARCH, type SearchProgress } from './search-progress.ts';
import { writePlaces } from './write-places.ts';

/** Tracks whose file is gone, and finding it again. One search at a time. */
export interface MissingService {
  /** Returns at once. @throws {AppError} `busy` */
  search(folders: readonly string[], trackIds: readonly TrackId[] | undefined): void;
  cancel(): void;
  watch(signal?: AbortSignal): AsyncGenerator<MissingSearch, void, void>;
  found(offset: number, limit: number): { readonly total: number; readonly files: FoundFile[] };
  /** Returns at once. @throws {AppError} `busy`, or `conflict` when nothing is ready. */
  apply(choice: Choice): void;
  browse(path: string | undefined): Promise<AudioListing>;
  locate(trackId: TrackId, path: string): Promise<void>;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

async function find(
  deps: MissingDeps,
  folders: readonly string[],
  trackIds: readonly TrackId[] | undefined,
  progress: SearchProgress,
  signal: AbortSignal,
): Promise<Match[]> {
  const { database } = deps;
  const only = trackIds === undefined ? null : new Set<string>(trackIds);
  const missing = missingFiles(database).filter(({ trackId }) => only === null || only.has(trackId));
  const tracks = new Set(missing.map(({ trackId }) => trackId)).size;
  progress.change({ ...NO_SEARCH, phase: 'walking', missing: tracks });
  const files = await findFiles(deps, folders, (path) => isPresentPath(database, path), {
    signal,
    onFound: () => progress.found(),
    onReading: (count) => progress.reading(count),
    onRead: () => progress.read(),
    onProblem: () => progress.unreadable(),
  });
  signal.throwIfAborted();
  progress.change({ phase: 'matching', fraction: null, secondsLeft: null });
  return matchFiles(missing, files, async () => {
    await nextTurn();
    signal.throwIfAborted();
  });
}

const inWords = (error: unknown): string =>
  error instanceof AppError
    ? error.message
    : 'The search ran into a fault. Start it again; Settings has diagnostics to send.';

/** At most one task at a time. */
function createTasks(onFailed: (error: unknown, signal: AbortSignal) => void) {
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  async function settle(task: Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await task;
    } catch (error) {
      onFailed(error, signal);
    } finally {
      running = null;
    }
  }

  return {
    isRunning: () => running !== null,
    /** @throws {AppError} `busy` */
    run: (task: (signal: AbortSignal) => Promise<void>): void => {
      if (running !== null) throw new AppError('busy', 'Files are being looked for. Wait for the end, or cancel it.');
      const stop = new AbortController();
      running = { stop, ended: settle(task(stop.signal), stop.signal) };
    },
    /** @returns Whether there was one. */
    cancel: (): boolean => {
      running?.stop.abort();
      return running !== null;
    },
    idle: async (): Promise<void> => {
      await running?.ended;
    },
  };
}

export function createMissingService(deps: MissingDeps): MissingService {
  const stream = createStateStream<MissingSearch>(NO_SEARCH);
  const progress = createProgress(stream, deps.clock);
  let ready: readonly Match[] = [];
  const tasks = createTasks((error, signal) => {
    if (signal.aborted) return stream.publish({ ...NO_SEARCH, phase: 'cancelled' });
    stream.publish({ ...NO_SEARCH, phase: 'failed', error: inWords(error) });
    if (!(error instanceof AppError)) deps.onProblem(error);
  });

  async function write(matches: readonly Match[], signal: AbortSignal): Promise<void> {
    progress.change({ phase: 'writing', fraction: 0, secondsLeft: null });
    const places = matches.map(({ missing: { trackId, fileId }, file }) => ({ trackId, fileId, file }));
    const label = places.length === 1 ? 'Find 1 missing file again' : `Find ${places.length} missing files again`;
    const onProgress = (fraction: number): void => progress.change({ fraction });
    const located = await writePlaces(deps, places, { label, signal, onProgress });
    stream.publish({ ...NO_SEARCH, phase: signal.aborted ? 'cancelled' : 'done', located });
  }

  return {
    search: (folders, trackIds) =>
      tasks.run(async (signal) => {
        ready = [];
        const matches = await find(deps, folders, trackIds, progress, signal);
        ready = matches;
        const exact = matches.filter(({ by }) => by === 'content').length;
        progress.change({ phase: 'ready', fraction: null, found: matches.length, exact, moves: folderMoves(matches) });
      }),
    cancel: () => {
      if (tasks.cancel()) return;
      ready = [];
      stream.publish(NO_SEARCH);
    },
    watch: (signal) => stream.watch(signal),
    found: (offset, limit) => ({ total: ready.length, files: ready.slice(offset, offset + limit).map(foundFile) }),
    apply: (choice) => {
      if (!tasks.isRunning() && ready.length === 0) {
        throw new AppError('conflict', 'Nothing was found that could be taken. Search again.');
      }
      const matches = chosenMatches(ready, choice);
      tasks.run((signal) => {
        ready = [];
        return write(matches, signal);
      });
    },
    browse: (path) => browseAudio(deps, path),
    locate: (trackId, path) => locateTrack(deps, trackId, path),
    idle: () => tasks.idle(),
  };
}
