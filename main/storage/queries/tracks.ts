import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface TrackNames {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
}

/** Title and artist text of live tracks; ids that are gone are left out. */
export function trackNames({ db, query }: Database, ids: readonly string[]): TrackNames[] {
  return inParts(ids).flatMap((part) =>
    query.all(
      db.selectFrom('tracks').select(['id', 'title', 'artist']).where('id', 'in', part).where('deleted_at', 'is', null),
    ),
  );
}

/** Live tracks with a present file that have no analysis and wait for none: a killed scan may have left them. */
export function tracksNeverQueued({ db, query }: Database): string[] {
  const rows = query.all(
    db
      .selectFrom('tracks')
      .select('tracks.id')
      .where('tracks.deleted_at', 'is', null)
      .where((is) =>
        is.not(is.exists(is.selectFrom('track_analyses').select('track_id').whereRef('track_id', '=', 'tracks.id'))),
      )
      .where((is) =>
        is.not(is.exists(is.selectFrom('analysis_jobs').select('track_id').whereRef('track_id', '=', 'tracks.id'))),
      )
      .where((is) =>
        is.exists(
          is
            .selectFrom('files')
            .select('files.id')
            .whereRef('files.track_id', '=', 'tracks.id')
            .where('files.deleted_at', 'is', null)
            .where('files.missing_since', 'is', null),
        ),
      ),
  );
  return rows.map(({ id }) => id);
}
