import { expect, test } from 'vitest';
import { COLUMN_IDS, moveColumn } from '#renderer/stores/columns-store.ts';

test('a column takes the place of the one it is dropped on, to the left and to the right', () => {
  const order = ['cover', 'title', 'artist', 'bpm'] as const;
  expect(moveColumn(order, 'bpm', 'title')).toEqual(['cover', 'bpm', 'title', 'artist']);
  expect(moveColumn(order, 'cover', 'artist')).toEqual(['title', 'artist', 'cover', 'bpm']);
});

test('moving loses and doubles no column', () => {
  for (const from of COLUMN_IDS)
    for (const to of COLUMN_IDS) expect([...moveColumn(COLUMN_IDS, from, to)].sort()).toEqual([...COLUMN_IDS].sort());
});
