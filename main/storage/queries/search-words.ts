import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'raw'>;

/** A word of the index, and how many tracks have it. */
export type CountedWord = readonly [word: string, tracks: number];

/** Whether the index has the word, or one that begins with it. @param word Folded as the index does it. */
export function hasIndexedWord({ raw }: Database, word: string): boolean {
  const next = raw
    .prepare<[string], string>('SELECT term FROM tracks_words WHERE term >= ? ORDER BY term LIMIT 1')
    .pluck()
    .get(word);
  return next?.startsWith(word) === true;
}

/** Up to `count` words of the index after `last`, in the order of their bytes. */
export function wordsAfter({ raw }: Database, last: string, count: number): CountedWord[] {
  return raw
    .prepare<[string, number], CountedWord>('SELECT term, doc FROM tracks_words WHERE term > ? ORDER BY term LIMIT ?')
    .raw()
    .all(last, count);
}

/** Whether a track that is not removed has the word: the index keeps those of removed tracks for undo. */
export function isLiveWord({ raw }: Database, word: string): boolean {
  const found = raw
    .prepare(
      `SELECT 1 FROM tracks_search JOIN tracks ON tracks.number = tracks_search.rowid
       WHERE tracks_search MATCH ? AND tracks.deleted_at IS NULL LIMIT 1`,
    )
    .get(`"${word.replaceAll('"', '""')}"`);
  return found !== undefined;
}
