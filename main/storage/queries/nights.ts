import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query' | 'raw'>;

/** What the user says of nights, by the play that each is kept with. */
export function nightPlans({ db, query }: Database) {
  return query.all(
    db.selectFrom('play_nights').select(['id', 'play_id', 'venue', 'notes']).where('deleted_at', 'is', null),
  );
}

/** Sets that were played, with what their plan says of the night. */
export function playedSets({ raw }: Database) {
  return raw
    .prepare(
      `SELECT id, name, venue, notes FROM sets WHERE deleted_at IS NULL
        AND EXISTS (SELECT 1 FROM plays WHERE plays.set_id = sets.id AND plays.deleted_at IS NULL)`,
    )
    .all() as { id: string; name: string; venue: string; notes: string }[];
}

/** Tracks of nights by id, those that left the library among them. */
export function nightTracks({ db, query }: Database, ids: readonly string[]) {
  const rows = inParts(ids).flatMap((part) =>
    query.all(
      db
        .selectFrom('tracks')
        .select(['id', 'title', 'artist', 'bpm', 'key_index', 'energy', 'deleted_at'])
        .where('id', 'in', part),
    ),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
