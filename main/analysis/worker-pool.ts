import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { TrackAnalysis } from '#shared/domain/track-analysis.ts';
import type { ErrorCode } from '#shared/errors/app-error.ts';
import type { AnalysisReply, AnalysisTask, CancelMessage, ProgressMessage } from './worker-messages.ts';

/** How a task ended. `stuck`: the watchdog killed it. `crashed`: the worker died or has a bug. */
export type TaskOutcome =
  | { readonly type: 'done'; readonly analysis: TrackAnalysis }
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly message: string }
  | { readonly type: 'cancelled' }
  | { readonly type: 'stuck' }
  | { readonly type: 'crashed'; readonly error: unknown };

export interface RunningTask {
  /** Never rejects. */
  readonly outcome: Promise<TaskOutcome>;
  /** Asks the worker to stop, and kills it if it does not within the grace. */
  cancel(): void;
}

export interface WorkerPool {
  run(task: Omit<AnalysisTask, 'port'>, onProgress: (fraction: number) => void): RunningTask;
  /** Ends all threads at once. */
  destroy(): Promise<void>;
}

export interface WorkerPoolOptions {
  readonly workerUrl: URL;
  /** A worker that reports no progress for so long is killed. */
  readonly watchdogMs: number;
  /** A cancelled worker has so long to end by itself; it then keeps what it has loaded. */
  readonly graceMs: number;
}

/** A worker without a task keeps its memory for so long. */
const IDLE_TIMEOUT_MS = 10_000;
/** Threads start when they are needed; how many run at once is decided by who calls run(). */
const MAX_THREADS = Math.max(64, availableParallelism());

export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const pool = new Piscina<AnalysisTask, AnalysisReply>({
    filename: options.workerUrl.href,
    minThreads: 0,
    maxThreads: MAX_THREADS,
    idleTimeout: IDLE_TIMEOUT_MS,
    // Otherwise an idle thread blocks in Atomics.wait, and what a task leaves to be done afterwards never is.
    atomics: 'disabled',
  });
  return {
    run: (task, onProgress) => runTask(pool, options, task, onProgress),
    destroy: () => pool.destroy(),
  };
}

function runTask(
  pool: Piscina<AnalysisTask, AnalysisReply>,
  { watchdogMs, graceMs }: WorkerPoolOptions,
  task: Omit<AnalysisTask, 'port'>,
  onProgress: (fraction: number) => void,
): RunningTask {
  const { port1: port, port2 } = new MessageChannel();
  const killer = new AbortController();
  let isCancelled = false;
  let isStuck = false;
  const watchdog = setTimeout(() => {
    isStuck = true;
    killer.abort();
  }, watchdogMs);
  let grace: NodeJS.Timeout | undefined;
  port.on('message', ({ fraction }: ProgressMessage) => {
    watchdog.refresh();
    onProgress(fraction);
  });

  async function run(): Promise<TaskOutcome> {
    try {
      const reply = await pool.run({ ...task, port: port2 }, { transferList: [port2], signal: killer.signal });
      return isCancelled && reply.type === 'failed' ? { type: 'cancelled' } : reply;
    } catch (error) {
      if (isCancelled) return { type: 'cancelled' };
      return isStuck ? { type: 'stuck' } : { type: 'crashed', error };
    } finally {
      clearTimeout(watchdog);
      clearTimeout(grace);
      port.close();
    }
  }

  return {
    outcome: run(),
    cancel: () => {
      if (isCancelled) return;
      isCancelled = true;
      port.postMessage({ type: 'cancel' } satisfies CancelMessage);
      grace = setTimeout(() => killer.abort(), graceMs);
    },
  };
}
