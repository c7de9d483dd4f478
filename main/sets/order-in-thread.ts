import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { FoundBy, OrderJob, OrderMessage } from './order-messages.ts';

/** The longest set takes some seconds; a thread that needs so much longer is stuck. */
const LIMIT_MS = 120_000;

export interface OrderThread {
  /** main/sets/order-worker.ts, or its bundle. */
  readonly workerUrl: URL;
  readonly limitMs?: number;
  /** Told when the thread fails. */
  readonly onProblem: (error: unknown) => void;
}

/** What a thread finds. Rejects when it dies without having found anything, or `over` aborts. */
function resultOf<Found>(worker: Worker, onProgress: (fraction: number) => void, over: AbortSignal): Promise<Found> {
  const { promise, resolve, reject } = Promise.withResolvers<Found>();
  const end = (): void => reject(over.reason);
  over.addEventListener('abort', end, { once: true });
  worker.on('message', (message: OrderMessage<Found>) => {
    if (message.type === 'progress') onProgress(message.fraction);
    else resolve(message.found);
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`The thread ended with code ${code} and no result`)));
  if (over.aborted) end();
  return promise.finally(() => over.removeEventListener('abort', end));
}

/**
 * Orders or fills a set in a thread of its own, which ends with it, or as soon as `signal` aborts.
 * @throws {AppError} `cancelled`; `unavailable` when the thread dies or is stuck.
 */
export async function searchInThread<Kind extends OrderJob['kind']>(
  { workerUrl, limitMs = LIMIT_MS, onProblem }: OrderThread,
  job: Extract<OrderJob, { readonly kind: Kind }>,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<FoundBy[Kind]> {
  const worker = new Worker(workerUrl, { workerData: job });
  try {
    return await resultOf(worker, onProgress, AbortSignal.any([signal, AbortSignal.timeout(limitMs)]));
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'The search was stopped. Nothing has changed.');
    onProblem(error);
    throw new AppError('unavailable', 'The search stopped by a fault. Nothing has changed. Try again.', {}, error);
  } finally {
    await worker.terminate();
  }
}
