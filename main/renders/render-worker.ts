import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { RenderJob, RenderMessage } from './render-messages.ts';
import { renderTimeline } from './render-timeline.ts';

if (parentPort === null) throw new Error('This is the thread that renders sets: the host starts it.');
const port = parentPort;
const tell = (message: RenderMessage): void => port.postMessage(message);

/** Told so often at most. */
const REPORT_SECONDS = 5;
let told = 0;

try {
  await renderTimeline(workerData as RenderJob, (seconds) => {
    if (seconds - told < REPORT_SECONDS) return;
    told = seconds;
    tell({ type: 'progress', seconds });
  });
  tell({ type: 'done' });
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  tell({ type: 'failed', code: error.code, message: error.message });
}
