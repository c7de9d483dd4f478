import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** Tables whose rows belong to one track, and go with it from one to another. */
export const BELONGINGS = [
  'files',
  'plays',
  'crate_tracks',
  'set_entries',
  'set_alternatives',
  'track_tags',
  'track_extras',
] as const;
export type BelongingTable = (typeof BELONGINGS)[number];

export interface Belonging {
  readonly table: BelongingTable;
  readonly id: string;
  readonly trackId: string;
  /** The crate, set, tag or format in which a track stands once; null where it may stand as often as it likes. */
  readonly place: string | null;
}

const PLACES = {
  files: null,
  plays: null,
  crate_tracks: 'crate_id',
  set_entries: 'set_id',
  set_alternatives: 'entry_id',
  track_tags: 'tag_id',
  track_extras: 'format',
} as const satisfies Record<BelongingTable, string | null>;

/** Live rows of tracks, in the order in which they were made. */
export function belongingsOf({ raw }: Pick<LibraryDatabase, 'raw'>, trackIds: readonly string[]): Belonging[] {
  return BELONGINGS.flatMap((table) =>
    inParts(trackIds).flatMap((part) => {
      const place = PLACES[table] ?? 'NULL';
      const marks = part.map(() => '?').join(', ');
      const rows = raw
        .prepare<string[], { id: string; trackId: string; place: string | null }>(
          `SELECT id, track_id AS trackId, ${place} AS place FROM ${table}
            WHERE deleted_at IS NULL AND track_id IN (${marks}) ORDER BY id`,
        )
        .all(...part);
      return rows.map((row) => ({ table, ...row }));
    }),
  );
}

/** Live cue points of tracks. */
export function cueRowsOf({ db, query }: Database, trackIds: readonly string[]) {
  return inParts(trackIds).flatMap((part) =>
    query.all(
      db
        .selectFrom('cue_points')
        .select(['track_id', 'kind', 'role', 'slot', 'start_seconds', 'end_seconds', 'name', 'colour'])
        .where('track_id', 'in', part)
        .where('deleted_at', 'is', null)
        .orderBy('start_seconds')
        .orderBy('id'),
    ),
  );
}

/** Live pairs that one of the tracks is in. */
export function pairsOf({ db, query }: Database, trackIds: readonly string[]) {
  return inParts(trackIds).flatMap((part) =>
    query.all(
      db
        .selectFrom('track_pairs')
        .select(['id', 'track_id', 'other_id', 'relation'])
        .where('deleted_at', 'is', null)
        .where((is) => is.or([is('track_id', 'in', part), is('other_id', 'in', part)])),
    ),
  );
}

/** The grid that counts of each track, as it is stored. */
export function gridsOf({ db, query }: Database, trackIds: readonly string[]): Map<string, string | null> {
  const rows = inParts(trackIds).flatMap((part) =>
    query.all(
      db
        .selectFrom('tracks')
        .leftJoin('track_analyses', 'track_analyses.track_id', 'tracks.id')
        .select('tracks.id')
        .select(({ fn }) => fn.coalesce('tracks.grid', 'track_analyses.grid').as('grid'))
        .where('tracks.id', 'in', part),
    ),
  );
  return new Map(rows.map(({ id, grid }) => [id, grid]));
}
