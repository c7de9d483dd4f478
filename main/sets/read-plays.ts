import { setImmediate as breathe } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { playsAfter, type StoredPlay } from '#main/storage/queries/played-sessions.ts';

/** Read at once: a few milliseconds. */
const PLAYS_AT_ONCE = 1000;

/** All plays in the order in which they were written; others get their turn in between. */
export async function readPlays(database: Pick<LibraryDatabase, 'raw'>): Promise<StoredPlay[]> {
  const plays: StoredPlay[] = [];
  for (let last = ''; ; ) {
    const page = playsAfter(database, last, PLAYS_AT_ONCE);
    plays.push(...page);
    last = page.at(-1)?.id ?? last;
    if (page.length < PLAYS_AT_ONCE) return plays;
    await breathe();
  }
}
