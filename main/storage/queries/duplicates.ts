import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { isAnalysedFile } from './analysed-file.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface DuplicateEdge {
  readonly trackId: string;
  readonly otherId: string;
  readonly likeness: number;
  /** JSON. */
  readonly evidence: string;
}

/** Whether the user has said of the two tracks of an edge what they are to each other. */
const DECIDED = sql<number>`EXISTS (SELECT 1 FROM track_pairs WHERE track_pairs.deleted_at IS NULL AND
  ((track_pairs.track_id = edges.source_track_id AND track_pairs.other_id = edges.target_track_id) OR
   (track_pairs.track_id = edges.target_track_id AND track_pairs.other_id = edges.source_track_id)))`;

/** Pairs of live tracks that a search found alike and the user has said nothing of. */
export function duplicateEdges({ db, query }: Database, type: string): DuplicateEdge[] {
  return query.all(
    db
      .selectFrom('track_relationships as edges')
      .innerJoin('tracks as mine', 'mine.id', 'edges.source_track_id')
      .innerJoin('tracks as other', 'other.id', 'edges.target_track_id')
      .select(['edges.source_track_id as trackId', 'edges.target_track_id as otherId'])
      .select(['edges.weight as likeness', 'edges.evidence'])
      .where('edges.type', '=', type)
      .where('mine.deleted_at', 'is', null)
      .where('other.deleted_at', 'is', null)
      .where(DECIDED, '=', 0),
  );
}

/** Live files of tracks; of each track the one that plays first. */
export function filesOfTracks({ db, query }: Database, trackIds: readonly string[]) {
  return inParts(trackIds).flatMap((part) =>
    query.all(
      db
        .selectFrom('files')
        .selectAll()
        .where('track_id', 'in', part)
        .where('deleted_at', 'is', null)
        .orderBy((is) => is('missing_since', 'is', null), 'desc')
        .orderBy(isAnalysedFile, 'desc')
        .orderBy('id'),
    ),
  );
}

export function cutoffsOfTracks({ db, query }: Database, trackIds: readonly string[]): Map<string, number | null> {
  const rows = inParts(trackIds).flatMap((part) =>
    query.all(db.selectFrom('track_fingerprints').select(['track_id', 'cutoff_hz']).where('track_id', 'in', part)),
  );
  return new Map(rows.map((row) => [row.track_id, row.cutoff_hz]));
}

export interface TrackUse {
  readonly crates: number;
  readonly sets: number;
  readonly cues: number;
}

const counted = (table: 'crate_tracks' | 'set_entries' | 'cue_points') =>
  sql<number>`(SELECT count(*) FROM ${sql.table(table)} AS used
    WHERE used.track_id = tracks.id AND used.deleted_at IS NULL)`.as(
    ({ crate_tracks: 'crates', set_entries: 'sets', cue_points: 'cues' } as const)[table],
  );

/** Where tracks are in use. */
export function useOfTracks({ db, query }: Database, trackIds: readonly string[]): Map<string, TrackUse> {
  const rows = inParts(trackIds).flatMap((part) =>
    query.all(
      db
        .selectFrom('tracks')
        .select('id')
        .select([counted('crate_tracks'), counted('set_entries'), counted('cue_points')])
        .where('id', 'in', part),
    ),
  );
  return new Map(rows.map(({ id, ...use }) => [id, use as unknown as TrackUse]));
}
