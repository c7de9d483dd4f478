import type { FolderListing, LibraryFolder, ScanState } from '#shared/contract/library.ts';
import { browseFolder } from './browse-folders.ts';
import { libraryFolders } from '#main/storage/queries/folders.ts';
import type { LibraryDeps } from './library-deps.ts';
import { addFolder, folderById, folderName, listFolders, removeFolder, removeTracks } from './library-folders.ts';
import { createScanner } from './scanner.ts';

/** Folders of the library and their scanning. */
export interface LibraryService {
  folders(): Promise<LibraryFolder[]>;
  /** Adds the folder and starts scanning it. */
  addFolder(path: string): Promise<LibraryFolder>;
  removeFolder(id: string): Promise<{ removedTracks: number }>;
  browse(path?: string): Promise<FolderListing>;
  /** Scans one folder, or all. Returns at once. */
  scan(id?: string): void;
  cancelScan(): void;
  watchScan(signal?: AbortSignal): AsyncGenerator<ScanState, void, void>;
  /** Resolves when no scan runs or waits. */
  scansDone(): Promise<void>;
  removeTracks(ids: readonly string[]): Promise<{ removed: number }>;
}

export function createLibraryService(deps: LibraryDeps): LibraryService {
  const scanner = createScanner(deps);

  function scanWhole(folder: { readonly id: string; readonly path: string }, continues: string | null): void {
    const verb = continues === null ? 'Scan' : 'Add';
    scanner.request({ folder, roots: [folder.path], continues, label: `${verb} folder "${folderName(folder.path)}"` });
  }

  return {
    folders: () => listFolders(deps),
    addFolder: async (path) => {
      const { folder, txnId } = await addFolder(deps, path);
      scanWhole(folder, txnId);
      return folder;
    },
    removeFolder: (id) => {
      scanner.cancel(id);
      return removeFolder(deps, id);
    },
    browse: (path) => browseFolder(path ?? deps.homeFolder),
    scan: (id) => {
      if (id !== undefined) scanWhole(folderById(deps, id), null);
      else for (const folder of libraryFolders(deps.database)) scanWhole(folder, null);
    },
    cancelScan: () => scanner.cancel(),
    watchScan: (signal) => scanner.watch(signal),
    scansDone: () => scanner.idle(),
    removeTracks: (ids) => removeTracks(deps, ids),
  };
}
