import { setImmediate as breathe } from 'node:timers/promises';
import { AppError } from '#shared/errors/app-error.ts';

/** Work between two breaths. */
const PIECE_MS = 8;

/** Runs steps of some milliseconds to their end; others get their turn. @throws {AppError} `cancelled` */
export async function runInPieces<Result>(steps: Generator<void, Result, void>, signal?: AbortSignal): Promise<Result> {
  let pieceStart = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - pieceStart < PIECE_MS) continue;
    await breathe();
    if (signal?.aborted === true) throw new AppError('cancelled', 'It was stopped. Nothing has changed.');
    pieceStart = performance.now();
  }
}
