import { expect, test } from 'vitest';
import { decodePeaks, encodePeaks } from '#shared/domain/peaks.ts';

test('peaks survive encoding, also from the middle of a larger buffer', () => {
  const peaks = { columnsPerSecond: 87.5, data: Uint8Array.from([0, 1, 2, 255, 128, 64]) };
  const bytes = encodePeaks(peaks);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodePeaks(shifted.subarray(3))).toEqual(peaks);
});

test('foreign and cut bytes are refused', () => {
  const bytes = encodePeaks({ columnsPerSecond: 100, data: new Uint8Array(30) });
  expect(() => decodePeaks(bytes.subarray(0, 20))).toThrow(/cut short/);
  expect(() => decodePeaks(new Uint8Array(64))).toThrow(/Not waveform peaks/);
  expect(() => decodePeaks(new Uint8Array(2))).toThrow(RangeError);
});
