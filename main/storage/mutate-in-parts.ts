import { setImmediate as nextTurn } from 'node:timers/promises';
import { LongStep } from './long-step.ts';
import type { MutationRequest, MutationResult } from './mutation.ts';
import type { LibraryDatabase } from './open-database.ts';

/** So many rows are written within a few milliseconds; others get their turn in between. */
const ROWS_AT_ONCE = 250;

/**
 * A large change in several transactions that are one step for undo. Parts after `signal` has aborted are left out.
 * @returns Rows that changed, and the step that undo takes back.
 */
export async function mutateInParts(
  database: Pick<LibraryDatabase, 'mutate' | 'history'>,
  { mutations, ...request }: MutationRequest,
  signal?: AbortSignal,
): Promise<MutationResult> {
  const step = new LongStep(database, request, request.continues);
  let changed = 0;
  try {
    for (let start = 0; start < mutations.length; start += ROWS_AT_ONCE) {
      if (start > 0) await nextTurn();
      if (signal?.aborted) break;
      changed += step.write(mutations.slice(start, start + ROWS_AT_ONCE)).changed;
    }
  } finally {
    step.end();
  }
  return { changed, txnId: step.txnId };
}
