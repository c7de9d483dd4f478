import { Worker } from 'node:worker_threads';
import type { FoundOrder, OrderRequest } from '#shared/domain/set-order/order-set.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OrderMessage } from './order-messages.ts';

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
function resultOf(worker: Worker, onProgress: (fraction: number) => void, over: AbortSignal): Promise<FoundOrder> {
  const { promise, resolve, reject } = Promise.withResolvers<FoundOrder>();
  const end = (): void => reject(over.reason);
  over.addEventListener('abort', end, { once: true });
  worker.on('message', (message: OrderMessage) => {
    if (message.type === 'progress') onProgress(message.fraction);
    else resolve(message.found);
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`The thread ended with code ${code} and no order`)));
  if (over.aborted) end();
  return promise.finally(() => over.removeEventListener('abort', end));
}

/**
 * Finds an order in a thread of its own, which ends with it, or as soon as `signal` aborts.
 * @throws {AppError} `cancelled`; `unavailable` when the thread dies or is stuck.
 */
export async function orderInThread(
  { workerUrl, limitMs = LIMIT_MS, onProblem }: OrderThread,
  request: OrderRequest,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<FoundOrder> {
  const worker = new Worker(workerUrl, { workerData: request });
  try {
    return await resultOf(worker, onProgress, AbortSignal.any([signal, AbortSignal.timeout(limitMs)]));
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'The ordering was stopped. Nothing has changed.');
    onProblem(error);
    throw new AppError('unavailable', 'The ordering stopped by a fault. Nothing has changed. Try again.', {}, error);
  } finally {
    await worker.terminate();
  }
}
