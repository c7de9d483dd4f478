import { expect, test } from 'vitest';
import { beatPeriod } from '#renderer/features/deck/beat-jump.ts';

const grid = {
  beatsPerBar: 4,
  segments: [
    { startSeconds: 1, bpm: 120, firstBeatNumber: 1 },
    { startSeconds: 60, bpm: 150, firstBeatNumber: 1 },
  ],
};

test('a beat lasts as long as the tempo at that place says, also before the first beat', () => {
  expect([0, 30, 60, 90].map((time) => beatPeriod(grid, time))).toEqual([0.5, 0.5, 0.4, 0.4]);
});

test('without a grid half a second stands in', () => {
  expect(beatPeriod(null, 10)).toBe(0.5);
});
