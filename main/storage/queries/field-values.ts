import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'raw'>;

/** A value that tracks have, and how many. */
export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

/** Fields whose values a search can be given by name. */
export type ValuedField =
  | 'artist'
  | 'album'
  | 'genre'
  | 'label'
  | 'remixer'
  | 'mix'
  | 'composer'
  | 'grouping'
  | 'year'
  | 'key'
  | 'colour'
  | 'crate'
  | 'set'
  | 'tag';

const ofTracks = (column: string, isThere: string): string =>
  `SELECT CAST(${column} AS TEXT) AS value, count(*) AS count FROM tracks WHERE deleted_at IS NULL AND ${isThere}
   GROUP BY ${column} ORDER BY count DESC, value`;
const ofText = (column: string): string => ofTracks(column, `${column} <> ''`);
const ofNumber = (column: string): string => ofTracks(column, `${column} IS NOT NULL`);

const inCollections = (collections: string, links: string, link: string, where = ''): string =>
  `SELECT name AS value, (SELECT count(DISTINCT track_id) FROM ${links} WHERE ${link} = ${collections}.id
     AND deleted_at IS NULL AND track_id IN (SELECT id FROM tracks WHERE deleted_at IS NULL)) AS count
   FROM ${collections} WHERE deleted_at IS NULL ${where} ORDER BY count DESC, value`;

const SELECT: Readonly<Record<ValuedField, string>> = {
  artist: ofText('artist'),
  album: ofText('album'),
  genre: ofText('genre'),
  label: ofText('label'),
  // Of the column and of the titles that name one.
  remixer: `SELECT value, count(DISTINCT track_id) AS count FROM (
      SELECT remixer AS value, id AS track_id FROM tracks WHERE deleted_at IS NULL AND remixer <> ''
      UNION ALL
      SELECT artists.name, track_id FROM track_artists JOIN artists ON artists.id = artist_id
        WHERE role = 'remixer' AND track_artists.deleted_at IS NULL
        AND track_id IN (SELECT id FROM tracks WHERE deleted_at IS NULL))
    GROUP BY value ORDER BY count DESC, value`,
  mix: ofText('mix'),
  composer: ofText('composer'),
  grouping: ofText('"grouping"'),
  year: ofNumber('year'),
  key: ofNumber('key_index'),
  colour: ofNumber('colour'),
  crate: inCollections('crates', 'crate_tracks', 'crate_id', "AND kind = 'crate'"),
  set: inCollections('sets', 'set_entries', 'set_id'),
  tag: inCollections('tags', 'track_tags', 'tag_id'),
};

const OTHER_CRATES = `SELECT name AS value FROM crates WHERE deleted_at IS NULL AND kind <> 'crate' ORDER BY name`;

/** Values of a field among the live tracks, those of most tracks first. */
export function fieldValues({ raw }: Database, field: ValuedField): CountedValue[] {
  return raw.prepare<[], CountedValue>(SELECT[field]).all();
}

/** Names of the smart crates and folders, which are not counted: that would be as many searches. */
export function otherCrateNames({ raw }: Database): string[] {
  return raw.prepare<[], string>(OTHER_CRATES).pluck().all();
}
