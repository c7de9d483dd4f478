import type Database from 'better-sqlite3';

/** What must be known before a link between a track and an artist comes back. */
export interface ReturningLink {
  readonly id: string;
  /** The artist that it stands for. */
  readonly artistId: string;
  readonly nameKey: string;
  readonly isArtistGone: boolean;
  /** The live artist of the same name; null where there is none. */
  readonly namesakeId: string | null;
  /** The track has a live link to an artist of this name in this role. */
  readonly isDoubled: boolean;
}

/**
 * Which artists live links name. Artists are shared: a scan may have credited one that an undo takes away, or have made
 * another of the same name before redo brings the first one back.
 */
export interface ArtistCredits {
  /** Whether a live link names the artist. */
  isCredited(artistId: string): boolean;
  /** @param ids Of deleted links. */
  returning(ids: readonly string[]): readonly ReturningLink[];
}

/** The questions that are asked; each must be answered from an index. */
export const ARTIST_CREDITS_QUERIES = {
  credited: 'SELECT 1 FROM track_artists WHERE artist_id = ? AND deleted_at IS NULL LIMIT 1',
  returning: `SELECT link.id, artist.id AS artistId, artist.name_key AS nameKey,
      artist.deleted_at IS NOT NULL AS isArtistGone, namesake.id AS namesakeId,
      EXISTS (SELECT 1 FROM track_artists AS other JOIN artists AS its ON its.id = other.artist_id
        WHERE other.track_id = link.track_id AND other.deleted_at IS NULL AND other.role = link.role
          AND its.name_key = artist.name_key) AS isDoubled
    FROM json_each(?) AS given JOIN track_artists AS link ON link.id = given.value
      JOIN artists AS artist ON artist.id = link.artist_id
      LEFT JOIN artists AS namesake ON namesake.name_key = artist.name_key AND namesake.deleted_at IS NULL`,
} as const;

interface ReturningRow extends Pick<ReturningLink, 'id' | 'artistId' | 'nameKey' | 'namesakeId'> {
  readonly isArtistGone: number;
  readonly isDoubled: number;
}

export function createArtistCredits(raw: Database.Database): ArtistCredits {
  const credited = raw.prepare<[string], 1>(ARTIST_CREDITS_QUERIES.credited).pluck();
  const returning = raw.prepare<[string], ReturningRow>(ARTIST_CREDITS_QUERIES.returning);
  return {
    isCredited: (artistId) => credited.get(artistId) === 1,
    returning: (ids) =>
      returning.all(JSON.stringify(ids)).map((row) => ({
        ...row,
        isArtistGone: row.isArtistGone === 1,
        isDoubled: row.isDoubled === 1,
      })),
  };
}
