import { describe, expect, test } from 'vitest';
import { createLoudnessAnalyser } from '#main/dsp/loudness.ts';
import { addAt, createNoise, interleave, runAnalyser, silence, sine } from '#test/support/signals.ts';

const decibels = (level: number): number => 10 ** (level / 20);
const measure = (left: Float32Array, right = left, mono = false) =>
  runAnalyser(createLoudnessAnalyser(mono), interleave(left, right)).integratedLufs;

/** A 1 kHz tone that changes its level: [dBFS, seconds] in turn. */
function tones(parts: readonly (readonly [number, number])[]): Float32Array {
  const target = silence(parts.reduce((sum, [, seconds]) => sum + seconds, 0));
  let start = 0;
  for (const [level, seconds] of parts) {
    addAt(target, sine(1000, seconds, decibels(level)), start);
    start += seconds;
  }
  return target;
}

describe('EBU Tech 3341, minimum requirements: integrated loudness within 0.1 LU', () => {
  test.each([
    ['1: -23 dBFS', [[-23, 20]], -23],
    ['2: -33 dBFS', [[-33, 20]], -33],
    [
      '3: relative gate',
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
      -23,
    ],
    [
      '4: absolute gate',
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
      -23,
    ],
    [
      '5: gate that must not act',
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
      -23,
    ],
  ] as const)('case %s', (_, parts, expected) => {
    expect(Math.abs((measure(tones(parts)) ?? 0) - expected)).toBeLessThanOrEqual(0.1);
  });
});

test('one channel alone is 3 LU quieter than two', () => {
  const tone = sine(1000, 5, decibels(-20));
  expect(measure(tone, silence(5))).toBeCloseTo(-23, 1);
  expect(measure(tone)).toBeCloseTo(-20, 1);
});

test('a mono file is measured as its one channel', () => {
  const tone = sine(1000, 5, decibels(-20));
  expect(measure(tone, tone, true)).toBeCloseTo(-23, 1);
});

test('bass counts less and treble more than 1 kHz, as K-weighting says', () => {
  // ITU-R BS.1770-4: about -1.2 dB at 80 Hz and +4 dB at 10 kHz relative to 1 kHz (with the -0.691 offset).
  const at1k = measure(sine(1000, 5, 0.1)) ?? 0;
  expect((measure(sine(60, 5, 0.1)) ?? 0) - at1k).toBeLessThan(-2);
  expect((measure(sine(10_000, 5, 0.1)) ?? 0) - at1k).toBeCloseTo(3.3, 0);
});

test('gain moves loudness by the same number of decibels', () => {
  const noise = createNoise(1);
  const signal = silence(5).map(() => 0.1 * noise());
  const quieter = signal.map((sample) => sample * decibels(-7.5));
  expect((measure(signal) ?? 0) - (measure(quieter) ?? 0)).toBeCloseTo(7.5, 3);
});

test('silence, and a file under one block of 400 ms, have no loudness', () => {
  expect(measure(silence(3))).toBeNull();
  expect(measure(sine(1000, 0.3, 0.5))).toBeNull();
});

test('the loud part is louder than the whole of a track with a quiet half', () => {
  const { integratedLufs, loudPartLufs } = runAnalyser(
    createLoudnessAnalyser(false),
    interleave(
      tones([
        [-28, 20],
        [-20, 20],
      ]),
    ),
  );
  expect(loudPartLufs).toBeCloseTo(-20, 1);
  expect(integratedLufs).toBeLessThan(-21);
});

describe('EBU Tech 3342, minimum requirements: loudness range within 1 LU', () => {
  test.each([
    [
      '1',
      [
        [-20, 20],
        [-30, 20],
      ],
      10,
    ],
    [
      '2',
      [
        [-20, 20],
        [-15, 20],
      ],
      5,
    ],
    [
      '3',
      [
        [-40, 20],
        [-20, 20],
      ],
      20,
    ],
    [
      '4',
      [
        [-50, 20],
        [-35, 20],
        [-20, 20],
        [-35, 20],
        [-50, 20],
      ],
      15,
    ],
  ] as const)('case %s', (_, parts, expected) => {
    const { rangeLu } = runAnalyser(createLoudnessAnalyser(false), interleave(tones(parts)));
    expect(Math.abs((rangeLu ?? 0) - expected)).toBeLessThanOrEqual(1);
  });

  test('silence, and less than 3 s, have none', () => {
    for (const signal of [silence(5), sine(1000, 2, 0.1)]) {
      expect(runAnalyser(createLoudnessAnalyser(false), interleave(signal)).rangeLu).toBeNull();
    }
  });
});
