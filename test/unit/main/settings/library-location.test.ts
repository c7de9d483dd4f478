import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLibraryLocation, settleLibraryFolder } from '#main/settings/library-location.ts';
import { copyLibrary } from '#main/storage/copy-library.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { manualClock, openTempLibrary, tempFolder, trackFields } from '#test/support/temp-library.ts';

const TRACK = '01930000-0000-7000-8000-000000000001';

/** A data folder with a library of one track in it, closed. */
async function dataFolderWithLibrary(): Promise<string> {
  const folder = tempFolder();
  const library = openTempLibrary({ path: join(folder, 'library.db') });
  library.mutate({
    origin: 'user',
    label: 'Add',
    mutations: [{ op: 'insert', table: 'tracks', id: TRACK, set: trackFields({ title: 'Kept' }) }],
  });
  await library.close();
  return folder;
}

const titlesIn = async (folder: string): Promise<unknown[]> => {
  const library = openDatabase({ path: join(folder, 'library.db'), clock: manualClock() });
  const titles = library.raw.prepare('SELECT title FROM tracks').pluck().all();
  await library.close();
  return titles;
};

test('a library that was never moved is in the data folder', async () => {
  const folder = tempFolder();
  expect(await settleLibraryFolder(folder, copyLibrary)).toEqual({ folder, notice: null });
});

test('a move waits for the next start, brings everything along and keeps the old library', async () => {
  const data = await dataFolderWithLibrary();
  const target = join(tempFolder(), 'on the other drive');
  const moved = await createLibraryLocation(data, data).moveLibrary(target);
  expect(moved).toMatchObject({ path: data, movesToOnRestart: target });
  expect(existsSync(join(target, 'library.db'))).toBe(false);

  const settled = await settleLibraryFolder(data, copyLibrary);
  expect(settled).toMatchObject({ folder: target, notice: { level: 'info' } });
  expect(await titlesIn(target)).toEqual(['Kept']);
  expect(await titlesIn(data)).toEqual(['Kept']);
  expect(await settleLibraryFolder(data, copyLibrary)).toEqual({ folder: target, notice: null });
  expect(createLibraryLocation(data, target).location()).toMatchObject({ path: target, movesToOnRestart: null });
});

test('edits made between asking and restarting come along', async () => {
  const data = await dataFolderWithLibrary();
  const target = join(tempFolder(), 'new');
  await createLibraryLocation(data, data).moveLibrary(target);
  const library = openDatabase({ path: join(data, 'library.db'), clock: manualClock() });
  library.mutate({
    origin: 'user',
    label: 'Edit',
    mutations: [{ op: 'update', table: 'tracks', id: TRACK, set: { title: 'Edited later' } }],
  });
  await library.close();
  await settleLibraryFolder(data, copyLibrary);
  expect(await titlesIn(target)).toEqual(['Edited later']);
});

test('moving to where the library is takes the move back', async () => {
  const data = await dataFolderWithLibrary();
  const location = createLibraryLocation(data, data);
  await location.moveLibrary(join(tempFolder(), 'new'));
  expect(await location.moveLibrary(data)).toMatchObject({ movesToOnRestart: null });
});

test('a move that fails leaves the library where it was, and says so', async () => {
  const data = await dataFolderWithLibrary();
  const target = join(tempFolder(), 'new');
  await createLibraryLocation(data, data).moveLibrary(target);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'library.db'), 'someone was faster');
  const settled = await settleLibraryFolder(data, copyLibrary);
  expect(settled).toMatchObject({ folder: data, notice: { level: 'error' } });
  expect(readFileSync(join(target, 'library.db'), 'utf8')).toBe('someone was faster');
  expect(await settleLibraryFolder(data, copyLibrary)).toEqual({ folder: data, notice: null });
});

test('a library that is open elsewhere is not moved', async () => {
  const data = await dataFolderWithLibrary();
  await createLibraryLocation(data, data).moveLibrary(join(tempFolder(), 'new'));
  openTempLibrary({ path: join(data, 'library.db') });
  expect(await settleLibraryFolder(data, copyLibrary)).toMatchObject({ folder: data, notice: { level: 'error' } });
});

test('a folder with a library in it is refused', async () => {
  const data = await dataFolderWithLibrary();
  const other = await dataFolderWithLibrary();
  await expect(createLibraryLocation(data, data).moveLibrary(other)).rejects.toMatchObject({ code: 'conflict' });
});

test.each([
  ['relative/folder', 'invalid-input'],
  [import.meta.filename, 'invalid-input'],
])('%s is refused', async (path, code) => {
  const data = await dataFolderWithLibrary();
  await expect(createLibraryLocation(data, data).moveLibrary(path)).rejects.toMatchObject({ code });
});

test('a moved library whose drive is not connected is not replaced by an empty one', async () => {
  const data = tempFolder();
  const gone = join(data, 'drive', 'music');
  writeFileSync(join(data, 'location.json'), JSON.stringify({ folder: gone, moveTo: null }));
  await expect(settleLibraryFolder(data, copyLibrary)).rejects.toMatchObject({ code: 'unavailable' });
  expect(existsSync(gone)).toBe(false);
});

test('a damaged pointer stops the start with what to do', async () => {
  const data = tempFolder();
  writeFileSync(join(data, 'location.json'), '{"folder":');
  await expect(settleLibraryFolder(data, copyLibrary)).rejects.toMatchObject({ code: 'conflict' });
});

test.skipIf(process.platform !== 'linux')('a folder that cannot be made is refused, and soon', async () => {
  const data = await dataFolderWithLibrary();
  await expect(createLibraryLocation(data, data).moveLibrary('/proc/nothere/new')).rejects.toMatchObject({
    code: 'invalid-input',
    message: '/proc/nothere/new is not a folder that can be used. Choose another.',
  });
});
