import { describe, expect, test } from 'vitest';
import { analyse, beatsOf, medianErrorMs } from '#test/support/rhythm.ts';
import {
  beatTimes,
  clickTrack,
  clubTrack,
  createNoise,
  DRUM_PATTERNS,
  drumLoop,
  silence,
} from '#test/support/signals.ts';

const SECONDS = 45;

describe('drum loops: tempo within 0.05 percent and beats within 5 ms', () => {
  const cases = Object.entries(DRUM_PATTERNS).flatMap(([name, pattern]) =>
    [90, 127.35, 140, 174].map((bpm) => ({ name, pattern, bpm })),
  );
  test.each(cases)('$name at $bpm BPM', ({ pattern, bpm }) => {
    const found = analyse(drumLoop(pattern, bpm, 0.237, SECONDS));
    expect(Math.abs((found.bpm ?? 0) / bpm - 1)).toBeLessThan(0.0005);
    expect(medianErrorMs(beatsOf(found), beatTimes(bpm, 0.237, SECONDS))).toBeLessThanOrEqual(5);
  });
});

test.each([88, 101.7, 120, 133.33, 160, 175.9])('clicks at %d BPM: beats within 5 ms', (bpm) => {
  const truth = beatTimes(bpm, 0.31, SECONDS);
  const found = analyse(clickTrack(truth, SECONDS));
  expect(Math.abs((found.bpm ?? 0) / bpm - 1)).toBeLessThan(0.0005);
  expect(medianErrorMs(beatsOf(found), truth)).toBeLessThanOrEqual(5);
});

test('a whole tempo is reported as such, another one is not rounded', () => {
  expect(analyse(drumLoop(DRUM_PATTERNS.house, 126, 0.1, SECONDS)).bpm).toBe(126);
  expect(analyse(drumLoop(DRUM_PATTERNS.house, 126.05, 0.1, SECONDS)).bpm).toBeCloseTo(126.05, 2);
});

test('the tempo range decides between octaves', () => {
  const loop = drumLoop(DRUM_PATTERNS['drum and bass'], 172, 0, SECONDS);
  expect(analyse(loop).bpm).toBe(172);
  expect(analyse(loop, { minBpm: 60, maxBpm: 120 }).bpm).toBe(86);
});

test('downbeats fall where the chords change and the kick starts the bar', () => {
  const bpm = 124;
  const found = beatsOf(analyse(clubTrack(bpm, SECONDS))).filter(({ number }) => number === 1);
  const bar = 240 / bpm;
  expect(found.length).toBeGreaterThan(20);
  for (const { time } of found) expect(Math.abs(time - bar * Math.round(time / bar))).toBeLessThan(0.01);
});

test('the tempo follows the speed of the record', () => {
  const loop = drumLoop(DRUM_PATTERNS.breakbeat, 130 * 1.07, 0.2, SECONDS);
  expect(analyse(loop).bpm).toBeCloseTo(139.1, 1);
});

test('noise has no tempo, and the note says so', () => {
  const noise = createNoise(21);
  const found = analyse(silence(20).map(() => 0.3 * noise()));
  expect(found).toMatchObject({ bpm: null, bpmConfidence: 0, grid: null });
  expect(found.note).toContain('no steady beat');
});

test('a plain beat is more certain than one under noise', () => {
  const noise = createNoise(5);
  const loop = drumLoop(DRUM_PATTERNS.house, 128, 0, 20);
  const buried = loop.map((sample) => sample + 6 * noise());
  expect(analyse(loop).bpmConfidence).toBeGreaterThan(analyse(buried).bpmConfidence);
});
