import { expect, test } from 'vitest';
import { joinPath, parentOf } from '#renderer/features/import/paths.ts';

test.each([
  ['/home/dj/Set.xml', '/home/dj'],
  ['/Set.xml', '/'],
  ['C:\\Music\\Set.xml', 'C:\\Music'],
  ['C:\\Set.xml', 'C:\\'],
])('%s lies in %s, and is made of it again', (path, folder) => {
  expect(parentOf(path)).toBe(folder);
  expect(joinPath(folder, 'Set.xml')).toBe(path);
});
