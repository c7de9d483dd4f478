import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** Files of the tracks with what the library says of them, in the order of their paths. */
export function tagTargets({ db, query }: Database, trackIds: readonly string[]) {
  const rows = inParts(trackIds).flatMap((part) =>
    query.all(
      db
        .selectFrom('files')
        .innerJoin('tracks', 'tracks.id', 'files.track_id')
        .select([
          'files.track_id as trackId',
          'files.folder_id as folderId',
          'files.path',
          'files.size_bytes as sizeBytes',
          'files.modified_ms as modifiedMs',
          'files.missing_since as missingSince',
          'tracks.bpm',
          'tracks.key_index as keyIndex',
          'tracks.energy',
          'tracks.rating',
          'tracks.comment',
        ])
        .where('files.track_id', 'in', part)
        .where('files.deleted_at', 'is', null)
        .where('tracks.deleted_at', 'is', null),
    ),
  );
  return rows.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
export type TagTarget = ReturnType<typeof tagTargets>[number];

/** Whether a write has left a file of this size and time at the path. */
export function isTagWriteOf(
  { db, query }: Database,
  path: string,
  left: { readonly size_bytes: number; readonly modified_ms: number },
): boolean {
  const found = query.first(
    db
      .selectFrom('tag_writes')
      .select('id')
      .where('path', '=', path)
      .where('size_bytes', '=', left.size_bytes)
      .where('modified_ms', '=', left.modified_ms)
      .limit(1),
  );
  return found !== undefined;
}

export function tagWritesOfRun({ db, query }: Database, runId: string) {
  return query.all(db.selectFrom('tag_writes').selectAll().where('run_id', '=', runId).orderBy('id'));
}

/** Those in the middle of which the program was stopped. */
export function openTagWrites({ db, query }: Database) {
  // In SQL and not as values: only then SQLite sees that the index holds them.
  const isOpen = sql<boolean>`state IN ('writing', 'restoring')`;
  return query.all(db.selectFrom('tag_writes').selectAll().where(isOpen).orderBy('id'));
}

/** Newest first, with how many files were written and have their old tags back. */
export function tagRuns({ db, query }: Database) {
  return query.all(
    db
      .selectFrom('tag_runs')
      .innerJoin('tag_writes', 'tag_writes.run_id', 'tag_runs.id')
      .select(['tag_runs.id', 'tag_runs.started_at as startedAt', 'tag_runs.fields'])
      .select(({ fn }) => fn.countAll<number>().as('files'))
      .select((row) =>
        row.fn.sum<number>(row.case().when('tag_writes.state', '=', 'restored').then(1).else(0).end()).as('restored'),
      )
      .groupBy('tag_runs.id')
      .orderBy('tag_runs.id', 'desc'),
  );
}

/** Where the files of a track are now. */
export function pathsOfTrack({ db, query }: Database, trackId: string): string[] {
  const rows = query.all(
    db
      .selectFrom('files')
      .select('path')
      .where('track_id', '=', trackId)
      .where('deleted_at', 'is', null)
      .where('missing_since', 'is', null)
      .orderBy('id'),
  );
  return rows.map(({ path }) => path);
}
