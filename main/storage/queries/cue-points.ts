import type { Selectable } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { CuePointsTable } from '#main/storage/schema.ts';
import type { CuePoint } from '#shared/contract/cue-points.ts';
import { CueId } from '#shared/contract/ids.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

function cuePoint(row: Selectable<CuePointsTable>): CuePoint {
  return {
    id: CueId.parse(row.id),
    kind: row.kind,
    slot: row.slot,
    startSeconds: row.start_seconds,
    endSeconds: row.end_seconds,
    name: row.name,
    colour: row.colour,
  };
}

/** Live cue points of a track in its order. */
export function cuesOfTrack({ db, query }: Database, trackId: string): CuePoint[] {
  const rows = query.all(
    db
      .selectFrom('cue_points')
      .selectAll()
      .where('track_id', '=', trackId)
      .where('deleted_at', 'is', null)
      .orderBy('start_seconds')
      .orderBy('id'),
  );
  return rows.map(cuePoint);
}

/** A live cue point and whose it is; undefined when it is gone. */
export function cueById({ db, query }: Database, id: string): { trackId: string; cue: CuePoint } | undefined {
  const row = query.first(db.selectFrom('cue_points').selectAll().where('id', '=', id).where('deleted_at', 'is', null));
  return row === undefined ? undefined : { trackId: row.track_id, cue: cuePoint(row) };
}
