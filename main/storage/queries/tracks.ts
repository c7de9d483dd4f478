import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { lastPlayedAt, playCount } from './played.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface TrackNames {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly remixer: string;
}

const namesOf = ({ db }: Pick<Database, 'db'>, ids: readonly string[]) =>
  db.selectFrom('tracks').select(['id', 'title', 'artist', 'remixer']).where('id', 'in', ids);

/** The texts that name the artists of live tracks; ids that are gone are left out. */
export function trackNames(database: Database, ids: readonly string[]): TrackNames[] {
  return inParts(ids).flatMap((part) => database.query.all(namesOf(database, part).where('deleted_at', 'is', null)));
}

/** The same of tracks that may have left the library. */
export function namesEvenOfGone(database: Database, ids: readonly string[]): TrackNames[] {
  return inParts(ids).flatMap((part) => database.query.all(namesOf(database, part)));
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

/** A live track as it is stored, but with the plays that count. */
export function playedFields(database: Database, id: string) {
  const { db, query } = database;
  const track = trackFields(database, id);
  const plays = query.first(
    db
      .selectFrom('tracks')
      .select([playCount.as('play_count'), lastPlayedAt.as('last_played_at')])
      .where('id', '=', id),
  );
  return track === undefined ? undefined : { ...track, ...plays };
}

/** A live track as it is stored. */
export function trackFields({ db, query }: Database, id: string) {
  return query.first(db.selectFrom('tracks').selectAll().where('id', '=', id).where('deleted_at', 'is', null));
}
