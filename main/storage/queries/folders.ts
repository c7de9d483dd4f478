import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface StoredFolder {
  readonly id: string;
  readonly path: string;
  readonly lastScannedAt: string | null;
  /** Live tracks with a live file in the folder. */
  readonly trackCount: number;
}

/** Folders of the library by path. */
export function libraryFolders({ db, query }: Database): StoredFolder[] {
  const rows = query.all(
    db
      .selectFrom('library_folders')
      .select(['library_folders.id', 'library_folders.path', 'library_folders.last_scanned_at'])
      .select((is) =>
        is
          .selectFrom('files')
          .innerJoin('tracks', 'tracks.id', 'files.track_id')
          .select((inner) => inner.fn.count<number>('files.track_id').distinct().as('count'))
          .whereRef('files.folder_id', '=', 'library_folders.id')
          .where('files.deleted_at', 'is', null)
          .where('tracks.deleted_at', 'is', null)
          .as('track_count'),
      )
      .where('library_folders.deleted_at', 'is', null)
      .orderBy('library_folders.path'),
  );
  return rows.map((row) => ({
    id: row.id,
    path: row.path,
    lastScannedAt: row.last_scanned_at,
    trackCount: row.track_count ?? 0,
  }));
}

export function isFolderLive({ db, query }: Database, id: string): boolean {
  return (
    query.first(db.selectFrom('library_folders').select('id').where('id', '=', id).where('deleted_at', 'is', null)) !==
    undefined
  );
}

/** Id and path of the live folders, by path; quicker than with their counts. */
export function folderPaths({ db, query }: Database): { readonly id: string; readonly path: string }[] {
  return query.all(
    db.selectFrom('library_folders').select(['id', 'path']).where('deleted_at', 'is', null).orderBy('path'),
  );
}
