import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { browseFolder, listDrives } from '#main/library/browse-folders.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { HAS_FILE_MODES, withoutRoot } from '#test/support/without-root.ts';

// Windows has no line breaks in names.
const odd = process.platform === 'win32' ? [] : ['two\nlines'];

test('only folders, without hidden ones, sorted as people expect, links to folders included', async () => {
  const base = tempFolder();
  for (const name of ['Crate 10', 'crate 2', 'Älter', '.hidden', ...odd]) mkdirSync(join(base, name));
  writeFileSync(join(base, 'song.mp3'), '');
  symlinkSync(join(base, 'crate 2'), join(base, 'link'));
  symlinkSync(base, join(base, 'loop'));
  symlinkSync(join(base, 'song.mp3'), join(base, 'file link'));
  symlinkSync('/nowhere', join(base, 'broken link'));
  const listing = await browseFolder(base);
  expect(listing.folders.map(({ name }) => name)).toEqual(['Älter', 'crate 2', 'Crate 10', 'link', 'loop', ...odd]);
  expect(listing.folders[1]).toEqual({ name: 'crate 2', path: join(base, 'crate 2') });
  expect((await browseFolder(join(base, 'loop', 'loop', 'crate 2'))).folders).toEqual([]);
});

test('the parent leads up to the top, which has none', async () => {
  const base = tempFolder();
  expect((await browseFolder(join(base, '.', 'x', '..'))).parent).toBe(join(base, '..'));
  expect((await browseFolder('/')).parent).toBeNull();
});

test.each([
  ['nowhere', 'not-found'],
  ['file', 'invalid-input'],
])('%s answers %s', async (name, code) => {
  const base = tempFolder();
  writeFileSync(join(base, 'file'), '');
  await expect(browseFolder(join(base, name))).rejects.toMatchObject({ code, name: 'AppError' });
});

test.each(['', 'relative/path', '../up', '/with\0zero'])('%j is refused', async (path) => {
  await expect(browseFolder(path)).rejects.toMatchObject({ code: 'invalid-input' });
});

test.skipIf(!HAS_FILE_MODES)('a folder without permission answers permission-denied', async () => {
  const base = tempFolder();
  chmodSync(base, 0o755);
  const locked = join(base, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0o000);
  onTestFinished(() => chmodSync(locked, 0o755));
  await expect(withoutRoot(() => browseFolder(locked))).rejects.toMatchObject({ code: 'permission-denied' });
});

test('on Windows the drives that can be opened stand above all folders', async () => {
  const connected = new Set(['C:\\', 'E:\\']);
  expect(await listDrives(async (path) => connected.has(path))).toEqual({
    path: '',
    parent: null,
    folders: [
      { name: 'C:', path: 'C:\\' },
      { name: 'E:', path: 'E:\\' },
    ],
  });
});
