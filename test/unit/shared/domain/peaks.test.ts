import { describe, expect, test } from 'vitest';
import { COLUMN_BYTES, columnsOf, decodePeaks, encodePeaks, levelFor, levelsOf } from '#shared/domain/peaks.ts';

/** A waveform whose columns are their number in every byte. */
function counting(columns: number, columnsPerSecond = 98) {
  const data = Uint8Array.from({ length: columns * COLUMN_BYTES }, (_, i) => Math.floor(i / COLUMN_BYTES) % 256);
  return { columnsPerSecond, data };
}

describe('encoding', () => {
  test('all levels come back, also from the middle of a larger buffer', () => {
    const levels = levelsOf(counting(5000));
    const bytes = encodePeaks(levels);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodePeaks(shifted.subarray(3))).toEqual(levels);
  });

  test('foreign and cut bytes are refused', () => {
    const bytes = encodePeaks(levelsOf(counting(2000)));
    expect(() => decodePeaks(bytes.subarray(0, bytes.length - 1))).toThrow(/cut short/);
    expect(() => decodePeaks(bytes.subarray(0, 12))).toThrow(/cut short/);
    expect(() => decodePeaks(new Uint8Array(64))).toThrow(/Not waveform peaks/);
    expect(() => decodePeaks(new Uint8Array(2))).toThrow(RangeError);
  });

  test('bytes of the format before are drawn too: their bands, and a shape as high as the loudest of them', () => {
    const bytes = new Uint8Array(12 + 6);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, 0x3157464d, true);
    view.setUint32(4, 2, true);
    view.setFloat32(8, 98, true);
    bytes.set([10, 20, 30, 60, 50, 40], 12);
    const [level] = decodePeaks(bytes);
    expect(level).toEqual({ columnsPerSecond: 98, data: Uint8Array.from([30, 30, 10, 20, 30, 60, 60, 60, 50, 40]) });
    expect(() => decodePeaks(bytes.subarray(0, 15))).toThrow(/cut short/);
  });
});

describe('zoom levels', () => {
  test('each holds the highest of four columns of the one before, down to a screen full', () => {
    const levels = levelsOf(counting(5000));
    expect(levels.map(columnsOf)).toEqual([5000, 1250, 313]);
    expect(levels.map(({ columnsPerSecond }) => columnsPerSecond)).toEqual([98, 24.5, 6.125]);
    expect([...(levels[1]?.data.subarray(0, 10) ?? [])]).toEqual([3, 3, 3, 3, 3, 7, 7, 7, 7, 7]);
  });

  test('a short sound has one level, an empty one too', () => {
    expect(levelsOf(counting(40))).toHaveLength(1);
    expect(levelsOf(counting(0))).toHaveLength(1);
  });

  test('the coarsest that has a column for every pixel is drawn, the finest where none has', () => {
    const levels = levelsOf(counting(5000));
    expect(levelFor(levels, 3)).toBe(levels[2]);
    expect(levelFor(levels, 24)).toBe(levels[1]);
    expect(levelFor(levels, 60)).toBe(levels[0]);
    expect(levelFor(levels, 960)).toBe(levels[0]);
  });
});
