import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/**
 * How often a track was played: what the program that counts most says, or the plays that are known one by one, whichever is
 * more. They are not added: a program counts the plays of its own history.
 */
export const PLAY_COUNT = `max(tracks.play_count,
  (SELECT count(*) FROM plays WHERE plays.track_id = tracks.id AND plays.deleted_at IS NULL))`;

/** When a track was last played, as a program says or by the plays; null for never. */
export const LAST_PLAYED_AT = `nullif(max(coalesce(tracks.last_played_at, ''), coalesce(
  (SELECT max(played_at) FROM plays WHERE plays.track_id = tracks.id AND plays.deleted_at IS NULL), '')), '')`;

/** For typed queries of tracks. */
export const playCount = sql<number>`${sql.raw(PLAY_COUNT)}`;
export const lastPlayedAt = sql<string | null>`${sql.raw(LAST_PLAYED_AT)}`;

/** Tracks that plays are of, those removed among them. */
export function tracksOfPlays({ db, query }: Database, playIds: readonly string[]): string[] {
  return inParts(playIds).flatMap((part) =>
    query.all(db.selectFrom('plays').select('track_id').distinct().where('id', 'in', part)).map((row) => row.track_id),
  );
}
