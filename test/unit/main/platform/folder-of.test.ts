import { expect, test } from 'vitest';
import { folderFinder } from '#main/platform/folder-of.ts';

test.each([
  ['/', '/a.mp3', true],
  ['E:\\', 'E:\\House\\a.mp3', true],
  ['E:\\', 'F:\\a.mp3', false],
  ['/music', '/music/a.mp3', true],
  ['/music', '/music 2/a.mp3', false],
  ['C:\\Music', 'C:\\Music\\a.mp3', true],
])('of the folder %s: %s is in it: %s', (path, file, isIn) => {
  expect(folderFinder([{ id: 'folder', path }])(file)).toBe(isIn ? 'folder' : null);
});
