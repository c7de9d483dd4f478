export interface WatchTimes {
  /** A file counts as written when it has not grown for so long: copies take their time. */
  readonly settledMs: number;
  /** Changes are passed on when it has been quiet for so long, or at the latest after ten times that. */
  readonly quietMs: number;
}

export interface WatchedFolder {
  readonly id: string;
  readonly path: string;
}

export interface FolderChange {
  readonly folder: WatchedFolder;
  /** Files and folders that may have changed, none below another; the folder itself when there are many. */
  readonly paths: readonly string[];
}

/** What the thread is given at its start. */
export interface WatcherSetup {
  /** Where the program itself writes, without links. */
  readonly ownPlaces: readonly string[];
  readonly times: WatchTimes;
}

/** Host to thread: all folders to watch from now on; state, not deltas. */
export interface FoldersMessage {
  readonly type: 'folders';
  readonly folders: readonly WatchedFolder[];
  /** When that was asked for, on the clock that dates files: what changed in a new folder since then is told. */
  readonly askedMs: number;
}

/**
 * Thread to host. `cannot-watch` comes at most once for each folder: one limit of the system fails for every folder
 * below. Either may still arrive for a folder that the host no longer watches.
 */
export type WatcherReply =
  | { readonly type: 'changed'; readonly change: FolderChange }
  | { readonly type: 'cannot-watch'; readonly folder: WatchedFolder };
