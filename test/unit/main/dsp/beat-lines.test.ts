import { describe, expect, test } from 'vitest';
import { attackCurves } from '#main/dsp/attack-curve.ts';
import { fitBeatRuns } from '#main/dsp/beat-lines.ts';
import { trackBeats } from '#main/dsp/beat-tracker.ts';
import { findBeatLines } from '#main/dsp/tempo-changes.ts';
import { createNoise } from '#test/support/signals.ts';

const ones = (length: number): Float64Array => new Float64Array(length).fill(1);

/** Beat times with a period for each beat. */
function timesWith(periodOf: (beat: number) => number, beats: number): Float64Array {
  let time = 0.4;
  return Float64Array.from({ length: beats }, (_, beat) => {
    const at = time;
    time += periodOf(beat);
    return at;
  });
}

test('beats of one tempo are one line', () => {
  const runs = fitBeatRuns({ times: timesWith(() => 0.5, 400), weights: ones(400) }, 0.51);
  expect(runs).toHaveLength(1);
  expect(runs[0]?.start).toBeCloseTo(0.4, 9);
  expect(runs[0]?.period).toBeCloseTo(0.5, 9);
});

test('a change of tempo is put on its beat', () => {
  const runs = fitBeatRuns({ times: timesWith((beat) => (beat < 131 ? 0.5 : 0.47), 300), weights: ones(300) }, 0.5);
  expect(runs.map(({ period }) => Number(period.toFixed(6)))).toEqual([0.5, 0.47]);
  expect(Math.abs((runs[1]?.firstBeat ?? 0) - 131)).toBeLessThanOrEqual(1);
});

test('a few beats that are far off make no line of their own', () => {
  const times = timesWith(() => 0.5, 300).map((time, beat) => time + (beat > 100 && beat < 104 ? 0.03 : 0));
  expect(fitBeatRuns({ times, weights: ones(300) }, 0.5)).toHaveLength(1);
});

test('beats without attacks keep the mean tempo', () => {
  const weights = new Float64Array(64);
  weights[20] = 1;
  const runs = fitBeatRuns({ times: timesWith(() => 0.5, 64), weights }, 0.5);
  expect(runs).toHaveLength(1);
  expect(runs[0]?.period).toBeCloseTo(0.5, 9);
});

test('fewer than 16 beats are no line', () => {
  expect(fitBeatRuns({ times: timesWith(() => 0.5, 15), weights: ones(15) }, 0.5)).toEqual([]);
});

describe('curves that are no music give finite, increasing lines', () => {
  const length = 294 * 40;
  const noise = createNoise(3);
  const curves: Readonly<Record<string, Float32Array>> = {
    silence: new Float32Array(length),
    'one click': new Float32Array(length).fill(1, 3000, 3001),
    steps: new Float32Array(length).map((_, n) => Math.floor(n / 5000)),
    noise: new Float32Array(length).map(() => Math.abs(noise())),
    'very loud clicks': new Float32Array(length).map((_, n) => (n % 1171 === 0 ? 64 : 0)),
    'music for 6 s, then silence': new Float32Array(length).map((_, n) => (n < 1764 && n % 140 === 0 ? 1 : 0)),
  };
  test.each(Object.entries(curves))('%s', (_name, curve) => {
    const attacks = attackCurves({ low: curve, mid: curve, high: curve });
    const lines = findBeatLines(attacks, 123.4);
    expect(lines.length).toBeGreaterThan(0);
    const beats = trackBeats(attacks, 60 / 123.4).times;
    for (const list of [lines.map(({ start }) => start), [...beats]]) {
      expect(list.every(Number.isFinite)).toBe(true);
      expect(list).toEqual([...list].sort((a, b) => a - b));
    }
    // The tracker looks 25 % either way.
    for (const { period } of lines) expect(Math.abs(Math.log(period * (123.4 / 60)))).toBeLessThan(0.25);
  });
});
