import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { filesOfFolderAfter, filesOutsideAfter, type StoredFile } from '#main/storage/queries/files.ts';

/** Read within a few milliseconds; others get their turn in between. */
const ROWS_AT_ONCE = 1000;

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

async function* pagesAfter(
  next: (last: number) => readonly StoredFile[],
): AsyncGenerator<readonly StoredFile[], void, void> {
  for (let last = -1; ; ) {
    const page = next(last);
    const end = page.at(-1);
    if (end === undefined) return;
    yield page;
    last = end.number;
    await nextTurn();
  }
}

/**
 * Files of a folder that lives, the removed ones included, oldest first; page by page, for a folder may hold 100,000.
 * Never empty pages.
 */
export const pagesOfFolder = (database: Database, folderId: string) =>
  pagesAfter((last) => filesOfFolderAfter(database, folderId, last, ROWS_AT_ONCE));

/** Live files that are in no folder of the library, likewise. */
export const pagesOutside = (database: Database) =>
  pagesAfter((last) => filesOutsideAfter(database, last, ROWS_AT_ONCE));
