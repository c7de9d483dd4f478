import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addTap, tappedTempo } from '#shared/domain/tap-tempo.ts';
import { type Seconds, seconds } from '#shared/domain/units.ts';

const series = (times: readonly number[]) =>
  times.map(seconds).reduce<readonly Seconds[]>((taps, time) => addTap(taps, time), []);

test('even taps give their tempo, from the third on', () => {
  expect(tappedTempo(series([1, 1.5]))).toBeNull();
  expect(tappedTempo(series([1, 1.5, 2]))).toBeCloseTo(120, 9);
});

test('a missed tap does not move it, whichever it is', () => {
  fc.assert(
    fc.property(fc.double({ min: 60, max: 200, noNaN: true }), fc.integer({ min: 1, max: 7 }), (tempo, missed) => {
      const times = Array.from({ length: 9 }, (_, index) => index * (60 / tempo));
      expect(tappedTempo(series(times.filter((_time, index) => index !== missed)))).toBeCloseTo(tempo, 6);
    }),
  );
});

test('hands that shake by 20 ms are within 10 %', () => {
  const jitter = fc.array(fc.double({ min: -0.02, max: 0.02, noNaN: true }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(fc.double({ min: 70, max: 140, noNaN: true }), jitter, (tempo, errors) => {
      const tapped = tappedTempo(series(errors.map((error, index) => 1 + index * (60 / tempo) + error))) ?? 0;
      expect(Math.abs(tapped / tempo - 1)).toBeLessThan(0.1);
    }),
  );
});

test('a pause begins again, and old taps are forgotten', () => {
  expect(series([1, 1.5, 2, 9])).toEqual([9]);
  const faster = [...Array.from({ length: 20 }, (_, i) => i), ...Array.from({ length: 17 }, (_, i) => 20 + i * 0.5)];
  expect(tappedTempo(series(faster))).toBeCloseTo(120, 9);
});
