import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';
import type { RenderJob, RenderMessage } from './render-messages.ts';

export interface RenderThread {
  /** main/renders/render-worker.ts, or its bundle. */
  readonly workerUrl: URL;
  /** Told when the thread dies. */
  readonly onProblem: (error: unknown) => void;
}

function resultOf(worker: Worker, onSeconds: (seconds: number) => void, over: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const end = (): void => reject(over.reason);
  over.addEventListener('abort', end, { once: true });
  worker.on('message', (message: RenderMessage) => {
    if (message.type === 'progress') onSeconds(message.seconds);
    else if (message.type === 'done') resolve();
    else reject(new AppError(message.code as ErrorCode, message.message));
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`The thread ended with code ${code} and no file`)));
  if (over.aborted) end();
  return promise.finally(() => over.removeEventListener('abort', end));
}

/**
 * Renders in a thread of its own, which ends with it, or as soon as \`signal` aborts.
 * @throws {AppError} `cancelled`; what decoding and encoding throw; `unavailable` when the thread dies.
 */
export async function renderInThread(
  { workerUrl, onProblem }: RenderThread,
  job: RenderJob,
  onSeconds: (seconds: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const worker = new Worker(workerUrl, { workerData: job });
  try {
    await resultOf(worker, onSeconds, signal);
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'Rendering was stopped. Nothing was written.');
    if (error instanceof AppError) throw error;
    onProblem(error);
    throw new AppError('unavailable', 'Rendering stopped by a fault. Nothing was written. Try again.', {}, error);
  } finally {
    await worker.terminate();
  }
}
