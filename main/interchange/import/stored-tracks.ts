import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import type { StoredCue } from './merge-cues.ts';
import { type ImportedColumn, type ImportedFields, RULE_OF_COLUMN } from './track-columns.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

const COLUMNS = (Object.keys(RULE_OF_COLUMN) as ImportedColumn[]).filter((column) => column !== 'grid');

/** What the library says of tracks that an import tells of; the grid is the one that counts, the analysis's as well. */
export function storedFields({ db, query }: Database, ids: readonly string[]): Map<string, ImportedFields> {
  const rows = inParts(ids).flatMap((part) =>
    query.all(
      db
        .selectFrom('tracks')
        .leftJoin('track_analyses', 'track_analyses.track_id', 'tracks.id')
        .select(['tracks.id', ...COLUMNS.map((column) => sql.ref(`tracks.${column}`).as(column))])
        .select(sql<string | null>`coalesce(tracks.grid, track_analyses.grid)`.as('grid'))
        .where('tracks.id', 'in', part),
    ),
  );
  return new Map(rows.map(({ id, ...fields }) => [id, fields as unknown as ImportedFields]));
}

/** The live cue points of tracks. */
export function storedCues({ db, query }: Database, ids: readonly string[]): Map<string, StoredCue[]> {
  const rows = inParts(ids).flatMap((part) =>
    query.all(
      db
        .selectFrom('cue_points')
        .select(['id', 'track_id', 'kind', 'role', 'slot', 'start_seconds', 'end_seconds', 'name', 'colour'])
        .where('track_id', 'in', part)
        .where('deleted_at', 'is', null),
    ),
  );
  const cues = new Map<string, StoredCue[]>();
  for (const { track_id: trackId, ...cue } of rows) {
    const list = cues.get(trackId);
    if (list === undefined) cues.set(trackId, [cue]);
    else list.push(cue);
  }
  return cues;
}

export interface StoredExtra {
  readonly id: string;
  readonly data: string;
}

/** What is kept of a format for tracks, by track. */
export function storedExtras(
  { db, query }: Database,
  format: string,
  ids: readonly string[],
): Map<string, StoredExtra> {
  const rows = inParts(ids).flatMap((part) =>
    query.all(
      db
        .selectFrom('track_extras')
        .select(['id', 'track_id', 'data'])
        .where('track_id', 'in', part)
        .where('format', '=', format)
        .where('deleted_at', 'is', null),
    ),
  );
  return new Map(rows.map(({ track_id: trackId, ...extra }) => [trackId, extra]));
}

/** The tracks that live files at these paths belong to, by path. */
export function tracksOfPaths({ db, query }: Database, paths: readonly string[]): Map<string, string> {
  const rows = inParts(paths).flatMap((part) =>
    query.all(
      db.selectFrom('files').select(['path', 'track_id']).where('path', 'in', part).where('deleted_at', 'is', null),
    ),
  );
  return new Map(rows.map(({ path, track_id: trackId }) => [path, trackId]));
}

/** The live files of tracks, in the order in which they became known. */
export function filesOfTracks({ db, query }: Database, ids: readonly string[]) {
  const rows = inParts(ids).flatMap((part) =>
    query.all(
      db
        .selectFrom('files')
        .select(['id', 'track_id as trackId', 'missing_since as missingSince'])
        .where('track_id', 'in', part)
        .where('deleted_at', 'is', null)
        .orderBy('id'),
    ),
  );
  return Map.groupBy(rows, ({ trackId }) => trackId);
}
