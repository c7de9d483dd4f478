import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface TrackNames {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
}

/** Title and artist text of live tracks; ids that are gone are left out. */
export function trackNames({ db, query }: Database, ids: readonly string[]): TrackNames[] {
  return inParts(ids).flatMap((part) =>
    query.all(
      db.selectFrom('tracks').select(['id', 'title', 'artist']).where('id', 'in', part).where('deleted_at', 'is', null),
    ),
  );
}
