import { setImmediate } from 'node:timers/promises';
import type { Logger } from '#main/platform/logger.ts';
import type { AnalysisState } from '#shared/contract/analysis.ts';
import type { AnalysisOptions } from '#shared/domain/track-analysis.ts';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';
import { nextAverage, secondsLeft } from './estimate.ts';
import type { JobQueue, LeasedJob } from './job-queue.ts';
import type { AnalysisOrder, ResultStore } from './result-store.ts';
import type { RunningTask, TaskOutcome, WorkerPool } from './worker-pool.ts';

/** A track that is being analysed. */
interface ActiveJob {
  readonly job: LeasedJob;
  readonly startedMs: number;
  title: string;
  fraction: number;
  task: RunningTask | null;
  /** The user does not want it any more: whatever comes out is dropped. */
  cancelled: boolean;
}

export interface SchedulerDeps {
  readonly queue: JobQueue;
  readonly results: ResultStore;
  readonly pool: WorkerPool;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** @throws {AppError} `ffmpeg-missing` with what to install. */
  readonly ffmpegPath: () => Promise<string>;
  readonly options: () => AnalysisOptions;
  readonly workerCount: () => number;
  readonly onState: (state: AnalysisState) => void;
  /** While something outside blocks the work, it is tried again after so long. */
  readonly blockedRetryMs: number;
}

/** What another attempt cannot mend: it would read the same file again. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['unreadable-audio', 'not-found', 'permission-denied', 'unsupported']);
/** Not the file's fault: the job waits until this is mended. */
const BLOCKING: ReadonlySet<ErrorCode> = new Set(['ffmpeg-missing', 'storage-full', 'busy']);

const STUCK = 'The analysis of this file made no progress and was stopped.';
const LIBRARY_TROUBLE = 'The library cannot be read or written at the moment. MusicForge tries again.';
const CRASHED = 'The analysis of this file broke off. The file may be damaged; the log says more.';

/** Keeps the workers busy with jobs of the queue and ends every job one way or the other. */
export class Scheduler {
  readonly #deps: SchedulerDeps;
  readonly #active = new Map<string, ActiveJob>();
  readonly #ending = new Set<Promise<void>>();
  /** Jobs whose end could not be written. */
  readonly #lost: LeasedJob[] = [];
  #paused = false;
  #stopping = false;
  #blocked: string | null = null;
  #retry: NodeJS.Timeout | undefined;
  #queued = 0;
  #done = 0;
  #failed = 0;
  #averageSeconds: number | null = null;

  constructor(deps: SchedulerDeps) {
    this.#deps = deps;
    this.#queued = deps.queue.countQueued();
  }

  get state(): AnalysisState {
    const active = [...this.#active.values()];
    const fractions = active.map(({ fraction }) => fraction);
    const workers = this.#deps.workerCount();
    const left = { queued: this.#queued, active: fractions, workers, averageSeconds: this.#averageSeconds };
    return {
      paused: this.#paused,
      blocked: this.#blocked,
      queued: this.#queued,
      done: this.#done,
      failed: this.#failed,
      total: this.#queued + active.length + this.#done + this.#failed,
      active: active.map(({ job, title, fraction }) => ({ trackId: job.trackId, title, fraction })),
      etaSeconds: this.#paused || this.#blocked !== null ? null : secondsLeft(left),
    };
  }

  /** The queue has new jobs, or conditions have changed: looks again at what can run. */
  wake(): void {
    if (this.#queued === 0 && this.#active.size === 0) {
      // A new run begins: its counts start from nothing.
      this.#done = 0;
      this.#failed = 0;
    }
    clearTimeout(this.#retry);
    this.#blocked = null;
    this.#fill();
  }

  /** The queue has grown, which begins no new run. */
  refresh(): void {
    this.#fill();
  }

  pause(): void {
    this.#paused = true;
    this.#publish();
  }

  resume(): void {
    this.#paused = false;
    this.wake();
  }

  /** Stops the running jobs of these tracks; their rows in the queue are gone already. */
  cancel(trackIds: ReadonlySet<string>): void {
    for (const active of this.#active.values()) {
      if (!trackIds.has(active.job.trackId)) continue;
      active.cancelled = true;
      active.task?.cancel();
    }
    this.#fill();
  }

  /** Renews the leases of the running jobs, and takes back those that were lost. Called again and again. */
  keepLeases(): void {
    try {
      this.#deps.queue.renew([...this.#active.values()].map(({ job }) => job));
      this.#deps.queue.recoverExpired();
    } catch (error) {
      this.#block(error);
    }
    this.#fill();
  }

  /** Takes no more jobs, stops the running ones and gives them back. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#retry);
    for (const { task } of this.#active.values()) task?.cancel();
    await Promise.all(this.#ending);
  }

  #publish(): void {
    this.#deps.onState(this.state);
  }

  /** Starts what can be started, and tells how things stand. */
  #fill(): void {
    try {
      if (this.#blocked === null) this.#giveBackLost();
      while (this.#hasRoom()) {
        const job = this.#deps.queue.take();
        if (job === undefined) break;
        this.#start(job);
      }
      this.#queued = this.#deps.queue.countQueued();
    } catch (error) {
      this.#block(error);
    }
    this.#publish();
  }

  #giveBackLost(): void {
    for (let job = this.#lost.at(-1); job !== undefined; job = this.#lost.at(-1)) {
      this.#deps.queue.giveBack(job);
      this.#lost.pop();
    }
  }

  #hasRoom(): boolean {
    const isRunning = !this.#paused && !this.#stopping && this.#blocked === null;
    return isRunning && this.#active.size < this.#deps.workerCount();
  }

  #block(error: unknown): void {
    this.#deps.log.error('analysis blocked', { error });
    this.#blocked = error instanceof AppError ? error.message : LIBRARY_TROUBLE;
    clearTimeout(this.#retry);
    if (!this.#stopping) this.#retry = setTimeout(() => this.wake(), this.#deps.blockedRetryMs).unref();
  }

  #start(job: LeasedJob): void {
    const active: ActiveJob = {
      job,
      startedMs: performance.now(),
      title: '',
      fraction: 0,
      task: null,
      cancelled: false,
    };
    this.#active.set(job.id, active);
    const ending = this.#work(active)
      .catch((error: unknown) => this.#onError(active, error))
      .catch((error: unknown) => {
        // Not even how it failed could be written: that is made up for when the library can be written again.
        this.#lost.push(job);
        this.#block(error);
      })
      .finally(() => {
        this.#active.delete(job.id);
        this.#ending.delete(ending);
        this.#fill();
      });
    this.#ending.add(ending);
  }

  async #work(active: ActiveJob): Promise<void> {
    const { queue, results, pool } = this.#deps;
    const { job } = active;
    const source = results.source(job.trackId);
    if (source === undefined) {
      // The track was removed, or its drive is not connected: the library asks again when it is back.
      queue.finish(job);
      return;
    }
    const order = { ...source, options: this.#deps.options() };
    if (!job.force && results.reuse(job, order)) {
      this.#done += 1;
      // Thousands may follow each other: let the rest of the program have its turn in between.
      await setImmediate();
      return;
    }
    active.title = order.title;
    const ffmpegPath = await this.#deps.ffmpegPath();
    const task = { path: order.path, ffmpegPath, options: order.options };
    active.task = pool.run(task, (fraction) => {
      active.fraction = fraction;
      this.#publish();
    });
    // It may have been called off while ffmpeg was looked for.
    if (active.cancelled || this.#stopping) active.task.cancel();
    await this.#settle(active, order, await active.task.outcome);
  }

  async #settle(active: ActiveJob, order: AnalysisOrder, outcome: TaskOutcome): Promise<void> {
    const { job } = active;
    if (outcome.type === 'done') {
      const stored = await this.#deps.results.store(job, order, outcome.analysis);
      if (stored === 'outdated') this.#deps.queue.giveBack(job);
      if (stored !== 'stored') return;
      this.#done += 1;
      this.#averageSeconds = nextAverage(this.#averageSeconds, (performance.now() - active.startedMs) / 1000);
    } else if (outcome.type === 'failed') {
      throw new AppError(outcome.code, outcome.message);
    } else if (outcome.type === 'cancelled') {
      this.#deps.queue.giveBack(job);
    } else {
      this.#deps.log.error(`analysis worker ${outcome.type}`, {
        trackId: job.trackId,
        attempt: job.attempts,
        ...outcome,
      });
      this.#countAttempt(job, outcome.type === 'stuck' ? STUCK : CRASHED);
    }
  }

  /** What a failure means for the job: wait until it is mended, give up, or try again. */
  #onError(active: ActiveJob, error: unknown): void {
    const { job } = active;
    if (!(error instanceof AppError)) {
      this.#deps.log.error('analysis failed', { trackId: job.trackId, attempt: job.attempts, error });
      this.#countAttempt(job, CRASHED);
    } else if (BLOCKING.has(error.code)) {
      this.#block(error);
      this.#deps.queue.giveBack(job);
    } else if (FINAL.has(error.code)) {
      this.#deps.queue.fail(job, error.message);
      this.#failed += 1;
    } else {
      this.#countAttempt(job, error.message);
    }
  }

  #countAttempt(job: LeasedJob, reason: string): void {
    if (this.#deps.queue.failAttempt(job, reason)) this.#failed += 1;
  }
}
