import { move, transferableSymbol, valueSymbol } from 'piscina';
import { loadFft } from '#main/dsp/fft.ts';
import type { FingerprintReply, FingerprintTask } from '#main/duplicates/fingerprint-messages.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { fingerprintFile } from './fingerprint-file.ts';

/** One library for all tasks of this thread. */
const fft = loadFft();

async function run({ path, ffmpegPath }: FingerprintTask): Promise<FingerprintReply> {
  try {
    return { type: 'done', fingerprint: await fingerprintFile(path, ffmpegPath, await fft) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { type: 'failed', code: error.code, message: error.message, details: error.details };
  }
}

/** What the pool calls, by this name. The words are moved, not copied. */
export async function runFingerprintTask(task: FingerprintTask): Promise<FingerprintReply> {
  const reply = await run(task);
  if (reply.type !== 'done') return reply;
  const movable = { [transferableSymbol]: [reply.fingerprint.words.buffer], [valueSymbol]: reply };
  // Piscina unwraps the mark in the worker: the caller gets the reply itself.
  return move(movable) as unknown as FingerprintReply;
}
