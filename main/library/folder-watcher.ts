import type { Stats } from 'node:fs';
import { basename, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { folderPaths } from '#main/storage/queries/folders.ts';
import { isHidden, mayBeAudio } from './audio-format.ts';
import type { LibraryDeps } from './library-deps.ts';
import { folderName } from './library-folders.ts';
import { skipsOwnPlacesAsSpelled } from './own-places.ts';

export interface WatchTimes {
  /** A file counts as written when it has not grown for so long: copies take their time. */
  readonly settledMs: number;
  /** Changes are passed on when it has been quiet for so long, or at the latest after ten times that. */
  readonly quietMs: number;
}

const WATCH_TIMES: WatchTimes = { settledMs: 2000, quietMs: 1000 };
/** With more changes than this, looking through the whole folder is quicker. */
const MANY_PATHS = 500;

export interface FolderWatcher {
  /** Watches the folders that the library has. */
  start(): void;
  /** Follows the folders that the library has now; does nothing before the start. */
  update(): void;
  close(): Promise<void>;
}

export interface FolderChange {
  readonly folder: { readonly id: string; readonly path: string };
  /** Files and folders that may have changed, none below another. */
  readonly paths: readonly string[];
}

/** Leaves out what lies below another of the paths. */
function outermost(paths: Iterable<string>): string[] {
  const kept: string[] = [];
  for (const path of [...paths].sort()) {
    const last = kept.at(-1);
    if (last === undefined || (path !== last && !path.startsWith(last + sep))) kept.push(path);
  }
  return kept;
}

/** Collects the changes of one folder until it is quiet. */
class ChangeCollector {
  private readonly paths = new Set<string>();
  private readonly quietMs: number;
  private readonly pass: (paths: string[]) => void;
  private timer: NodeJS.Timeout | undefined;
  private delays = 0;

  constructor(quietMs: number, pass: (paths: string[]) => void) {
    this.quietMs = quietMs;
    this.pass = pass;
  }

  add(path: string): void {
    this.paths.add(path);
    if (this.timer !== undefined && this.delays >= 10) return;
    this.delays += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), this.quietMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.paths.clear();
  }

  private flush(): void {
    const paths = [...this.paths];
    this.paths.clear();
    this.timer = undefined;
    this.delays = 0;
    if (paths.length > 0) this.pass(paths);
  }
}

interface Watched {
  readonly path: string;
  readonly watcher: FSWatcher;
  readonly changes: ChangeCollector;
}

/**
 * Watches the library's folders. Links are not followed (they could lead in circles): what changes behind them is found
 * by the scan at the next start.
 */
export function createFolderWatcher(
  deps: Pick<LibraryDeps, 'database' | 'ownPlaces' | 'onNotice'>,
  onChange: (change: FolderChange) => void,
  times: WatchTimes = WATCH_TIMES,
): FolderWatcher {
  const watched = new Map<string, Watched>();

  function watchFolder(folder: FolderChange['folder']): Watched {
    const { path } = folder;
    const isOwn = skipsOwnPlacesAsSpelled(deps.ownPlaces, path);
    const isNoMusic = (candidate: string, stats?: Stats): boolean =>
      isHidden(basename(candidate)) || (stats?.isFile() === true && mayBeAudio(candidate) === 'no');
    const isIgnored = (candidate: string, stats?: Stats): boolean =>
      candidate !== path && (isNoMusic(candidate, stats) || isOwn(candidate));
    const changes = new ChangeCollector(times.quietMs, (paths) =>
      onChange({ folder, paths: paths.length > MANY_PATHS ? [path] : outermost(paths) }),
    );
    const watcher = watch(path, {
      ignored: isIgnored,
      ignoreInitial: true,
      ignorePermissionErrors: true,
      followSymlinks: false,
      awaitWriteFinish: { stabilityThreshold: times.settledMs, pollInterval: Math.ceil(times.settledMs / 10) },
    });
    watcher.on('all', (_event, changed) => changes.add(changed));
    let isTold = false;
    watcher.on('error', () => {
      // One limit of the system fails for every folder below: once is enough.
      if (!isTold) deps.onNotice(watchNotice(path));
      isTold = true;
    });
    return { path, watcher, changes };
  }

  async function stop({ watcher, changes }: Watched): Promise<void> {
    changes.stop();
    await watcher.close();
  }

  let isStarted = false;
  function update(): void {
    if (!isStarted) return;
    const folders = new Map(folderPaths(deps.database).map((folder) => [folder.id, folder]));
    for (const [id, entry] of watched) {
      if (folders.get(id)?.path === entry.path) continue;
      watched.delete(id);
      // The watcher of a folder that is gone has nobody to tell.
      stop(entry).catch(() => undefined);
    }
    for (const [id, folder] of folders) if (!watched.has(id)) watched.set(id, watchFolder(folder));
  }

  return {
    start: () => {
      isStarted = true;
      update();
    },
    update,
    close: async () => {
      isStarted = false;
      const entries = [...watched.values()];
      watched.clear();
      await Promise.all(entries.map(stop));
    },
  };
}

function watchNotice(path: string): Parameters<LibraryDeps['onNotice']>[0] {
  return {
    level: 'warning',
    title: 'New files are not noticed by themselves',
    message: `The system cannot watch all of "${folderName(path)}". Scan the folder when you have changed something in it.`,
  };
}
