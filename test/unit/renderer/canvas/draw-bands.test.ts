import { expect, test } from 'vitest';
import { bandHeights } from '#renderer/canvas/waveform/draw-bands.ts';

/** Columns of low, mid, high. */
const peaks = (...columns: readonly (readonly [number, number, number])[]) => Uint8Array.from(columns.flat());

test('many columns on one pixel show the loudest of each band', () => {
  const data = peaks([10, 200, 3], [90, 20, 4], [30, 5, 60], [1, 2, 3]);
  expect([...bandHeights(data, 0, 4, 2)]).toEqual([90, 200, 4, 30, 5, 60]);
});

test('one column over many pixels stands on all of them', () => {
  expect([...bandHeights(peaks([1, 2, 3], [4, 5, 6]), 0, 2, 4)]).toEqual([1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]);
});

test('a part of the track takes only its columns', () => {
  const data = peaks([255, 255, 255], [1, 1, 1], [2, 2, 2], [255, 255, 255]);
  expect([...bandHeights(data, 1, 3, 1)]).toEqual([2, 2, 2]);
});
