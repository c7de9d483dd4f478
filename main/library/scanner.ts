import type { ScanState } from '#shared/contract/library.ts';
import { folderPaths, isFolderLive } from '#main/storage/queries/folders.ts';
import type { LibraryDeps } from './library-deps.ts';
import { scanFailure } from './scan-failure.ts';
import { type ScanRequest, scanFolder } from './scan-folder.ts';
import { ScanProgress } from './scan-progress.ts';

/** Runs scans one after the other and tells how far they are. */
export interface Scanner {
  /** Puts a scan in the queue; one that waits for the same folder takes it in. */
  request(request: ScanRequest): void;
  /** Stops the running scan and forgets the waiting ones; of one folder only, if given. What was read stays. */
  cancel(folderId?: string): void;
  /** The list of folders has changed: forgets the problems of those that are gone. */
  update(): void;
  watch(signal?: AbortSignal): AsyncGenerator<ScanState, void, void>;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
}

function merge(waiting: ScanRequest, more: ScanRequest): ScanRequest {
  return {
    ...waiting,
    continues: waiting.continues ?? more.continues,
    label: waiting.continues === null ? more.label : waiting.label,
    roots: [...new Set([...waiting.roots, ...more.roots])],
  };
}

/** Whether the folder itself is to be walked, which takes in every other root. */
function isWholeFolder({ roots, folder }: ScanRequest): boolean {
  return roots.includes(folder.path);
}

export function createScanner(deps: LibraryDeps): Scanner {
  const progress = new ScanProgress(deps.clock);
  let queue: ScanRequest[] = [];
  let running: { readonly folderId: string; readonly abort: AbortController } | null = null;
  let run: Promise<void> | null = null;

  function forgetGone(): void {
    const live = new Set(folderPaths(deps.database).map(({ id }) => id));
    progress.settle(({ folder }) => !live.has(folder.id));
  }

  async function runQueue(): Promise<void> {
    progress.start();
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await runOne(next);
    progress.finish();
    run = null;
  }

  async function runOne(request: ScanRequest): Promise<void> {
    const abort = new AbortController();
    running = { folderId: request.folder.id, abort };
    const isLive = (): boolean => isFolderLive(deps.database, request.folder.id);
    // Undo may take the folder away while it is being scanned.
    const stopListening = deps.database.onChange(({ rows }) => {
      if (rows.get('library_folders')?.has(request.folder.id) && !isLive()) abort.abort();
    });
    try {
      const roots = isWholeFolder(request) ? [request.folder.path] : request.roots;
      if (isLive()) await scanFolder({ ...request, roots }, { deps, progress, signal: abort.signal });
    } catch (error) {
      deps.onProblem(error);
      const reason = scanFailure(error);
      progress.problem({ folder: request.folder, path: request.folder.path, reason, isFailed: true });
      deps.onNotice({ level: 'error', title: 'A folder could not be scanned', message: reason });
    } finally {
      stopListening();
      // Files that were being read when their folder was removed.
      forgetGone();
      running = null;
    }
  }

  return {
    request: (request) => {
      const waiting = queue.findIndex(({ folder }) => folder.id === request.folder.id);
      const other = queue[waiting];
      if (other === undefined) queue.push(request);
      else queue[waiting] = merge(other, request);
      run ??= runQueue();
    },
    cancel: (folderId) => {
      queue = folderId === undefined ? [] : queue.filter(({ folder }) => folder.id !== folderId);
      if (running !== null && (folderId === undefined || running.folderId === folderId)) running.abort.abort();
    },
    update: forgetGone,
    watch: (signal) => progress.stream.watch(signal),
    idle: async () => {
      // What just happened may ask for a scan in its wake.
      await Promise.resolve();
      for (let current = run; current !== null; current = run) await current;
    },
  };
}
