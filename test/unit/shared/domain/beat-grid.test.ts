import { expect, test } from 'vitest';
import { beatsOfGrid } from '#shared/domain/beat-grid.ts';
import { bpm, seconds } from '#shared/domain/units.ts';

test('a constant grid is extended back to the start and keeps its bar position', () => {
  const grid = { beatsPerBar: 4, segments: [{ startSeconds: seconds(1.2), bpm: bpm(120), firstBeatNumber: 1 }] };
  const beats = beatsOfGrid(grid, seconds(3));
  // 120 BPM: every 0.5 s; 1.2 s is a downbeat, so 0.2 s is two beats before it.
  expect(beats.map((beat) => Number(beat.time.toFixed(6)))).toEqual([0.2, 0.7, 1.2, 1.7, 2.2, 2.7]);
  expect(beats.map((beat) => beat.number)).toEqual([3, 4, 1, 2, 3, 4]);
});

test('a beat at zero is kept although its time is not exact in floating point', () => {
  const grid = { beatsPerBar: 4, segments: [{ startSeconds: seconds(0.3), bpm: bpm(600), firstBeatNumber: 1 }] };
  expect(beatsOfGrid(grid, seconds(0.35)).map((beat) => Math.round(beat.time * 10))).toEqual([0, 1, 2, 3]);
});

test('a tempo change starts its own beats and leaves no double beat at the seam', () => {
  const grid = {
    beatsPerBar: 4,
    segments: [
      { startSeconds: seconds(0), bpm: bpm(120), firstBeatNumber: 1 },
      { startSeconds: seconds(2.01), bpm: bpm(60), firstBeatNumber: 1 },
    ],
  };
  const beats = beatsOfGrid(grid, seconds(5));
  expect(beats.map((beat) => beat.time)).toEqual([0, 0.5, 1, 1.5, 2.01, 3.01, 4.01]);
  expect(beats.map((beat) => beat.number)).toEqual([1, 2, 3, 4, 1, 2, 3]);
});
