import { expect, test } from 'vitest';
import { barsPerLine, beatLines } from '#renderer/canvas/waveform/beat-lines.ts';
import { beatsOfGrid, toBeatGrid } from '#shared/domain/beat-grid.ts';
import { seconds } from '#shared/domain/units.ts';

/** 120 BPM, the first downbeat at 0.25 s. */
const grid = { beatsPerBar: 4, segments: [{ startSeconds: 0.25, bpm: 120, firstBeatNumber: 1 }] };
const beatsOf = (length: number) => beatsOfGrid(toBeatGrid(grid), seconds(length));

test('close up every beat has a line and each fourth is a downbeat', () => {
  const lines = beatLines(beatsOf(4.3), 4, 100);
  expect(lines.map((line) => line.timeSeconds)).toEqual([0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4.25]);
  expect(lines.filter((line) => line.downbeat).map((line) => line.timeSeconds)).toEqual([0.25, 2.25, 4.25]);
});

test('from afar lines are never closer than 14 pixels', () => {
  for (const pixelsPerSecond of [0.5, 1, 2, 5, 10, 13]) {
    const bars = barsPerLine(pixelsPerSecond, 0.5, 4);
    expect(bars * 4 * 0.5 * pixelsPerSecond).toBeGreaterThanOrEqual(14);
  }
});

test('without a grid there are no lines', () => {
  expect(beatLines([], 4, 100)).toEqual([]);
});
