import { beforeAll, expect, test } from 'vitest';
import { createCutoffAnalyser } from '#main/dsp/cutoff.ts';
import { type FftLibrary, loadFft } from '#main/dsp/fft.ts';
import { createNoise, interleave, RATE, silence } from '#test/support/signals.ts';

let fft: FftLibrary;
beforeAll(async () => {
  fft = await loadFft();
});

const SECONDS = 2;

/** Sines 150 Hz apart with random phases up to a frequency, so that nothing at all lies above it. @param slope dB an octave. */
function upTo(hz: number, slope = 0): Float32Array {
  const noise = createNoise(7);
  const samples = silence(SECONDS);
  for (let each = 100; each <= hz; each += 150) {
    const amplitude = 0.004 * 10 ** ((slope * Math.log2(each / 1000)) / 20);
    const phase = Math.PI * noise();
    const step = (2 * Math.PI * each) / RATE;
    for (let n = 0; n < samples.length; n += 1) samples[n] = (samples[n] ?? 0) + amplitude * Math.sin(step * n + phase);
  }
  return samples;
}

/** As a file of 16 bits holds it. */
const rounded = (samples: Float32Array): Float32Array => samples.map((sample) => Math.round(sample * 32_767) / 32_767);

function cutoff(samples: Float32Array): number | null {
  const analyser = createCutoffAnalyser(fft);
  const frames = interleave(samples);
  for (let from = 0; from < frames.length; from += 8192) analyser.push(frames.subarray(from, from + 8192));
  return analyser.finish();
}

test.each([15_000, 16_000, 18_500])('a wall at %i Hz is found to 300 Hz, also in a file of 16 bits', (hz) => {
  const found = cutoff(rounded(upTo(hz)));
  expect(Math.abs((found ?? 0) - hz)).toBeLessThan(300);
});

test('sound up to the end has no wall, and neither has treble that fades out by itself', () => {
  expect(cutoff(rounded(upTo(22_000)))).toBeGreaterThan(21_500);
  expect(cutoff(rounded(upTo(14_000, -24)))).toBeNull();
});

test('a click does not hide that all else has no treble', () => {
  const samples = upTo(16_000);
  samples[RATE] = 0.9;
  expect(Math.abs((cutoff(rounded(samples)) ?? 0) - 16_000)).toBeLessThan(300);
});

test('silence says nothing', () => {
  expect(cutoff(silence(SECONDS))).toBeNull();
});
