import { expect, test } from 'vitest';
import { createBandEnvelopeAnalyser } from '#main/dsp/band-envelope.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { waveformOf } from '#main/dsp/waveform.ts';
import { addAt, interleave, silence, sine } from '#test/support/signals.ts';

function waveform(mono: Float32Array) {
  const decimator = createHalfBandDecimator();
  const analyser = createBandEnvelopeAnalyser();
  const frames = interleave(mono);
  for (let at = 0; at < frames.length; at += 8192) analyser.push(decimator.push(frames.subarray(at, at + 8192)));
  analyser.push(decimator.flush());
  return waveformOf(analyser.finish());
}

/** Median of a band's columns between two times, 0-255. */
function level(mono: Float32Array, band: number, from: number, to: number): number {
  const { columnsPerSecond, data } = waveform(mono);
  const values = Array.from({ length: Math.floor((to - from) * columnsPerSecond) }, (_, column) => {
    return data[3 * (Math.floor(from * columnsPerSecond) + column) + band] ?? 0;
  });
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

test.each([
  [60, 0],
  [700, 1],
  [6_000, 2],
])('a tone of %d Hz shows in band %d at its amplitude, and hardly in the others', (hz, band) => {
  const tone = sine(hz, 2, 0.5);
  const levels = [0, 1, 2].map((other) => level(tone, other, 0.5, 1.5));
  expect(levels[band]).toBeGreaterThan(0.85 * 127);
  expect(levels[band]).toBeLessThan(1.1 * 128);
  for (const other of [0, 1, 2].filter((candidate) => candidate !== band)) {
    expect(levels[other]).toBeLessThan(0.25 * 127);
  }
});

test('columns stand at their time: a tone from 1 s to 2 s', () => {
  const track = silence(3);
  addAt(track, sine(700, 1, 0.5), 1);
  expect(level(track, 1, 0, 0.98)).toBe(0);
  expect(level(track, 1, 1.02, 1.98)).toBeGreaterThan(100);
  expect(level(track, 1, 2.05, 3)).toBe(0);
});

test('about 100 columns a second for a track, fewer for hours, never more than 120,000', () => {
  const minute = new Float32Array(60 * 294);
  const hours = new Float32Array(3 * 3600 * 294);
  hours[294 * 7200] = 1;
  const [short, long] = [minute, hours].map((low) => waveformOf({ low, mid: low, high: low }));
  expect(short?.columnsPerSecond).toBe(98);
  expect(short?.data.length).toBe(3 * 60 * 98);
  expect((long?.data.length ?? Infinity) / 3).toBeLessThanOrEqual(120_000);
  const column = Math.floor(7200 * (long?.columnsPerSecond ?? 0));
  expect(long?.data[3 * column]).toBe(255);
});

test('over full scale is drawn as full scale', () => {
  expect(level(sine(700, 1, 3), 1, 0.3, 0.8)).toBe(255);
});
