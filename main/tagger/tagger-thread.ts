import { Piscina } from 'piscina';
import { AppError } from '#shared/errors/app-error.ts';
import type { TaggerReply, TaggerTask } from './tagger-messages.ts';

/** A task that takes longer is stuck: a minute of music takes seconds. */
const TASK_MS = 10 * 60_000;

/** The one thread that a model runs in. It starts with its first task; its memory is free again after `end`. */
export interface TaggerThread {
  /**
   * Tasks run one after the other. A signal that aborts kills the thread at once; the next task starts another.
   * @throws {AppError} `cancelled` by the signal, `unavailable` when the thread died or had to be killed.
   */
  run(task: TaggerTask, signal: AbortSignal): Promise<TaggerReply>;
  end(): Promise<void>;
}

/** @param onFault Told what killed the thread, for the log. */
export function createTaggerThread(workerUrl: URL, onFault: (error: unknown) => void): TaggerThread {
  const pool = new Piscina<TaggerTask, TaggerReply>({
    filename: workerUrl.href,
    name: 'runTaggerTask',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: TASK_MS,
    // Otherwise an idle thread blocks in Atomics.wait, and what a task leaves to be done afterwards never is.
    atomics: 'disabled',
  });
  return {
    run: async (task, signal) => {
      const timeout = AbortSignal.timeout(TASK_MS);
      try {
        return await pool.run(task, { signal: AbortSignal.any([signal, timeout]) });
      } catch (error) {
        if (signal.aborted) throw new AppError('cancelled', 'The tagging was cancelled.', {}, error);
        if (timeout.aborted) throw new AppError('unavailable', 'The model took too long and was stopped.', {}, error);
        onFault(error);
        throw new AppError(
          'unavailable',
          'The model could not be run: it may need more memory than there is.',
          {},
          error,
        );
      }
    },
    end: () => pool.destroy(),
  };
}
