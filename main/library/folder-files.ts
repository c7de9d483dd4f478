import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { filesOfFolderAfter, type StoredFile } from '#main/storage/queries/files.ts';

/** Read within a few milliseconds; others get their turn in between. */
const ROWS_AT_ONCE = 1000;

/**
 * Files of a folder that lives, the removed ones included, oldest first; page by page, for a folder may hold 100,000.
 * Never empty pages.
 */
export async function* pagesOfFolder(
  database: Pick<LibraryDatabase, 'db' | 'query'>,
  folderId: string,
): AsyncGenerator<readonly StoredFile[], void, void> {
  for (let last = -1; ; ) {
    const page = filesOfFolderAfter(database, folderId, last, ROWS_AT_ONCE);
    const end = page.at(-1);
    if (end === undefined) return;
    yield page;
    last = end.number;
    await nextTurn();
  }
}
