import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TrackArtistsTable } from '#main/storage/schema.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** Live artists by name key. */
export function findArtistsByKey({ db, query }: Database, keys: readonly string[]): Map<string, string> {
  const found = inParts(keys).flatMap((part) =>
    query.all(
      db.selectFrom('artists').select(['id', 'name_key']).where('deleted_at', 'is', null).where('name_key', 'in', part),
    ),
  );
  return new Map(found.map((row) => [row.name_key, row.id]));
}

export interface TrackArtistLink {
  readonly id: string;
  readonly trackId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly role: TrackArtistsTable['role'];
}

/** Who made the tracks, in the order of the roles' lists. */
export function artistsOfTracks({ db, query }: Database, trackIds: readonly string[]): TrackArtistLink[] {
  return inParts(trackIds).flatMap((part) =>
    query
      .all(
        db
          .selectFrom('track_artists')
          .innerJoin('artists', 'artists.id', 'track_artists.artist_id')
          .select([
            'track_artists.id',
            'track_artists.track_id',
            'track_artists.role',
            'artists.name',
            'artists.name_key',
          ])
          .where('track_artists.deleted_at', 'is', null)
          .where('track_artists.track_id', 'in', part)
          .orderBy('track_artists.track_id')
          .orderBy('track_artists.position'),
      )
      .map((row) => ({
        id: row.id,
        trackId: row.track_id,
        name: row.name,
        nameKey: row.name_key,
        role: row.role,
      })),
  );
}
