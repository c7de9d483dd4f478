import type { Stats } from 'node:fs';
import { basename, sep } from 'node:path';
import { watch } from 'chokidar';
import { isHidden, mayBeAudio } from './audio-format.ts';
import { skipsOwnPlacesAsSpelled } from './own-places.ts';
import type { WatcherSetup } from './watcher-messages.ts';

/** With more changes than this, looking through the whole folder is quicker. */
const MANY_PATHS = 500;

export interface WatchEvents {
  /** @param paths As in FolderChange. */
  readonly onChange: (paths: readonly string[]) => void;
  /** Something of the folder cannot be watched; at most once. */
  readonly onBlind: () => void;
}

export interface WatchRequest extends WatcherSetup {
  readonly path: string;
  /** What has changed in the folder since then is told, although the watching begins later. */
  readonly askedMs: number;
}

export interface FolderWatch {
  readonly path: string;
  close(): Promise<void>;
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

/**
 * Watches one folder. Its first pass takes in the names of all files in one piece: never on the host's thread. Links are
 * not followed (they could lead in circles): what changes behind them is found by the scan at the next start.
 */
export function watchFolder({ path, askedMs, ownPlaces, times }: WatchRequest, events: WatchEvents): FolderWatch {
  const isOwn = skipsOwnPlacesAsSpelled(ownPlaces, path);
  const isNoMusic = (candidate: string, stats?: Stats): boolean =>
    isHidden(basename(candidate)) || (stats?.isFile() === true && mayBeAudio(candidate) === 'no');
  const changes = new ChangeCollector(times.quietMs, (paths) =>
    events.onChange(paths.length > MANY_PATHS ? [path] : outermost(paths)),
  );
  let isReady = false;
  /** The first pass shows everything here, and tells nobody what came while it went on and before. */
  const isNews = (stats?: Stats): boolean => !isReady && stats !== undefined && stats.ctimeMs >= askedMs;
  const isIgnored = (candidate: string, stats?: Stats): boolean => {
    if (candidate === path) return false;
    if (isNoMusic(candidate, stats) || isOwn(candidate)) return true;
    if (isNews(stats)) changes.add(candidate);
    return false;
  };
  const watcher = watch(path, {
    ignored: isIgnored,
    ignoreInitial: true,
    ignorePermissionErrors: true,
    followSymlinks: false,
    awaitWriteFinish: { stabilityThreshold: times.settledMs, pollInterval: Math.ceil(times.settledMs / 10) },
  });
  watcher.on('ready', () => {
    isReady = true;
  });
  watcher.on('all', (_event, changed) => changes.add(changed));
  let isTold = false;
  watcher.on('error', () => {
    if (!isTold) events.onBlind();
    isTold = true;
  });
  return {
    path,
    close: async () => {
      changes.stop();
      await watcher.close();
    },
  };
}
