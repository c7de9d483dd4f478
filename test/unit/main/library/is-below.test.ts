import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBelow, isBelowAny } from '#main/library/own-places.ts';

const TOP = resolve('/');
/** Few names, some of them beginnings of others, so that paths meet. */
const path = fc
  .array(fc.constantFrom('a', 'a b', 'a-b', 'ab', 'b'), { maxLength: 4 })
  .map((names) => join(TOP, ...names));

test('a path is below any of the folders when it is below one of them', () => {
  fc.assert(
    fc.property(fc.array(path, { maxLength: 8 }), path, (folders, candidate) => {
      expect(isBelowAny(folders)(candidate)).toBe(folders.some((folder) => isBelow(candidate, folder)));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['music/a.mp3', true],
  ['music', true],
  ['music too/a.mp3', false],
  ['', false],
])('whether %s is below one of three folders: %s', (name, isInside) => {
  const folders = ['music', 'demo', join('deep', 'er')].map((folder) => join(TOP, folder));
  expect(isBelowAny(folders)(join(TOP, name))).toBe(isInside);
});
