import { expect, test } from 'vitest';
import { createBandEnvelopeAnalyser } from '#main/dsp/band-envelope.ts';
import { createExtremesAnalyser } from '#main/dsp/extremes.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { waveformOf } from '#main/dsp/waveform.ts';
import { COLUMN_BYTES } from '#shared/domain/peaks.ts';
import { addAt, interleave, silence, sine } from '#test/support/signals.ts';

function waveform(mono: Float32Array) {
  const decimator = createHalfBandDecimator();
  const [bands, extremes] = [createBandEnvelopeAnalyser(), createExtremesAnalyser()];
  const push = (samples: Float32Array) => {
    bands.push(samples);
    extremes.push(samples);
  };
  const frames = interleave(mono);
  for (let at = 0; at < frames.length; at += 8192) push(decimator.push(frames.subarray(at, at + 8192)));
  push(decimator.flush());
  return waveformOf(bands.finish(), extremes.finish());
}

const [UP, DOWN, LOW] = [0, 1, 2];

/** Median of a value of the columns between two times, 0-255. */
function level(mono: Float32Array, value: number, from: number, to: number): number {
  const { columnsPerSecond, data } = waveform(mono);
  const values = Array.from({ length: Math.floor((to - from) * columnsPerSecond) }, (_, column) => {
    return data[COLUMN_BYTES * (Math.floor(from * columnsPerSecond) + column) + value] ?? 0;
  });
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

test.each([
  [60, 0],
  [700, 1],
  [6_000, 2],
])('a tone of %d Hz shows in band %d at its amplitude, and hardly in the others', (hz, band) => {
  const tone = sine(hz, 2, 0.5);
  const levels = [0, 1, 2].map((other) => level(tone, LOW + other, 0.5, 1.5));
  expect(levels[band]).toBeGreaterThan(0.85 * 127);
  expect(levels[band]).toBeLessThan(1.1 * 128);
  for (const other of [0, 1, 2].filter((candidate) => candidate !== band)) {
    expect(levels[other]).toBeLessThan(0.25 * 127);
  }
});

test('columns stand at their time: a tone from 1 s to 2 s', () => {
  const track = silence(3);
  addAt(track, sine(700, 1, 0.5), 1);
  expect(level(track, LOW + 1, 0, 0.98)).toBe(0);
  expect(level(track, LOW + 1, 1.02, 1.98)).toBeGreaterThan(100);
  expect(level(track, LOW + 1, 2.05, 3)).toBe(0);
});

test('98 columns a second for a track, fewer for hours, never more than 120,000', () => {
  const lengths = [60, 3 * 3600];
  const [short, long] = lengths.map((seconds) => {
    const low = new Float32Array(seconds * 294);
    const up = new Float32Array(seconds * 98);
    low[294 * 7200] = 1;
    up[98 * 7200] = 1;
    return waveformOf({ low, mid: low, high: low }, { up, down: up });
  });
  expect(short?.columnsPerSecond).toBe(98);
  expect(short?.data.length).toBe(COLUMN_BYTES * 60 * 98);
  expect((long?.data.length ?? Infinity) / COLUMN_BYTES).toBeLessThanOrEqual(120_000);
  const column = Math.floor(7200 * (long?.columnsPerSecond ?? 0));
  expect(long?.data[COLUMN_BYTES * column + UP]).toBe(255);
  expect(long?.data[COLUMN_BYTES * column + LOW]).toBe(255);
});

test('a lopsided signal goes further up than down', () => {
  const pulses = sine(100, 2, 0.8).map((sample) => (sample > 0 ? sample : 0.25 * sample));
  expect(level(pulses, UP, 0.5, 1.5)).toBeGreaterThan(190);
  expect(level(pulses, DOWN, 0.5, 1.5)).toBeLessThan(70);
  expect(level(pulses, DOWN, 0.5, 1.5)).toBeGreaterThan(35);
});

test('over full scale is drawn as full scale', () => {
  expect(level(sine(700, 1, 3), LOW + 1, 0.3, 0.8)).toBe(255);
});
