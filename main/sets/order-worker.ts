import { parentPort, workerData } from 'node:worker_threads';
import { fillSet } from '#shared/domain/set-fill/fill-set.ts';
import { orderSet } from '#shared/domain/set-order/order-set.ts';
import type { FoundBy, OrderJob, OrderMessage } from './order-messages.ts';

if (parentPort === null) throw new Error('This is the thread that orders and fills sets: the host starts it.');
const port = parentPort;
const tell = (message: OrderMessage<FoundBy[keyof FoundBy]>): void => port.postMessage(message);
const onProgress = (fraction: number): void => tell({ type: 'progress', fraction });

const job = workerData as OrderJob;
const found = job.kind === 'order' ? orderSet(job.request, onProgress) : fillSet(job.request, onProgress);
tell({ type: 'found', found });
