import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeError, writeFileAtomic } from '#main/platform/atomic-file.ts';
import { tempFolder } from '#test/support/temp-library.ts';

test('replaces the content and leaves no other file', async () => {
  const folder = tempFolder();
  const path = join(folder, `${'n'.repeat(240)}.json`);
  await writeFileAtomic(path, 'one');
  await writeFileAtomic(path, Uint8Array.from([0x74, 0x77, 0x6f]));
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a write that fails leaves the old file and nothing else', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'file'), 'old');
  await expect(writeFileAtomic(join(folder, 'file', 'below'), 'new')).rejects.toThrow('ENOTDIR');
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['file']);
  await expect(writeFileAtomic(join(folder, 'none', 'file'), 'new')).rejects.toThrow('ENOENT');
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told as such', async () => {
  let failure: unknown = null;
  try {
    writeFileSync('/dev/full', 'x'); // the kernel answers every write to it with ENOSPC
  } catch (error) {
    failure = writeError(error, 'set.m3u');
  }
  expect(failure).toMatchObject({ code: 'storage-full', details: { name: 'set.m3u' } });
});

test('missing permission is told as such, anything else is passed on', () => {
  const denied = Object.assign(new Error('EACCES'), { code: 'EACCES' });
  expect(writeError(denied, 'set.m3u')).toMatchObject({ code: 'permission-denied' });
  const other = new Error('other');
  expect(writeError(other, 'set.m3u')).toBe(other);
});
