import type { MessagePort } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { AnalysisReply, AnalysisTask, CancelMessage, ProgressMessage } from '#main/analysis/worker-messages.ts';
import { loadFft } from '#main/dsp/fft.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { analyseFile } from './analyse-file.ts';

const PROGRESS_INTERVAL_MS = 60;

/** One library for all tasks of this thread: its memory stays flat from track to track. */
const fft = loadFft();

/** Posts at most one message per interval; the last (1) is always posted. */
function progressPoster(port: MessagePort | undefined): (fraction: number) => void {
  let last = -Infinity;
  return (fraction) => {
    const now = performance.now();
    if (!port || (fraction < 1 && now - last < PROGRESS_INTERVAL_MS)) return;
    last = now;
    port.postMessage({ type: 'progress', fraction } satisfies ProgressMessage);
  };
}

function cancelSignal(port: MessagePort | undefined): AbortSignal {
  const controller = new AbortController();
  port?.on('message', (message: CancelMessage) => {
    if (message.type === 'cancel') controller.abort();
  });
  return controller.signal;
}

async function analyse(task: AnalysisTask): Promise<AnalysisReply> {
  try {
    const analysis = await analyseFile(task.path, {
      ffmpegPath: task.ffmpegPath,
      fft: await fft,
      options: task.options,
      signal: cancelSignal(task.port),
      onProgress: progressPoster(task.port),
    });
    return { type: 'done', analysis };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { type: 'failed', code: error.code, message: error.message, details: error.details };
  } finally {
    task.port?.close();
  }
}

/** Piscina's entry point, which must be the default export. The peaks are moved, not copied. */
export default async function analysisWorker(task: AnalysisTask): Promise<AnalysisReply> {
  const reply = await analyse(task);
  if (reply.type !== 'done') return reply;
  const movable = { [transferableSymbol]: [reply.analysis.peaks.data.buffer], [valueSymbol]: reply };
  // Piscina unwraps the mark in the worker: the caller gets the reply itself.
  return move(movable) as unknown as AnalysisReply;
}
