import { folderPaths } from '#main/storage/queries/folders.ts';
import type { LibraryDeps } from './library-deps.ts';
import { folderName } from './library-folders.ts';
import type { FolderChange, WatchedFolder, WatcherReply, WatchTimes } from './watcher-messages.ts';
import { startWatcherThread, type WatcherThread } from './watcher-thread.ts';

const WATCH_TIMES: WatchTimes = { settledMs: 2000, quietMs: 1000 };

export interface FolderWatcher {
  /** Watches the folders that the library has. */
  start(): void;
  /** Follows the folders that the library has now; does nothing before the start. */
  update(): void;
  close(): Promise<void>;
}

type WatcherDeps = Pick<LibraryDeps, 'database' | 'ownPlaces' | 'watcherUrl' | 'onNotice' | 'onProblem'>;

/**
 * Watches the library's folders, in a thread of its own that starts with the first folder. A thread that dies is
 * replaced once; when that one dies too, the user is told that new files are not noticed any more.
 */
class ThreadedWatcher implements FolderWatcher {
  private readonly deps: WatcherDeps;
  private readonly onChange: (change: FolderChange) => void;
  private readonly times: WatchTimes;
  private folders: ReadonlyMap<string, WatchedFolder> = new Map();
  private thread: WatcherThread | null = null;
  private isStarted = false;
  private deaths = 0;

  constructor(deps: WatcherDeps, onChange: (change: FolderChange) => void, times: WatchTimes) {
    this.deps = deps;
    this.onChange = onChange;
    this.times = times;
  }

  start(): void {
    this.isStarted = true;
    this.deaths = 0;
    this.update();
  }

  update(): void {
    if (!this.isStarted) return;
    this.folders = new Map(folderPaths(this.deps.database).map((folder) => [folder.id, folder]));
    if (this.thread === null && (this.folders.size === 0 || this.deaths > 1)) return;
    this.thread ??= this.startThread();
    this.thread.watch([...this.folders.values()]);
  }

  async close(): Promise<void> {
    const { thread } = this;
    this.isStarted = false;
    this.thread = null;
    await thread?.end();
  }

  private startThread(): WatcherThread {
    const { watcherUrl, ownPlaces, onProblem } = this.deps;
    return startWatcherThread(
      watcherUrl,
      { ownPlaces, times: this.times },
      { onReply: (reply) => this.receive(reply), onDeath: (cause) => this.replace(cause), onStuck: onProblem },
    );
  }

  private receive(reply: WatcherReply): void {
    const { id, path } = reply.type === 'changed' ? reply.change.folder : reply.folder;
    // It was on its way when the folder left the library.
    if (this.folders.get(id)?.path !== path) return;
    if (reply.type === 'changed') this.onChange(reply.change);
    else this.deps.onNotice(blindNotice(path));
  }

  private replace(cause: unknown): void {
    this.thread = null;
    this.deaths += 1;
    this.deps.onProblem(cause);
    if (this.deaths > 1) {
      this.deps.onNotice(DEAD_NOTICE);
      return;
    }
    this.update();
    // What changed in between was seen by nobody.
    for (const folder of this.folders.values()) this.onChange({ folder, paths: [folder.path] });
  }
}

/** @param onChange Told in small pieces: at most some hundred paths at a time. */
export function createFolderWatcher(
  deps: WatcherDeps,
  onChange: (change: FolderChange) => void,
  times: WatchTimes = WATCH_TIMES,
): FolderWatcher {
  return new ThreadedWatcher(deps, onChange, times);
}

type WatchNotice = Parameters<LibraryDeps['onNotice']>[0];

const NOTICE = { level: 'warning', title: 'New files are not noticed by themselves' } as const;

const blindNotice = (path: string): WatchNotice => ({
  ...NOTICE,
  message: `The system cannot watch all of "${folderName(path)}". Scan the folder when you have changed something in it.`,
});

const DEAD_NOTICE: WatchNotice = {
  ...NOTICE,
  message:
    'Watching the music folders failed twice. Scan a folder when you have changed something in it, or start the program again.',
};
