import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** All texts of live tracks; ids that are gone are left out. @param ids At most 500. */
export function trackTexts({ db, query }: Database, ids: readonly string[]) {
  return query.all(
    db
      .selectFrom('tracks')
      .select(['id', 'title', 'artist', 'album', 'genre', 'label', 'comment', 'remixer', 'mix', 'grouping', 'composer'])
      .select('album_artist as albumArtist')
      .where('id', 'in', ids)
      .where('deleted_at', 'is', null),
  );
}
