import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

const NO_PRESENT_FILE = sql<boolean>`NOT EXISTS (SELECT 1 FROM files AS present WHERE present.track_id = tracks.id
  AND present.deleted_at IS NULL AND present.missing_since IS NULL)`;

/** A live track none of whose files is there, once for each of them; once without where it never had one. */
export interface MissingFile {
  readonly number: number;
  readonly trackId: string;
  readonly title: string;
  readonly artist: string;
  readonly durationSeconds: number | null;
  readonly fileId: string | null;
  readonly path: string | null;
  readonly sizeBytes: number | null;
  readonly contentHash: string | null;
}

export function missingFiles({ db, query }: Database): MissingFile[] {
  return query.all(
    db
      .selectFrom('tracks')
      .leftJoin('files', (join) => join.onRef('files.track_id', '=', 'tracks.id').on('files.deleted_at', 'is', null))
      .select(['tracks.number', 'tracks.id as trackId', 'tracks.title', 'tracks.artist'])
      .select(['tracks.duration_seconds as durationSeconds', 'files.id as fileId', 'files.path'])
      .select(['files.size_bytes as sizeBytes', 'files.content_hash as contentHash'])
      .where('tracks.deleted_at', 'is', null)
      .where(NO_PRESENT_FILE)
      .orderBy('tracks.number'),
  );
}

/** Whether a live file that is in its place has this path: it belongs to a track already. */
export function isPresentPath({ db, query }: Database, path: string): boolean {
  const file = query.first(
    db.selectFrom('files').select('missing_since').where('path', '=', path).where('deleted_at', 'is', null),
  );
  return file?.missing_since === null;
}

/** The content that the analysis of a track is of. */
export function analysedContent({ db, query }: Database, trackId: string): string | null {
  const row = query.first(db.selectFrom('track_analyses').select('content_hash').where('track_id', '=', trackId));
  return row?.content_hash ?? null;
}

/** Live files of one track, missing ones first, in the order in which they became known. */
export function placesOfTrack({ db, query }: Database, trackId: string) {
  return query.all(
    db
      .selectFrom('files')
      .select(['id', 'path', 'missing_since'])
      .where('track_id', '=', trackId)
      .where('deleted_at', 'is', null)
      .orderBy((is) => is('missing_since', 'is', null))
      .orderBy('id'),
  );
}
