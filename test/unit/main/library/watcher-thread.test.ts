import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { createFolderWatcher } from '#main/library/folder-watcher.ts';
import type { FolderChange } from '#main/library/watcher-messages.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';

const WATCHER = new URL(import.meta.resolve('#main/library/watcher-worker.ts'));

function addFolder(database: LibraryDatabase, path: string): string {
  const id = database.newId();
  const set = { path, last_scanned_at: null };
  database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'insert', table: 'library_folders', id, set }] });
  return id;
}

function removeFolder(database: LibraryDatabase, id: string): void {
  database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'library_folders', id }] });
}

/** A watcher, the threads that it starts, and all that it tells. */
function openWatcher(watcherUrl: URL = WATCHER) {
  const database = openTempLibrary();
  const changes: FolderChange[] = [];
  const notices: string[] = [];
  const problems: unknown[] = [];
  const threads: Worker[] = [];
  const onThread = (thread: Worker) => void threads.push(thread);
  process.on('worker', onThread);
  onTestFinished(() => void process.off('worker', onThread));
  const watcher = createFolderWatcher(
    {
      database,
      ownPlaces: [],
      watcherUrl,
      onNotice: ({ message }) => void notices.push(message),
      onProblem: (error) => void problems.push(error),
    },
    (change) => void changes.push(change),
    { settledMs: 50, quietMs: 50 },
  );
  onTestFinished(() => watcher.close());
  return { watcher, database, changes, notices, problems, threads };
}

function makeFolder(): string {
  const path = join(tempFolder(), 'music');
  mkdirSync(path);
  return path;
}

/** Writes to a file until a change names it: nobody tells when a watcher is ready. */
async function untilNoticed(path: string, changes: readonly FolderChange[]): Promise<void> {
  let size = 0;
  const isNoticed = () => {
    writeFileSync(path, 'x'.repeat((size += 1)));
    return changes.some(({ paths }) => paths.includes(path));
  };
  await expect.poll(isNoticed, { interval: 150, timeout: 20_000 }).toBe(true);
}

/** A thread that does this with every list of folders. */
const threadThat = (body: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ folders }) => { ${body} });`)}`,
  );

test('no thread before the start, and none before there is a folder to watch', async () => {
  const { watcher, database, changes, threads } = openWatcher();
  watcher.start();
  watcher.update();
  // A new thread is made known a moment later.
  await nextTurn();
  expect(threads).toEqual([]);
  await watcher.close();
  const music = makeFolder();
  addFolder(database, music);
  watcher.update();
  writeFileSync(join(music, 'before.mp3'), 'x');
  await nextTurn();
  expect(threads).toEqual([]);
  await sleep(50);
  watcher.start();
  await untilNoticed(join(music, 'after.mp3'), changes);
  expect(threads).toHaveLength(1);
  expect(changes.flatMap(({ paths }) => paths)).not.toContain(join(music, 'before.mp3'));
});

test('what comes into a folder before its thread is ready is noticed, what lay there is not', async () => {
  const { watcher, database, changes } = openWatcher();
  const music = makeFolder();
  mkdirSync(join(music, 'deep'));
  writeFileSync(join(music, 'old.mp3'), 'x');
  addFolder(database, music);
  // A file's time may be of the last tick of the system's clock.
  await sleep(50);
  watcher.start();
  await sleep(50);
  for (const name of ['cover.jpg', 'new.mp3', join('deep', 'new.mp3')]) writeFileSync(join(music, name), 'x');
  const paths = () => changes.flatMap((change) => change.paths);
  await expect.poll(paths, { timeout: 20_000 }).toContain(join(music, 'deep'));
  await untilNoticed(join(music, 'last.mp3'), changes);
  expect(paths()).toContain(join(music, 'new.mp3'));
  expect(paths().filter((path) => path.endsWith('old.mp3') || path.endsWith('cover.jpg'))).toEqual([]);
});

test('the thread ends on close, and another starts after it', async () => {
  const { watcher, database, changes, problems, threads } = openWatcher();
  const music = makeFolder();
  addFolder(database, music);
  watcher.start();
  await untilNoticed(join(music, 'a.mp3'), changes);
  await watcher.close();
  expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
  watcher.start();
  await untilNoticed(join(music, 'b.mp3'), changes);
  expect(threads).toHaveLength(2);
  expect(problems).toEqual([]);
});

test('a thread that is busy for ever ends on close as well', async () => {
  const { watcher, database, threads } = openWatcher(threadThat('parentPort.postMessage({}); for (;;);'));
  addFolder(database, makeFolder());
  watcher.start();
  await nextTurn();
  const [thread] = threads;
  if (thread === undefined) throw new Error('No thread');
  await once(thread, 'online');
  await watcher.close();
  expect(thread.threadId).toBe(-1);
});

test('a thread that dies is replaced once, with a look through the folders; then the user is told', async () => {
  const { watcher, database, changes, notices, problems, threads } = openWatcher();
  const music = makeFolder();
  const id = addFolder(database, music);
  watcher.start();
  await untilNoticed(join(music, 'a.mp3'), changes);
  changes.length = 0;
  await threads[0]?.terminate();
  await expect.poll(() => changes).toEqual([{ folder: { id, path: music }, paths: [music] }]);
  await untilNoticed(join(music, 'b.mp3'), changes);
  expect([threads.length, problems.length, notices]).toEqual([2, 1, []]);
  await threads[1]?.terminate();
  await expect.poll(() => notices).toEqual([expect.stringContaining('Scan a folder')]);
  watcher.update();
  expect([threads.length, problems.length, notices.length]).toEqual([2, 2, 1]);
});

test('why a thread died is told for the log', async () => {
  const { watcher, database, notices, problems } = openWatcher(threadThat("throw new RangeError('a fault');"));
  addFolder(database, makeFolder());
  watcher.start();
  await expect.poll(() => notices).toHaveLength(1);
  expect(problems).toEqual([1, 2].map(() => expect.objectContaining({ message: 'a fault' })));
});

test('a folder that cannot be watched is told once; the others are watched', async () => {
  const { watcher, database, changes, notices, problems } = openWatcher();
  const music = makeFolder();
  const tooLong = 'x'.repeat(300);
  addFolder(database, join(music, tooLong));
  addFolder(database, music);
  watcher.start();
  await expect.poll(() => notices, { timeout: 20_000 }).toEqual([expect.stringContaining(tooLong)]);
  await untilNoticed(join(music, 'a.mp3'), changes);
  expect([notices.length, problems]).toEqual([1, []]);
});

test('what was on its way for a folder that has left the library is not passed on', async () => {
  const { watcher, database, changes, notices } = openWatcher(
    threadThat(`
      globalThis.first ??= folders[0];
      for (const folder of [globalThis.first, ...folders]) {
        parentPort.postMessage({ type: 'cannot-watch', folder });
        parentPort.postMessage({ type: 'changed', change: { folder, paths: [folder.path] } });
      }`),
  );
  const [gone, kept] = [makeFolder(), makeFolder()];
  const goneId = addFolder(database, gone);
  watcher.start();
  removeFolder(database, goneId);
  addFolder(database, kept);
  watcher.update();
  await expect.poll(() => changes.map(({ folder }) => folder.path)).toEqual([kept]);
  expect(notices).toHaveLength(1);
});

test('a thread that watches does not keep the program alive', () => {
  const script = `
    import { startWatcherThread } from '${import.meta.resolve('#main/library/watcher-thread.ts')}';
    const fail = (what) => { console.log(what); };
    const setup = { ownPlaces: [], times: { settledMs: 50, quietMs: 50 } };
    const thread = startWatcherThread(new URL(process.argv[2]), setup, { onReply: fail, onDeath: fail, onStuck: fail });
    thread.watch([{ id: 'a', path: process.argv[3] }]);
    setTimeout(() => console.log('over'), 500);`;
  const file = join(tempFolder(), 'watch.mjs');
  writeFileSync(file, script);
  const args = [file, WATCHER.href, makeFolder()];
  expect(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 })).toBe('over\n');
});
