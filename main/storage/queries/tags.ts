import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface StoredTag {
  readonly id: string;
  readonly name: string;
  readonly colour: string | null;
  readonly position: number;
}

/** Live tags in the user's order. */
export function storedTags({ db, query }: Database): StoredTag[] {
  return query.all(
    db
      .selectFrom('tags')
      .select(['id', 'name', 'colour', 'position'])
      .where('deleted_at', 'is', null)
      .orderBy('position')
      .orderBy('id'),
  );
}

/** How many live tracks have each tag; those that none has are left out. */
export function tagCounts({ db, query }: Database): Map<string, number> {
  const rows = query.all(
    db
      .selectFrom('track_tags')
      .innerJoin('tracks', 'tracks.id', 'track_tags.track_id')
      .select((is) => ['track_tags.tag_id', is.fn.countAll<number>().as('count')])
      .where('track_tags.deleted_at', 'is', null)
      .where('tracks.deleted_at', 'is', null)
      .groupBy('track_tags.tag_id'),
  );
  return new Map(rows.map((row) => [row.tag_id, row.count]));
}

export interface TrackTagging {
  /** Of the row in track_tags. */
  readonly id: string;
  readonly trackId: string;
  readonly tag: StoredTag;
}

function taggings({ db }: Pick<Database, 'db'>) {
  return db
    .selectFrom('track_tags')
    .innerJoin('tags', 'tags.id', 'track_tags.tag_id')
    .select(['track_tags.id', 'track_tags.track_id', 'track_tags.tag_id', 'tags.name', 'tags.colour', 'tags.position'])
    .where('track_tags.deleted_at', 'is', null)
    .where('tags.deleted_at', 'is', null);
}

/** Which tags the tracks have, in the user's order. */
export function taggingsOfTracks(database: Database, trackIds: readonly string[]): TrackTagging[] {
  const rows = inParts(trackIds).flatMap((part) =>
    database.query.all(
      taggings(database).where('track_tags.track_id', 'in', part).orderBy('tags.position').orderBy('tags.id'),
    ),
  );
  return rows.map(({ id, track_id, tag_id, name, colour, position }) => ({
    id,
    trackId: track_id,
    tag: { id: tag_id, name, colour, position },
  }));
}

/** Ids of the rows that put a tag on tracks, those of tracks that left the library included. */
export function taggingIdsOfTag({ db, query }: Database, tagId: string): string[] {
  const rows = query.all(
    db.selectFrom('track_tags').select('id').where('tag_id', '=', tagId).where('deleted_at', 'is', null),
  );
  return rows.map(({ id }) => id);
}

/** Numbers of the live tracks that have a tag. */
export function trackNumbersOfTag({ raw }: Pick<LibraryDatabase, 'raw'>, tagId: string): number[] {
  return raw
    .prepare<unknown[], number>(
      `SELECT tracks.number FROM track_tags JOIN tracks ON tracks.id = track_tags.track_id
       WHERE track_tags.tag_id = ? AND track_tags.deleted_at IS NULL AND tracks.deleted_at IS NULL
       ORDER BY tracks.number`,
    )
    .pluck()
    .all(tagId);
}
