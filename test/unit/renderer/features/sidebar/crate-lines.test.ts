import { expect, test } from 'vitest';
import type { Crate } from '#shared/contract/crates.ts';
import { CrateId } from '#shared/contract/ids.ts';
import { crateLines, foldersAbove, placeAfterStep } from '#renderer/features/sidebar/crate-lines.ts';

const id = (name: string) => CrateId.parse(`01930000-0000-7000-8000-00000000000${'abcdef'.indexOf(name)}`);
const line = (name: string, kind: Crate['kind'], parent: string | null): Crate => {
  const parentId = parent === null ? null : id(parent);
  return { id: id(name), name, kind, parentId, colour: null, query: '', trackCount: 0 };
};
/** a [ b [ c ], d ], e */
const CRATES = [
  line('a', 'folder', null),
  line('b', 'folder', 'a'),
  line('c', 'crate', 'b'),
  line('d', 'smart', 'a'),
  line('e', 'crate', null),
];
const shown = (...open: readonly string[]) =>
  crateLines(CRATES, new Set(open.map(id))).map(({ crate, level }) => '.'.repeat(level - 1) + crate.name);
const crate = (name: string) => CRATES.find((each) => each.name === name)!;

test('only what lies in open folders is shown, at its level', () => {
  expect(shown()).toEqual(['a', 'e']);
  expect(shown('a')).toEqual(['a', '.b', '.d', 'e']);
  expect(shown('a', 'b')).toEqual(['a', '.b', '..c', '.d', 'e']);
  // Open, but out of sight in a closed one.
  expect(shown('b')).toEqual(['a', 'e']);
});

test('a line says its place among its siblings, and whether it can be opened', () => {
  const lines = crateLines(CRATES, new Set([id('a')]));
  expect(lines.map(({ place, siblings, expanded }) => [place, siblings, expanded])).toEqual([
    [1, 2, true],
    [1, 2, false],
    [2, 2, null],
    [2, 2, null],
  ]);
});

test('the keyboard moves a crate among its siblings, into the folder before it, and out', () => {
  expect(placeAfterStep(CRATES, crate('d'), 'up')).toEqual({ side: 'before', of: id('b') });
  expect(placeAfterStep(CRATES, crate('d'), 'down')).toBeNull();
  expect(placeAfterStep(CRATES, crate('d'), 'in')).toEqual({ side: 'into', of: id('b') });
  expect(placeAfterStep(CRATES, crate('d'), 'out')).toEqual({ side: 'after', of: id('a') });
  expect(placeAfterStep(CRATES, crate('a'), 'in')).toBeNull();
  expect(placeAfterStep(CRATES, crate('e'), 'out')).toBeNull();
});

test('the folders above a crate are named from the innermost', () => {
  expect(foldersAbove(CRATES, id('c'))).toEqual([id('b'), id('a')]);
});
