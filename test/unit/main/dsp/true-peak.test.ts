import { describe, expect, test } from 'vitest';
import { createTruePeakAnalyser } from '#main/dsp/true-peak.ts';
import { createNoise, interleave, RATE, runAnalyser, silence } from '#test/support/signals.ts';

const measure = (left: Float32Array, right = left): number =>
  20 * Math.log10(runAnalyser(createTruePeakAnalyser(), interleave(left, right)));

/** A sine of a whole number of samples a period; its phase decides how far from its top the samples lie. */
function tone(samplesPerPeriod: number, degrees: number, amplitude: number): Float32Array {
  return silence(2).map(
    (_, n) => amplitude * Math.sin((2 * Math.PI * n) / samplesPerPeriod + (Math.PI * degrees) / 180),
  );
}

describe('EBU Tech 3341, minimum requirements: true peak within +0.2 and -0.4 dB', () => {
  test.each([
    ['15: quarter of the rate, 0 degrees', tone(4, 0, 0.5), -6],
    ['16: quarter of the rate, 45 degrees', tone(4, 45, 0.5), -6],
    ['17: sixth of the rate, 60 degrees', tone(6, 60, 0.5), -6],
    ['18: eighth of the rate, 67.5 degrees', tone(8, 67.5, 0.5), -6],
    ['19: quarter of the rate, 45 degrees, over full scale', tone(4, 45, 1.41), 3],
  ] as const)('case %s', (_, signal, expected) => {
    const error = measure(faded(signal)) - expected;
    expect(error).toBeLessThanOrEqual(0.2);
    expect(error).toBeGreaterThanOrEqual(-0.4);
  });
});

/** The sequences of the EBU begin and end without a step, which would ring. */
function faded(signal: Float32Array): Float32Array {
  const ramp = 0.1 * RATE;
  return signal.map((sample, n) => sample * Math.min(1, n / ramp, (signal.length - 1 - n) / ramp));
}

test('a peak between the last sample and the silence after it is found, in either channel', () => {
  const signal = silence(0.1);
  signal.set([0.5, 0.5], signal.length - 2);
  expect(measure(signal, silence(0.1))).toBeGreaterThan(-4.5);
  expect(measure(silence(0.1), signal)).toBeCloseTo(measure(signal, silence(0.1)), 9);
});

test('it is never under the highest sample, and of white noise within 6 dB of it', () => {
  const noise = createNoise(4);
  const signal = silence(2).map(() => 0.4 * noise());
  const samplePeak = 20 * Math.log10(Math.max(...signal.map(Math.abs)));
  expect(measure(signal)).toBeGreaterThanOrEqual(samplePeak);
  expect(measure(signal)).toBeLessThan(samplePeak + 6);
});

test('silence has none', () => {
  expect(measure(silence(1))).toBe(-Infinity);
});
