import { expect, test } from 'vitest';
import { COLUMN_IDS, moveColumn, useColumns, withNewColumns } from '#renderer/stores/columns-store.ts';

test('a column takes the place of the one it is dropped on, to the left and to the right', () => {
  const order = ['cover', 'title', 'artist', 'bpm'] as const;
  expect(moveColumn(order, 'bpm', 'title')).toEqual(['cover', 'bpm', 'title', 'artist']);
  expect(moveColumn(order, 'cover', 'artist')).toEqual(['title', 'artist', 'cover', 'bpm']);
});

test('moving loses and doubles no column', () => {
  for (const from of COLUMN_IDS)
    for (const to of COLUMN_IDS) expect([...moveColumn(COLUMN_IDS, from, to)].sort()).toEqual([...COLUMN_IDS].sort());
});

test('a column that has come since the order was stored stands last, and is hidden if it is at first', () => {
  const stored = {
    order: COLUMN_IDS.filter((id) => id !== 'tags' && id !== 'genre'),
    hidden: ['bpm'],
    widths: {},
  } as const;
  const revived = withNewColumns(stored);
  expect(revived.order).toEqual([...stored.order, 'genre', 'tags']);
  expect(revived.hidden).toEqual(['bpm', 'tags']);
  // Stored by a version that had one order for all lists.
  expect([...revived.orderInSets].sort()).toEqual([...COLUMN_IDS].sort());
});

test('sets have an order of their own: what is moved in one list of tracks stays where it was in the other', () => {
  const { order, orderInSets, move, reset } = useColumns.getState();
  move('bpm', 'title', true);
  expect(useColumns.getState().order).toEqual(order);
  expect(useColumns.getState().orderInSets).toEqual(moveColumn(orderInSets, 'bpm', 'title'));
  move('key', 'title', false);
  expect(useColumns.getState().order).toEqual(moveColumn(order, 'key', 'title'));
  reset();
  expect(useColumns.getState()).toMatchObject({ order, orderInSets });
});
