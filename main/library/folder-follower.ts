import { folderPaths } from '#main/storage/queries/folders.ts';
import { storageError } from '#main/storage/storage-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { FolderCleaner } from './folder-cleaner.ts';
import type { LibraryDeps } from './library-deps.ts';

export interface FolderEvents {
  /** The list of folders changed. */
  readonly onChange: () => void;
  /** A folder that had gone is there again (undo, redo). */
  readonly onReturn: (folder: { readonly id: string; readonly path: string }) => void;
}

export interface FolderFollower {
  /** Resolves when nothing is being taken out. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Keeps the library whole when undo and redo take its folders away and bring them back. */
export function followFolders(deps: LibraryDeps, events: FolderEvents): FolderFollower {
  const { database } = deps;
  const gone = new Set<string>();
  const cleaner = new FolderCleaner(deps, reportProblem);

  function follow(changed: ReadonlySet<string>): void {
    const live = new Map(folderPaths(database).map((folder) => [folder.id, folder]));
    for (const id of changed) {
      const folder = live.get(id);
      if (folder === undefined) {
        gone.add(id);
        cleaner.clean(id);
      } else if (gone.delete(id)) {
        cleaner.end(id, () => events.onReturn(folder));
      }
    }
    events.onChange();
  }

  function reportProblem(error: unknown): void {
    deps.onProblem(error);
    const known = storageError(error);
    const message = known instanceof AppError ? known.message : 'Add the folder again and remove it once more.';
    deps.onNotice({ level: 'error', title: 'Some tracks of a removed folder are still listed', message });
  }

  let isStopped = false;
  const stopListening = database.onChange(({ rows }) => {
    const changed = rows.get('library_folders');
    // After the change has been told to everybody: this makes changes of its own.
    if (changed !== undefined) queueMicrotask(() => (isStopped ? undefined : follow(changed)));
  });
  return {
    idle: () => cleaner.idle(),
    stop: async () => {
      isStopped = true;
      stopListening();
      await cleaner.stop();
    },
  };
}
