import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MutationRequest, MutationResult } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';

/** So many rows are written within a few milliseconds; others get their turn in between. */
const ROWS_AT_ONCE = 250;

/**
 * A large change in several transactions that are one step for undo. Parts after `signal` has aborted are left out.
 * @returns Rows that changed, and the step that undo takes back.
 */
export async function mutateInParts(
  database: Pick<LibraryDatabase, 'mutate'>,
  { mutations, ...request }: MutationRequest,
  signal?: AbortSignal,
): Promise<MutationResult> {
  let changed = 0;
  let continues = request.continues ?? null;
  for (let start = 0; start < mutations.length; start += ROWS_AT_ONCE) {
    if (start > 0) await nextTurn();
    if (signal?.aborted) break;
    const part = mutations.slice(start, start + ROWS_AT_ONCE);
    const result = database.mutate({ ...request, mutations: part, continues });
    changed += result.changed;
    continues = result.txnId ?? continues;
  }
  return { changed, txnId: continues };
}
