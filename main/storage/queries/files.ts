import { sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { isAnalysedFile } from './analysed-file.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** A stored location of a track, as the scan needs it. */
export interface StoredFile {
  /** Of the row; later ones have higher numbers. */
  readonly number: number;
  readonly id: string;
  readonly trackId: string;
  readonly folderId: string | null;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly contentHash: string;
  readonly missingSince: string | null;
  readonly isDeleted: boolean;
  readonly isTrackDeleted: boolean;
  /** Its folder left the library (or it never had one). */
  readonly isFolderGone: boolean;
}

interface FileRow {
  readonly number: number;
  readonly id: string;
  readonly track_id: string;
  readonly folder_id: string | null;
  readonly path: string;
  readonly size_bytes: number;
  readonly modified_ms: number;
  readonly content_hash: string;
  readonly missing_since: string | null;
  readonly deleted_at: string | null;
  readonly track_deleted_at: string | null;
  readonly folder_alive: string | null;
}

const rowNumber = sql<number>`files.rowid`;

function selectFiles({ db }: Pick<Database, 'db'>) {
  return db
    .selectFrom('files')
    .innerJoin('tracks', 'tracks.id', 'files.track_id')
    .leftJoin('library_folders', (join) =>
      join.onRef('library_folders.id', '=', 'files.folder_id').on('library_folders.deleted_at', 'is', null),
    )
    .select([
      rowNumber.as('number'),
      'files.id',
      'files.track_id',
      'files.folder_id',
      'files.path',
      'files.size_bytes',
      'files.modified_ms',
      'files.content_hash',
      'files.missing_since',
      'files.deleted_at',
      'tracks.deleted_at as track_deleted_at',
      'library_folders.id as folder_alive',
    ]);
}

function storedFile(row: FileRow): StoredFile {
  return {
    number: row.number,
    id: row.id,
    trackId: row.track_id,
    folderId: row.folder_id,
    path: row.path,
    sizeBytes: row.size_bytes,
    modifiedMs: row.modified_ms,
    contentHash: row.content_hash,
    missingSince: row.missing_since,
    isDeleted: row.deleted_at !== null,
    isTrackDeleted: row.track_deleted_at !== null,
    isFolderGone: row.folder_alive === null,
  };
}

/** Files of a folder that lives, the removed ones included: the next ones after a row number, newest last. */
export function filesOfFolderAfter(database: Database, folderId: string, number: number, limit: number): StoredFile[] {
  const rows = database.query.all(
    selectFiles(database)
      .where('files.folder_id', '=', folderId)
      .where(rowNumber, '>', number)
      .orderBy(rowNumber)
      .limit(limit),
  );
  return rows.map(storedFile);
}

/** Live files that are in no folder of the library: the next ones after a row number. */
export function filesOutsideAfter(database: Database, number: number, limit: number): StoredFile[] {
  const rows = database.query.all(
    selectFiles(database)
      .where('library_folders.id', 'is', null)
      .where('files.deleted_at', 'is', null)
      .where(rowNumber, '>', number)
      .orderBy(rowNumber)
      .limit(limit),
  );
  return rows.map(storedFile);
}

/** The live file at a path, whatever folder it belongs to. */
export function findFileByPath(database: Database, path: string): StoredFile | undefined {
  const row = database.query.first(
    selectFiles(database).where('files.path', '=', path).where('files.deleted_at', 'is', null),
  );
  return row === undefined ? undefined : storedFile(row);
}

/** Files with equal samples of their sound, removed ones included; live ones first, then the newest. */
export function filesByContent(database: Database, sampledHash: string): StoredFile[] {
  // A hash that was told apart from its likeness goes on behind a colon (";" is the character after it).
  const rows = database.query.all(
    selectFiles(database)
      .where((is) =>
        is.or([
          is('files.content_hash', '=', sampledHash),
          is.and([is('files.content_hash', '>', `${sampledHash}:`), is('files.content_hash', '<', `${sampledHash};`)]),
        ]),
      )
      .orderBy((is) => is('files.deleted_at', 'is', null), 'desc')
      .orderBy('files.id', 'desc'),
  );
  return rows.map(storedFile);
}

/** Where the file of a track is: a present one before a missing one, the analysed one before others, then the newest. */
export function bestFileOfTrack(database: Database, trackId: string) {
  return database.query.first(
    database.db
      .selectFrom('files')
      .selectAll()
      .where('track_id', '=', trackId)
      .where('deleted_at', 'is', null)
      .orderBy((is) => is('missing_since', 'is', null), 'desc')
      .orderBy(isAnalysedFile, 'desc')
      .orderBy('id', 'desc')
      .limit(1),
  );
}

/** Of these tracks those that also have a live file outside of the folder. */
export function tracksAlsoElsewhere({ db, query }: Database, folderId: string, trackIds: readonly string[]): string[] {
  const rows = inParts(trackIds).flatMap((part) =>
    query.all(
      db
        .selectFrom('files')
        .select('track_id')
        .distinct()
        .where('deleted_at', 'is', null)
        .where('track_id', 'in', part)
        .where((is) => is.or([is('folder_id', 'is', null), is('folder_id', '!=', folderId)])),
    ),
  );
  return rows.map((row) => row.track_id);
}

/** Ids of the live files of tracks, for removing them with the tracks. */
export function fileIdsOfTracks({ db, query }: Database, trackIds: readonly string[]): string[] {
  const rows = inParts(trackIds).flatMap((part) =>
    query.all(db.selectFrom('files').select('id').where('deleted_at', 'is', null).where('track_id', 'in', part)),
  );
  return rows.map((row) => row.id);
}
