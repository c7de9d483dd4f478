import { expect, test } from 'vitest';
import { mixGain, mixGainDecibels } from '#shared/domain/transition/mix-gain.ts';

test.each([
  [-8, -6],
  [-14, 0],
  [-17, 3],
  // Quiet recordings are not raised further.
  [-40, 6],
  // As most club music.
  [null, -5],
])('%s LUFS is changed by %d dB', (loudness, decibels) => {
  expect(mixGainDecibels(loudness)).toBe(decibels);
});

test('6 dB are twice the sample', () => {
  expect(mixGain(-14)).toBe(1);
  expect(mixGain(-20)).toBeCloseTo(1.995, 3);
});
