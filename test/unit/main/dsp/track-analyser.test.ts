import { expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import { createTrackAnalyser } from '#main/dsp/track-analyser.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { beatTimes, clickTrack, createNoise, interleave, runAnalyser, silence, sine } from '#test/support/signals.ts';

const fft = await loadFft();
const analyse = (mono: Float32Array) =>
  runAnalyser(createTrackAnalyser({ mono: false }, DEFAULT_ANALYSIS_OPTIONS, fft), interleave(mono));

test.each([88, 97.3, 120, 128, 140.5, 174])('clicks at %d BPM: tempo within 0.05 %%', (bpm) => {
  const found = analyse(clickTrack(beatTimes(bpm, 0.31, 60), 60));
  expect(Math.abs((found.bpm ?? 0) / bpm - 1)).toBeLessThan(0.0005);
});

test('silence has no tempo, key, energy or loudness, and says so', () => {
  expect(analyse(silence(20))).toMatchObject({
    bpm: null,
    key: null,
    energy: null,
    loudnessLufs: null,
    samplePeakDb: null,
    note: 'Not enough music: the track is silent.',
  });
});

test('under 5 s there is a loudness but no tempo and key', () => {
  const found = analyse(sine(440, 3, 0.5));
  expect(found).toMatchObject({ bpm: null, key: null });
  expect(found.note).toMatch(/^Not enough music: 3\.0 s is too short/);
  expect(found.loudnessLufs).toBeGreaterThan(-10);
});

test('noise has no key', () => {
  const noise = createNoise(7);
  expect(analyse(silence(20).map(() => 0.3 * noise())).key).toBeNull();
});

test('samples that are not numbers become silence', () => {
  const signal = clickTrack(beatTimes(120, 0.25, 30), 30);
  const broken = signal.slice();
  for (let n = 5; n < broken.length; n += 50_000) broken[n] = [NaN, Infinity, -Infinity, 1e30][n % 4] ?? NaN;
  const [found, expected] = [analyse(broken), analyse(signal)];
  expect(found.bpm).toBeCloseTo(expected.bpm ?? 0, 2);
  expect(found.samplePeakDb).toBe(expected.samplePeakDb);
});
