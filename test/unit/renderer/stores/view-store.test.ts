import { expect, test } from 'vitest';
import type { SortKey } from '#shared/contract/tracks.ts';
import { nextSort } from '#renderer/stores/view-store.ts';

const up = (field: SortKey['field']): SortKey => ({ field, direction: 'ascending' });
const down = (field: SortKey['field']): SortKey => ({ field, direction: 'descending' });

test('a header goes upwards, downwards, off', () => {
  const first = nextSort([], 'bpm', false);
  expect(first).toEqual([up('bpm')]);
  const second = nextSort(first, 'bpm', false);
  expect(second).toEqual([down('bpm')]);
  expect(nextSort(second, 'bpm', false)).toEqual([]);
});

test('a plain click drops the other keys', () => {
  expect(nextSort([up('genre'), up('bpm')], 'title', false)).toEqual([up('title')]);
});

test('Shift keeps the other keys and the place of the one that turns', () => {
  expect(nextSort([up('genre'), up('bpm')], 'genre', true)).toEqual([down('genre'), up('bpm')]);
  expect(nextSort([down('genre'), up('bpm')], 'genre', true)).toEqual([up('bpm')]);
});

test('a fifth key pushes the oldest out, as the contract takes four', () => {
  const four = [up('genre'), up('bpm'), up('keyIndex'), up('rating')];
  expect(nextSort(four, 'title', true)).toEqual([up('bpm'), up('keyIndex'), up('rating'), up('title')]);
});
