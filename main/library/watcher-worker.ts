import { parentPort, workerData } from 'node:worker_threads';
import { type FolderWatch, watchFolder } from './watch-folder.ts';
import type { FoldersMessage, WatchedFolder, WatcherReply, WatcherSetup } from './watcher-messages.ts';

if (parentPort === null) throw new Error('This is the thread that watches the folders: the host starts it.');
const port = parentPort;
const setup = workerData as WatcherSetup;
const watched = new Map<string, FolderWatch>();

const tell = (reply: WatcherReply): void => port.postMessage(reply);

function open(folder: WatchedFolder, askedMs: number): FolderWatch {
  return watchFolder(
    { path: folder.path, askedMs, ...setup },
    {
      onChange: (paths) => tell({ type: 'changed', change: { folder, paths } }),
      onBlind: () => tell({ type: 'cannot-watch', folder }),
    },
  );
}

function follow({ folders, askedMs }: FoldersMessage): void {
  const wanted = new Map(folders.map(({ id, path }) => [id, path]));
  for (const [id, watch] of watched) {
    if (wanted.get(id) === watch.path) continue;
    watched.delete(id);
    // The watcher of a folder that is gone has nobody to tell.
    watch.close().catch(() => undefined);
  }
  for (const folder of folders) if (!watched.has(folder.id)) watched.set(folder.id, open(folder, askedMs));
}

port.on('message', follow);
