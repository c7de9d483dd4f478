import { describe, expect, test } from 'vitest';
import { beatFMeasure } from '#bench/analysis-metrics.ts';
import { analyse, beatsOf, medianErrorMs } from '#test/support/rhythm.ts';
import { beatsAmong, createNoise, DRUM_PATTERNS, drumsAt, sixteenths } from '#test/support/signals.ts';

const SECONDS = 180;
const FIRST = 0.3;
const patterns = (['house', 'breakbeat'] as const).map((name) => ({ name, pattern: DRUM_PATTERNS[name] }));

describe.each(patterns)('$name', ({ pattern }) => {
  const analyseSteps = (steps: readonly number[]) => analyse(drumsAt(pattern, steps, SECONDS));

  test('a tempo that rises from 120 to 126 BPM is followed', () => {
    const steps = sixteenths((beat) => 120 + Math.min(6, beat / 61.5), FIRST, SECONDS);
    const found = analyseSteps(steps);
    const truth = beatsAmong(steps);
    expect(medianErrorMs(beatsOf(found), truth)).toBeLessThan(6);
    expect(
      beatFMeasure(
        beatsOf(found).map(({ time }) => time),
        truth,
      ),
    ).toBeGreaterThan(0.98);
    const tempi = found.grid?.segments.map(({ bpm }) => bpm) ?? [];
    expect(tempi[0]).toBeCloseTo(120, 0);
    expect(tempi.at(-1)).toBeCloseTo(126, 0);
    expect(tempi).toEqual([...tempi].sort((a, b) => a - b));
  });

  test('a jump from 124 to 132 BPM makes two segments, exact in tempo and place', () => {
    const steps = sixteenths((beat) => (beat < 200 ? 124 : 132), FIRST, SECONDS);
    const found = analyseSteps(steps);
    const truth = beatsAmong(steps);
    expect(found.grid?.segments.map(({ bpm }) => Math.round(bpm * 100) / 100)).toEqual([124, 132]);
    expect(Math.abs((found.grid?.segments[1]?.startSeconds ?? 0) - (truth[200] ?? 0))).toBeLessThan(2 * (60 / 124));
    expect(medianErrorMs(beatsOf(found), truth)).toBeLessThan(5);
    expect(
      beatFMeasure(
        beatsOf(found).map(({ time }) => time),
        truth,
      ),
    ).toBeGreaterThan(0.98);
    // The first stretch lasts 97 s, the second 83 s.
    expect(found.bpm).toBeCloseTo(124, 1);
  });

  test('bars go on over a jump', () => {
    const found = analyseSteps(sixteenths((beat) => (beat < 202 ? 124 : 132), FIRST, SECONDS));
    const numbers = beatsOf(found).map(({ number }) => number);
    expect(numbers.slice(1)).toEqual(numbers.slice(0, -1).map((number) => (number % 4) + 1));
  });

  test('a hand that is 8 ms off here and there does not change the tempo', () => {
    const hand = createNoise(9);
    const truth = sixteenths(() => 124, FIRST, SECONDS);
    const found = analyseSteps(truth.map((time) => time + 0.008 * hand()));
    expect(found.grid?.segments).toHaveLength(1);
    expect(found.bpm).toBeCloseTo(124, 1);
    expect(medianErrorMs(beatsOf(found), beatsAmong(truth))).toBeLessThan(5);
  });

  test.each([97.3, 124, 149.6])('a machine at %d BPM makes one segment', (bpm) => {
    const steps = sixteenths(() => bpm, FIRST, SECONDS);
    const found = analyseSteps(steps);
    expect(found.grid?.segments).toHaveLength(1);
    expect(Math.abs((found.bpm ?? 0) / bpm - 1)).toBeLessThan(0.0005);
    expect(medianErrorMs(beatsOf(found), beatsAmong(steps))).toBeLessThan(5);
  });
});

test('a hand that drifts slowly about 122 BPM is followed', () => {
  const noise = createNoise(4);
  let drift = 0;
  const tempi = Array.from({ length: 400 }, () => 122 + (drift = 0.98 * drift + 0.3 * noise()));
  const steps = sixteenths((beat) => tempi[beat] ?? 122, FIRST, SECONDS);
  const found = analyse(drumsAt(DRUM_PATTERNS['hip hop'], steps, SECONDS));
  expect(medianErrorMs(beatsOf(found), beatsAmong(steps))).toBeLessThan(8);
  expect(found.grid?.segments.length).toBeGreaterThan(2);
});
