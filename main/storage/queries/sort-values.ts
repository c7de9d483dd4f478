import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { SortField } from '#shared/contract/tracks.ts';
import { inParts } from './in-parts.ts';
import { LAST_PLAYED_AT, PLAY_COUNT } from './played.ts';

type Database = Pick<LibraryDatabase, 'raw'>;

/** What a list sorts by, and what else a search asks of each track. */
export type ListField = SortField | 'remixer' | 'mix' | 'composer' | 'grouping';

const COLUMNS: Readonly<Record<ListField, string>> = {
  title: 'title',
  artist: 'artist',
  album: 'album',
  genre: 'genre',
  label: 'label',
  // A comment may be long, and nobody compares the ends.
  comment: 'substr(comment, 1, 80)',
  year: 'year',
  rating: 'rating',
  colour: 'colour',
  durationSeconds: 'duration_seconds',
  bpm: 'bpm',
  keyIndex: 'key_index',
  energy: 'energy',
  loudnessLufs: 'loudness_lufs',
  addedAt: 'added_at',
  playCount: PLAY_COUNT,
  quality: '(SELECT score FROM track_scores WHERE track_scores.number = tracks.number)',
  lastPlayedAt: LAST_PLAYED_AT,
  remixer: 'remixer',
  mix: 'mix',
  composer: 'composer',
  grouping: '"grouping"',
};

export type RawSortValue = string | number | null;
/** Number of the track, its value. */
export type SortEntry = readonly [number, RawSortValue];

/** Values of one field for all tracks, or for some of them; removed tracks are included. */
export function sortValues({ raw }: Database, field: ListField, numbers?: readonly number[]): SortEntry[] {
  const select = `SELECT number, ${COLUMNS[field]} FROM tracks`;
  if (numbers === undefined) return raw.prepare(select).raw().all() as unknown as SortEntry[];
  return inParts(numbers).flatMap((part) => {
    const marks = part.map(() => '?').join(',');
    return raw
      .prepare(`${select} WHERE number IN (${marks})`)
      .raw()
      .all(...part) as unknown as SortEntry[];
  });
}

/** Values of fields, in their order behind the number, for the next tracks after a row number. */
export function sortValuesAfter(
  { raw }: Database,
  fields: readonly ListField[],
  number: number,
  limit: number,
): (readonly [number, ...RawSortValue[]])[] {
  const columns = fields.map((field) => COLUMNS[field]).join(', ');
  const select = `SELECT number, ${columns} FROM tracks WHERE number > ? ORDER BY number LIMIT ?`;
  return raw.prepare(select).raw().all(number, limit) as unknown as (readonly [number, ...RawSortValue[]])[];
}

/** A track of the list: number, id, 1 while it lives, length in seconds. */
export type ListEntry = readonly [number, string, 0 | 1, number | null];

const SELECT_ENTRIES = 'SELECT number, id, deleted_at IS NULL, duration_seconds FROM tracks';

/** The next tracks after a row number, in order, removed ones included. */
export function listEntriesAfter({ raw }: Database, number: number, limit: number): ListEntry[] {
  const select = `${SELECT_ENTRIES} WHERE number > ? ORDER BY number LIMIT ?`;
  return raw.prepare(select).raw().all(number, limit) as unknown as ListEntry[];
}

/** Every track, or the given ones, removed ones included. */
export function listEntries({ raw }: Database, ids?: readonly string[]): ListEntry[] {
  const select = SELECT_ENTRIES;
  if (ids === undefined) return raw.prepare(`${select} ORDER BY number`).raw().all() as unknown as ListEntry[];
  return inParts(ids).flatMap((part) => {
    const marks = part.map(() => '?').join(',');
    return raw
      .prepare(`${select} WHERE id IN (${marks}) ORDER BY number`)
      .raw()
      .all(...part) as unknown as ListEntry[];
  });
}
