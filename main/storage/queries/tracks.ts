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

const LOCKED_BY_GRID = ['bpm', 'grid'] as const;
const LOCKED_BY_KEY = ['key_index'] as const;

/** Fields of a live track that only the user changes, because they are locked. */
export function lockedFields({ db, query }: Database, id: string): readonly ('bpm' | 'grid' | 'key_index')[] {
  const row = query.first(
    db.selectFrom('tracks').select(['grid_locked', 'key_locked']).where('id', '=', id).where('deleted_at', 'is', null),
  );
  if (row === undefined) return [];
  return [...(row.grid_locked === 1 ? LOCKED_BY_GRID : []), ...(row.key_locked === 1 ? LOCKED_BY_KEY : [])];
}
