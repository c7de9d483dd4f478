import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#main/platform/clock.ts';
import type { Logger } from '#main/platform/logger.ts';
import { createStateStream } from '#main/platform/state-stream.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import {
  analysableTracks,
  analysisSource,
  currentResult,
  tracksWithoutResult,
} from '#main/storage/queries/analysis-sources.ts';
import type { AnalysisState, EnqueueOptions, FailedJob } from '#shared/contract/analysis.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { ANALYSIS_VERSION, type AnalysisOptions } from '#shared/domain/track-analysis.ts';
import { JobQueue, PRIORITY } from './job-queue.ts';
import { createResultStore } from './result-store.ts';
import { Scheduler } from './scheduler.ts';
import { createWorkerPool } from './worker-pool.ts';

/** Times after which something is taken to have gone wrong. */
interface AnalysisLimits {
  /** A worker that reports no progress for so long is killed. */
  readonly watchdogMs: number;
  /** A job that is not renewed for so long is given back. */
  readonly leaseMs: number;
  /** A worker that is asked to stop has so long to do it by itself. */
  readonly graceMs: number;
  /** While ffmpeg is missing or the disk is full, the work is tried again after so long. */
  readonly blockedRetryMs: number;
}

/** Results of this version and later. */
const ANY_VERSION = 1;
/** Longer than the workers' grace, and short of what a system gives a program that is to end. */
const STOP_MS = 1800;

const DEFAULT_LIMITS: AnalysisLimits = {
  // A long file of a format that does not state its length sends no progress until it is decoded.
  watchdogMs: 180_000,
  leaseMs: 60_000,
  graceMs: 1000,
  blockedRetryMs: 15_000,
};

export interface AnalysisDeps {
  readonly library: LibraryDatabase;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** main/worker/analysis-worker.ts, or its bundle. */
  readonly workerUrl: URL;
  /** @throws {AppError} `ffmpeg-missing` with what to install. */
  readonly ffmpegPath: () => Promise<string>;
  readonly settings: () => AnalysisOptions & {
    /** 0 = one less than the processor has cores. */
    readonly workerCount: number;
  };
  readonly limits?: Partial<AnalysisLimits>;
}

/** Analyses the tracks of the library in the background. */
export interface AnalysisService {
  /** Takes up the work that is left from the last time. */
  start(): void;
  /**
   * Tracks by id go before the rest of the library. Without ids: all that have a file and no result, or, with `outdated`,
   * one of an older version.
   */
  enqueue(trackIds: readonly TrackId[] | undefined, options?: Partial<EnqueueOptions>): { queued: number };
  /** Running jobs are finished, no new ones are begun. */
  pause(): void;
  resume(): void;
  cancel(trackIds: readonly TrackId[] | undefined): { cancelled: number };
  failures(): FailedJob[];
  state(): AnalysisState;
  watch(signal?: AbortSignal): AsyncGenerator<AnalysisState, void, void>;
  /** Gives running jobs back to the queue and ends all threads, within two seconds. */
  stop(): Promise<void>;
}

export function createAnalysisService(deps: AnalysisDeps): AnalysisService {
  const { library, clock, log } = deps;
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const queue = new JobQueue({ library, clock, owner: randomUUID(), leaseMs: limits.leaseMs });
  const pool = createWorkerPool({ ...limits, workerUrl: deps.workerUrl });
  const results = createResultStore(library, queue, clock);
  const scheduler = new Scheduler({
    queue,
    results,
    pool,
    log,
    ffmpegPath: deps.ffmpegPath,
    options: () => optionsOf(deps),
    workerCount: () => workerCountOf(deps),
    onState: (state) => states.publish(state),
    blockedRetryMs: limits.blockedRetryMs,
  });
  const states = createStateStream(scheduler.state);
  let leases: NodeJS.Timeout | undefined;

  return {
    start: () => {
      queue.recover();
      leases = setInterval(() => scheduler.keepLeases(), limits.leaseMs / 3).unref();
      scheduler.wake();
    },
    enqueue: (trackIds, { force = false, outdated = false } = {}) => {
      const queued = enqueue(library, queue, trackIds, { force, outdated });
      scheduler.wake();
      return { queued };
    },
    pause: () => scheduler.pause(),
    resume: () => scheduler.resume(),
    cancel: (trackIds) => {
      const cancelled = new Set(queue.cancel(trackIds));
      scheduler.cancel(cancelled);
      return { cancelled: cancelled.size };
    },
    failures: () => queue.failures(),
    state: () => scheduler.state,
    watch: (signal) => states.watch(signal),
    stop: async () => {
      clearInterval(leases);
      // Whoever looks for ffmpeg may never answer; a job that is still held then comes back at the next start.
      await Promise.race([scheduler.stop(), sleep(STOP_MS, undefined, { ref: false })]);
      await pool.destroy();
    },
  };
}

function optionsOf({ settings }: AnalysisDeps): AnalysisOptions {
  const { minBpm, maxBpm, truePeak = false } = settings();
  return { minBpm, maxBpm, truePeak };
}

/** One core is left for the window and the music. */
function workerCountOf({ settings }: AnalysisDeps): number {
  const { workerCount } = settings();
  return workerCount > 0 ? workerCount : Math.max(1, availableParallelism() - 1);
}

function enqueue(
  { db, query }: LibraryDatabase,
  queue: JobQueue,
  trackIds: readonly TrackId[] | undefined,
  { force, outdated }: EnqueueOptions,
): number {
  if (trackIds === undefined) {
    const wanted = outdated ? ANALYSIS_VERSION : ANY_VERSION;
    const missing = query.all(force ? analysableTracks(db) : tracksWithoutResult(db, wanted));
    return queue.enqueue(
      missing.map(({ id }) => id),
      { force, priority: PRIORITY.library },
    );
  }
  const wanted = trackIds.filter((id) => {
    const source = query.first(analysisSource(db, id));
    if (source === undefined) return false;
    return force || !query.first(currentResult(db, id, source.contentHash, ANALYSIS_VERSION));
  });
  return queue.enqueue(wanted, { force, priority: PRIORITY.asked });
}
