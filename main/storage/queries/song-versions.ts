import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

const MOST = 2_000;

const NAMES = ['tracks.id', 'tracks.title', 'tracks.artist', 'tracks.mix', 'tracks.remixer'] as const;

/** What the songs of tracks are recognised by. */
export function songNames({ db, query }: Database, ids: readonly string[]) {
  return inParts(ids).flatMap((part) => query.all(db.selectFrom('tracks').select(NAMES).where('id', 'in', part)));
}

/** A live track with what its song is recognised by. */
export function trackWithNames({ db, query }: Database, id: string) {
  return query.first(db.selectFrom('tracks').select(NAMES).where('id', '=', id).where('deleted_at', 'is', null));
}

/** Other live tracks of the main artists of a track: among them are the other versions of its song. */
export function tracksOfSameArtists({ db, query }: Database, id: string) {
  return query.all(
    db
      .selectFrom('track_artists as own')
      .innerJoin('track_artists as its', 'its.artist_id', 'own.artist_id')
      .innerJoin('tracks', 'tracks.id', 'its.track_id')
      .select(NAMES)
      .distinct()
      .where('own.track_id', '=', id)
      .where('own.role', '=', 'main')
      .where('own.deleted_at', 'is', null)
      .where('its.role', '=', 'main')
      .where('its.deleted_at', 'is', null)
      .where('tracks.deleted_at', 'is', null)
      .where('tracks.id', '!=', id)
      .orderBy('tracks.title')
      .limit(MOST),
  );
}
