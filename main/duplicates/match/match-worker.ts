import { connectReadOnly } from '#main/storage/connection.ts';
import { matchLibrary } from './match-library.ts';
import type { MatchedPair, MatchProgress, MatchTask } from './match-messages.ts';

/** What the pool calls, by this name: a thread of its own, because comparing a library takes seconds. */
export function runMatchTask({ libraryPath, port }: MatchTask): MatchedPair[] {
  const raw = connectReadOnly(libraryPath);
  try {
    return matchLibrary(raw, (fraction) => port.postMessage({ fraction } satisfies MatchProgress));
  } finally {
    raw.close();
    port.close();
  }
}
