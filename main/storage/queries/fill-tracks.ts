import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';
import { playCount } from './played.ts';
import { IS_MISSING } from './track-rows.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** What is asked of live tracks before they may fill a set, in no order. */
export function fillFacts({ db, query }: Database, ids: readonly string[]) {
  return inParts(ids).flatMap((part) =>
    query.all(
      db
        .selectFrom('tracks')
        .select(['id', 'number', 'title', 'artist', 'mix', 'remixer'])
        .select(['bpm', 'key_index', 'energy', 'duration_seconds', 'rating', playCount.as('plays')])
        .select(IS_MISSING.as('missing'))
        .where('id', 'in', part)
        .where('deleted_at', 'is', null),
    ),
  );
}
export type FillFacts = ReturnType<typeof fillFacts>[number];
