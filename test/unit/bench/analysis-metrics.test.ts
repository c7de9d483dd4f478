import { expect, test } from 'vitest';
import { beatFMeasure, isSameTempo, isSameTempoInAnOctave, median, mirexKeyScore } from '#bench/analysis-metrics.ts';
import { musicalKey } from '#shared/domain/key.ts';

test('tempo within the tolerance, and octaves of it', () => {
  expect(isSameTempo(121, 120, 0.01)).toBe(true);
  expect(isSameTempo(122, 120, 0.01)).toBe(false);
  expect([60, 240, 360, 40].map((bpm) => isSameTempoInAnOctave(bpm, 120, 0.01))).toEqual([true, true, true, true]);
  expect(isSameTempoInAnOctave(80, 120, 0.04)).toBe(false);
});

test('a beat is matched once within 70 ms', () => {
  expect(beatFMeasure([0.05, 1.05, 2.05], [0, 1, 2])).toBe(1);
  expect(beatFMeasure([0.5, 1.5, 2.5], [0, 1, 2])).toBe(0);
  expect(beatFMeasure([0, 0.5, 1, 1.5, 2, 2.5], [0, 1, 2])).toBeCloseTo(2 / 3, 9);
  expect(beatFMeasure([0, 0.01], [0])).toBeCloseTo(2 / 3, 9);
});

test('MIREX scores: exact, fifth, relative, parallel, other', () => {
  const aMinor = musicalKey(9, 'minor');
  const others = [
    aMinor,
    musicalKey(4, 'minor'),
    musicalKey(0, 'major'),
    musicalKey(9, 'major'),
    musicalKey(1, 'major'),
  ];
  expect(others.map((key) => mirexKeyScore(key, aMinor))).toEqual([1, 0.5, 0.3, 0.2, 0]);
  expect(mirexKeyScore(musicalKey(9, 'minor'), musicalKey(0, 'major'))).toBe(0.3);
  expect(mirexKeyScore(null, aMinor)).toBe(0);
});

test('median of odd and even lists', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});
