import { parentPort, workerData } from 'node:worker_threads';
import { type OrderRequest, orderSet } from '#shared/domain/set-order/order-set.ts';
import type { OrderMessage } from './order-messages.ts';

if (parentPort === null) throw new Error('This is the thread that orders a set: the host starts it.');
const port = parentPort;
const tell = (message: OrderMessage): void => port.postMessage(message);

const found = orderSet(workerData as OrderRequest, (fraction) => tell({ type: 'progress', fraction }));
tell({ type: 'found', found });
