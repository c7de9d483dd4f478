import type { FolderListing, LibraryFolder, ScanState } from '#shared/contract/library.ts';
import type { SearchCompletion } from '#shared/contract/search.ts';
import type { SourcedField } from '#shared/contract/track-sources.ts';
import type { TrackDetail, TrackEdit, TrackPage, TrackQuery } from '#shared/contract/tracks.ts';
import { browseFolder } from './browse-folders.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { folderPaths } from '#main/storage/queries/folders.ts';
import { createSearchCompleter } from './complete-search.ts';
import { editTracks } from './edit-tracks.ts';
import { type FolderFollower, followFolders } from './folder-follower.ts';
import { createFolderWatcher, type FolderWatcher } from './folder-watcher.ts';
import type { LibraryDeps } from './library-deps.ts';
import {
  addFolder,
  findFolder,
  folderById,
  folderName,
  listFolders,
  removeFolder,
  removeTracks,
} from './library-folders.ts';
import { createOutsideFiles, type OutsideFiles } from './outside-files.ts';
import { createRevisionStream } from './revision-stream.ts';
import { createScanner, type Scanner } from './scanner.ts';
import { trackDetail } from './track-detail.ts';
import { createTrackLists } from './track-list.ts';
import type { Provider } from '#shared/domain/provider-value.ts';
import { takeValues } from './track-sources.ts';

/** The library: its folders, their scanning, and its tracks. */
export interface LibraryService {
  /** Looks for what changed while the program was off, and watches the folders from now on. */
  start(): void;
  /** Looks whether the files outside of all folders are still there. Returns at once. */
  checkOutside(): void;
  /** Stops watching and scanning; what was read stays. */
  close(): Promise<void>;
  folders(): Promise<LibraryFolder[]>;
  /** Adds the folder and starts scanning it. @throws {AppError} `conflict` when the library has it already, ... */
  addFolder(path: string): Promise<LibraryFolder>;
  /** Adds the folder unless the library has it, and starts scanning it. */
  ensureFolder(path: string): Promise<void>;
  removeFolder(id: string): Promise<{ removedTracks: number }>;
  browse(path?: string): Promise<FolderListing>;
  /** Scans one folder, or all and what lies outside of them. Returns at once. */
  scan(id?: string): void;
  cancelScan(): void;
  watchScan(signal?: AbortSignal): AsyncGenerator<ScanState, void, void>;
  /** Resolves when no scan runs or waits. */
  scansDone(): Promise<void>;
  tracks(query: TrackQuery, offset: number, limit: number): Promise<TrackPage>;
  trackIds(query: TrackQuery): Promise<TrackId[]>;
  /** Reads in pieces what lists are likely to be sorted by next. */
  warmUp(): Promise<void>;
  complete(text: string, cursor: number): SearchCompletion;
  track(id: TrackId): TrackDetail;
  editTracks(ids: readonly TrackId[], edit: TrackEdit): Promise<{ changed: number }>;
  takeValues(id: TrackId, provider: Provider, fields: readonly SourcedField[]): Promise<{ changed: number }>;
  removeTracks(ids: readonly string[]): Promise<{ removed: number }>;
  watchRevision(signal?: AbortSignal): AsyncGenerator<{ revision: number }, void, void>;
}

export function createLibraryService(deps: LibraryDeps): LibraryService {
  const { database } = deps;
  const scanner = createScanner(deps);
  const outside = createOutsideFiles(deps);

  function scanWhole(folder: { readonly id: string; readonly path: string }, continues: string | null): void {
    const verb = continues === null ? 'Scan' : 'Add';
    scanner.request({ folder, roots: [folder.path], continues, label: `${verb} folder "${folderName(folder.path)}"` });
  }

  async function addAndScan(path: string): Promise<LibraryFolder> {
    const { folder, txnId } = await addFolder(deps, path);
    scanWhole(folder, txnId);
    return folder;
  }

  function scanAll(): void {
    for (const folder of folderPaths(database)) scanWhole(folder, null);
  }

  const watcher = createFolderWatcher(deps, ({ folder, paths }) => {
    scanner.request({ folder, roots: paths, continues: null, label: `Scan folder "${folderName(folder.path)}"` });
  });

  const follower = followFolders(deps, {
    onChange: () => {
      watcher.update();
      scanner.update();
    },
    onReturn: (folder) => scanWhole(folder, null),
  });

  return {
    ...startAndClose({ scanner, watcher, scanAll, follower, outside }),
    folders: () => listFolders(deps),
    addFolder: addAndScan,
    ensureFolder: async (path) => {
      const there = await findFolder(deps, path);
      if (there === undefined) await addAndScan(path);
      else scanWhole(there, null);
    },
    removeFolder: (id) => {
      scanner.cancel(id);
      return removeFolder(deps, id);
    },
    browse: (path) => browseFolder(path ?? deps.homeFolder),
    scan: (id) => {
      if (id !== undefined) scanWhole(folderById(deps, id), null);
      else {
        scanAll();
        outside.check();
      }
    },
    cancelScan: () => scanner.cancel(),
    watchScan: (signal) => scanner.watch(signal),
    scansDone: async () => {
      await follower.idle();
      await scanner.idle();
      await outside.idle();
    },
    ...createReading(deps),
    editTracks: (ids, edit) => editTracks(database, ids, edit),
    takeValues: (id, provider, fields) => takeValues(database, id, provider, fields),
    removeTracks: (ids) => removeTracks(deps, ids),
  };
}

function createReading({
  database,
  clock,
  judge,
}: LibraryDeps): Pick<LibraryService, 'tracks' | 'trackIds' | 'complete' | 'track' | 'warmUp' | 'watchRevision'> {
  const lists = createTrackLists(database, clock, judge);
  const completer = createSearchCompleter(database, clock);
  const revisions = createRevisionStream(database);
  return {
    tracks: (query, offset, limit) => lists.readPage(query, offset, limit),
    trackIds: (query) => lists.readIds(query),
    warmUp: () => lists.warmUp(),
    complete: (text, cursor) => completer.complete(text, cursor),
    track: (id) => trackDetail(database, id),
    watchRevision: (signal) => revisions.watch(signal),
  };
}

interface LibraryLife {
  readonly scanner: Scanner;
  readonly watcher: FolderWatcher;
  readonly scanAll: () => void;
  readonly follower: FolderFollower;
  readonly outside: OutsideFiles;
}

function startAndClose(life: LibraryLife): Pick<LibraryService, 'start' | 'checkOutside' | 'close'> {
  const { scanner, watcher, scanAll, follower, outside } = life;
  return {
    checkOutside: () => outside.check(),
    start: () => {
      watcher.start();
      scanAll();
    },
    close: async () => {
      await follower.stop();
      await watcher.close();
      scanner.cancel();
      outside.cancel();
      await scanner.idle();
      await outside.idle();
    },
  };
}
