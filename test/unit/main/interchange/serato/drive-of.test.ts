import { join, parse } from 'node:path';
import { expect, test } from 'vitest';
import { driveOf } from '#main/interchange/serato/drive-of.ts';
import { tempFolder } from '#test/support/temp-library.ts';

test('a folder of the system belongs to its drive, also one that is not there yet', async () => {
  const folder = tempFolder();
  expect(await driveOf(folder)).toBe(parse(folder).root);
  expect(await driveOf(join(folder, 'new', 'Music'))).toBe(parse(folder).root);
});

test.runIf(process.platform === 'linux')('where another drive is mounted, paths begin there', async () => {
  expect(await driveOf('/proc')).toBe('/proc');
});
