import { expect, test } from 'vitest';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { interleave, RATE, sine } from '#test/support/signals.ts';

/** Decimates in blocks of odd lengths; returns everything, the flushed rest included. */
function decimate(mono: Float32Array): Float32Array {
  const decimator = createHalfBandDecimator();
  const frames = interleave(mono);
  const parts: Float32Array[] = [];
  for (let at = 0; at < frames.length; at += 2 * 1001) {
    parts.push(decimator.push(frames.subarray(at, at + 2 * 1001)).slice());
  }
  parts.push(decimator.flush().slice());
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
const decibels = (ratio: number): number => 20 * Math.log10(ratio);

test('there is one output for two inputs, and no delay', () => {
  const impulse = new Float32Array(2000);
  impulse[1000] = 1;
  const output = decimate(impulse);
  expect(output.length).toBe(1000);
  expect(output.indexOf(Math.max(...output))).toBe(500);
  expect(output[500]).toBeCloseTo(0.5, 6);
});

test('music passes unchanged and what would alias into it is 60 dB down', () => {
  for (const hz of [50, 440, 5_000, 7_500]) {
    expect(Math.abs(decibels(rms(decimate(sine(hz, 1, 0.5))) / (0.5 * Math.SQRT1_2)))).toBeLessThan(0.1);
  }
  for (const hz of [14_600, 17_000, 21_000]) {
    expect(decibels(rms(decimate(sine(hz, 1, 0.5)).subarray(100, -100)) / (0.5 * Math.SQRT1_2))).toBeLessThan(-60);
  }
});

test('both channels are mixed with half their level', () => {
  const decimator = createHalfBandDecimator();
  const left = sine(440, 0.05, 0.8);
  const output = decimator.push(interleave(left, new Float32Array(left.length)));
  expect(Math.max(...output)).toBeCloseTo(0.4, 2);
  expect(RATE / 2).toBe(22_050);
});
