import { Worker } from 'node:worker_threads';
import type { FoldersMessage, WatchedFolder, WatcherReply, WatcherSetup } from './watcher-messages.ts';

/** A thread that waits for a drive which does not answer ends when it does; the program does not wait for that. */
const END_MS = 5000;

export interface WatcherThreadEvents {
  readonly onReply: (reply: WatcherReply) => void;
  /** It ended without being told to. */
  readonly onDeath: (cause: unknown) => void;
  /** It was told to end and has not. */
  readonly onStuck: (cause: Error) => void;
}

/** One thread that watches folders. It does not keep the process alive. */
export interface WatcherThread {
  /** Watches these folders and no others. */
  watch(folders: readonly WatchedFolder[]): void;
  /** Nothing is told any more once this is called. Resolves when the thread is gone, or after five seconds. */
  end(): Promise<void>;
}

/** @param workerUrl main/library/watcher-worker.ts, or its bundle. */
export function startWatcherThread(
  workerUrl: URL,
  setup: WatcherSetup,
  { onReply, onDeath, onStuck }: WatcherThreadEvents,
): WatcherThread {
  const worker = new Worker(workerUrl, { name: 'folder-watcher', workerData: setup });
  let isEnding = false;
  let fault: unknown = null;
  worker.on('message', (reply: WatcherReply) => {
    if (!isEnding) onReply(reply);
  });
  worker.on('error', (error) => {
    fault = error;
  });
  worker.on('exit', (code) => {
    if (!isEnding) onDeath(fault ?? new Error(`The thread that watches the folders ended with code ${code}`));
  });
  worker.unref();

  async function ended(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const late = setTimeout(() => {
      onStuck(new Error('The thread that watches the folders does not end'));
      resolve();
    }, END_MS);
    try {
      await Promise.race([worker.terminate(), promise]);
    } finally {
      clearTimeout(late);
    }
  }

  return {
    watch: (folders) => {
      const message: FoldersMessage = { type: 'folders', folders, askedMs: Date.now() };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window: a thread has no origin
      worker.postMessage(message);
    },
    end: () => {
      isEnding = true;
      return ended();
    },
  };
}
