import { mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFolderWatcher } from '#main/library/folder-watcher.ts';
import type { FolderChange } from '#main/library/watcher-messages.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';

const WATCHER = new URL(import.meta.resolve('#main/library/watcher-worker.ts'));
const TIMES = { settledMs: 50, quietMs: 50 };

function addFolder(database: LibraryDatabase, path: string): string {
  const id = database.newId();
  const set = { path, last_scanned_at: null };
  database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'insert', table: 'library_folders', id, set }] });
  return id;
}

/** A watcher on a real folder; `next` waits for the next change it passes on. */
function watchFolder(database: LibraryDatabase) {
  const changes: FolderChange[] = [];
  let wake: () => void = () => undefined;
  const watcher = createFolderWatcher(
    {
      database,
      ownPlaces: [],
      watcherUrl: WATCHER,
      onNotice: ({ message }) => {
        throw new Error(message);
      },
      onProblem: (error) => {
        throw error;
      },
    },
    (change) => {
      changes.push(change);
      wake();
    },
    TIMES,
  );
  onTestFinished(() => watcher.close());
  watcher.start();
  /** Until a change names the path. */
  async function waitFor(path: string): Promise<FolderChange> {
    for (;;) {
      const found = changes.find(({ paths }) => paths.includes(path));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return { watcher, changes, waitFor };
}

/** Repeats an action until it is noticed: the watcher needs a moment to get ready and tells nobody when it is. */
async function noticed(action: () => void, seen: Promise<FolderChange>): Promise<FolderChange> {
  const timer = setInterval(action, 150);
  action();
  try {
    return await seen;
  } finally {
    clearInterval(timer);
  }
}

test('new, changed, renamed and deleted music is noticed; other files are not', async () => {
  const music = join(tempFolder(), 'music');
  mkdirSync(join(music, 'deep'), { recursive: true });
  const database = openTempLibrary();
  const id = addFolder(database, music);
  const { waitFor, changes } = watchFolder(database);
  const first = join(music, 'deep', 'a.mp3');
  let size = 0;
  const change = await noticed(() => writeFileSync(first, 'x'.repeat((size += 1))), waitFor(first));
  expect(change.folder).toEqual({ id, path: music });
  writeFileSync(join(music, 'cover.jpg'), 'x');
  writeFileSync(join(music, '._a.mp3'), 'x');
  const second = join(music, 'b.mp3');
  renameSync(first, second);
  await waitFor(second);
  unlinkSync(second);
  const third = join(music, 'c.mp3');
  writeFileSync(third, 'x');
  await waitFor(third);
  const paths = changes.flatMap((entry) => entry.paths);
  expect(paths).toContain(second);
  expect(paths.filter((path) => path.includes('cover') || path.includes('._'))).toEqual([]);
});

test('a folder that comes is watched, one that goes is not any more', async () => {
  const base = tempFolder();
  const database = openTempLibrary();
  const { watcher, waitFor, changes } = watchFolder(database);
  const [one, two] = ['one', 'two'].map((name) => join(base, name)) as [string, string];
  mkdirSync(one);
  mkdirSync(two);
  const id = addFolder(database, one);
  addFolder(database, two);
  watcher.update();
  let size = 0;
  await noticed(() => writeFileSync(join(one, 'a.mp3'), 'x'.repeat((size += 1))), waitFor(join(one, 'a.mp3')));
  database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'library_folders', id }] });
  watcher.update();
  const before = changes.filter(({ folder }) => folder.id === id).length;
  rmSync(join(one, 'a.mp3'));
  await noticed(() => writeFileSync(join(two, 'b.mp3'), 'x'.repeat((size += 1))), waitFor(join(two, 'b.mp3')));
  expect(changes.filter(({ folder }) => folder.id === id)).toHaveLength(before);
});
