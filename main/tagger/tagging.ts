import type { Clock } from '#main/platform/clock.ts';
import type { Logger } from '#main/platform/logger.ts';
import { createStateStream } from '#main/platform/state-stream.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { Notice } from '#shared/contract/system.ts';
import type { TaggerModel, TaggingRun } from '#shared/contract/tagger.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { TaggerStore } from './tagger-store.ts';
import { createTaggerThread } from './tagger-thread.ts';
import { IDLE_RUN, runTagging } from './tagging-run.ts';

export interface TaggerDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** main/worker/tagger-worker.ts, or its bundle. */
  readonly workerUrl: URL;
  /** @throws {AppError} `ffmpeg-missing` with what to install. */
  readonly ffmpegPath: () => Promise<string>;
  /** The settings may be closed when a tagging stops. */
  readonly onNotice: (notice: Omit<Notice, 'id'>) => void;
}

/** The tagging of the library: at most one goes on. */
export interface Tagging {
  isRunning(): boolean;
  /** Returns at once; how it goes comes by `watch`. */
  start(model: TaggerModel): void;
  /** Resolves when it has ended. */
  cancel(): Promise<void>;
  /** Forgets how the last one went. */
  reset(): void;
  watch(signal?: AbortSignal): AsyncGenerator<TaggingRun, void, void>;
}

/** @returns Why it stopped before its end, in words; null when it did not, and when it was cancelled. */
async function tagAll(
  deps: TaggerDeps,
  store: TaggerStore,
  model: TaggerModel,
  report: (run: TaggingRun) => void,
  signal: AbortSignal,
): Promise<string | null> {
  const thread = createTaggerThread(deps.workerUrl, (error) => deps.log.error('tagger thread failed', { error }));
  try {
    await runTagging({ ...deps, store, thread, report }, model, signal);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code === 'cancelled' ? null : error.message;
    deps.log.error('tagging failed', { error });
    return 'The tagging ran into a fault. Start it again; Settings has diagnostics to send.';
  } finally {
    await thread.end();
  }
}

export function createTagging(deps: TaggerDeps, store: TaggerStore): Tagging {
  const stream = createStateStream<TaggingRun>(IDLE_RUN);
  let cancelling: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();

  async function run(model: TaggerModel, { signal }: AbortController): Promise<void> {
    const error = await tagAll(deps, store, model, (state) => stream.publish(state), signal);
    cancelling = null;
    stream.publish({ ...stream.current(), running: false, current: null, etaSeconds: null, error });
    if (error !== null) deps.onNotice({ level: 'error', title: 'The tagging stopped', message: error });
    const { done, failed } = stream.current();
    deps.log.info('tagging ended', { done, failed, cancelled: signal.aborted });
  }

  return {
    isRunning: () => cancelling !== null,
    start: (model) => {
      if (cancelling !== null) return;
      cancelling = new AbortController();
      running = run(model, cancelling);
    },
    cancel: async () => {
      cancelling?.abort();
      await running;
    },
    reset: () => stream.publish(IDLE_RUN),
    watch: (signal) => stream.watch(signal),
  };
}
