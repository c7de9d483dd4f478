import { expect, test } from 'vitest';
import { pixelColumns } from '#renderer/canvas/waveform/draw-wave.ts';

type Column = readonly [up: number, down: number, low: number, mid: number, high: number];
const peaks = (...columns: readonly Column[]) => ({ columnsPerSecond: 98, data: Uint8Array.from(columns.flat()) });
const same = (value: number): Column => [value, value, value, value, value];

test('many columns on one pixel show the loudest of each value', () => {
  const some = peaks([9, 1, 10, 200, 3], [2, 8, 90, 20, 4], [5, 5, 30, 5, 60], same(2));
  expect([...pixelColumns(some, 0, 4, 2)]).toEqual([9, 8, 90, 200, 4, 5, 5, 30, 5, 60]);
});

test('one column over many pixels stands on all of them', () => {
  expect([...pixelColumns(peaks(same(1), same(4)), 0, 2, 4)]).toEqual([...same(1), ...same(1), ...same(4), ...same(4)]);
});

test('a part of the track takes only its columns', () => {
  expect([...pixelColumns(peaks(same(255), same(1), same(2), same(255)), 1, 3, 1)]).toEqual([...same(2)]);
});
