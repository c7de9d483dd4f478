import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#main/platform/clock.ts';
import type { Logger } from '#main/platform/logger.ts';
import { createStateStream } from '#main/platform/state-stream.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { AnalysisState, EnqueueOptions, FailedJob } from '#shared/contract/analysis.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { AnalysisOptions } from '#shared/domain/track-analysis.ts';
import { JobIntake } from './job-intake.ts';
import { JobQueue } from './job-queue.ts';
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

/** Longer than the workers' grace, and short of what a system gives a program that is to end. */
const STOP_MS = 1800;

const DEFAULT_LIMITS: AnalysisLimits = {
  // A sleeping drive or a share may keep silent for long before the first samples.
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
   * one of an older version. Of many the first are queued when the call returns, the others page by page.
   */
  enqueue(trackIds: readonly TrackId[] | undefined, options?: Partial<EnqueueOptions>): Promise<{ queued: number }>;
  /** Running jobs are finished, no new ones are begun. */
  pause(): void;
  resume(): void;
  cancel(trackIds: readonly TrackId[] | undefined): Promise<{ cancelled: number }>;
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
  const intake = new JobIntake({
    library,
    queue,
    clock,
    onBegun: () => scheduler.wake(),
    onGrown: () => scheduler.refresh(),
    onCancelled: (trackIds) => scheduler.cancel(trackIds),
  });
  let leases: NodeJS.Timeout | undefined;

  return {
    start: () => {
      queue.recover();
      leases = setInterval(() => scheduler.keepLeases(), limits.leaseMs / 3).unref();
      scheduler.wake();
    },
    enqueue: (trackIds, { force = false, outdated = false } = {}) => intake.enqueue(trackIds, { force, outdated }),
    pause: () => scheduler.pause(),
    resume: () => scheduler.resume(),
    cancel: (trackIds) => intake.cancel(trackIds),
    failures: () => queue.failures(),
    state: () => scheduler.state,
    watch: (signal) => states.watch(signal),
    stop: async () => {
      clearInterval(leases);
      intake.close();
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
