import { describe, expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { createOnsetFluxAnalyser, FLUX_BANDS } from '#main/dsp/onset-flux.ts';
import { createTimbreAccumulator } from '#main/dsp/timbre.ts';
import { decodeTimbre, encodeTimbre, timbreLikeness, type TimbreVector } from '#shared/domain/timbre.ts';
import {
  cadence,
  clubTrack,
  createNoise,
  DRUM_PATTERNS,
  drumLoop,
  interleave,
  silence,
} from '#test/support/signals.ts';

const fft = await loadFft();

function timbreOf(mono: Float32Array): TimbreVector | null {
  const timbre = createTimbreAccumulator(FLUX_BANDS);
  const flux = createOnsetFluxAnalyser(fft, timbre.add);
  const decimator = createHalfBandDecimator();
  const frames = interleave(mono);
  for (let at = 0; at < frames.length; at += 8192) flux.push(decimator.push(frames.subarray(at, at + 8192)));
  return timbre.finish();
}

function likeness(a: Float32Array, b: Float32Array): number {
  const [x, y] = [timbreOf(a), timbreOf(b)];
  if (x === null || y === null) throw new Error('No timbre');
  return timbreLikeness(x, y);
}

const length = (vector: TimbreVector): number => Math.hypot(...vector);

describe('a timbre vector', () => {
  test('has length 1', () => {
    expect(length(timbreOf(clubTrack(124, 10)) as TimbreVector)).toBeCloseTo(1, 5);
  });

  test('two club tracks of other tempo and key are far more alike than a club track and pads', () => {
    const other = likeness(clubTrack(124, 16), clubTrack(138, 16, 62));
    expect(other).toBeGreaterThan(0.6);
    expect(likeness(clubTrack(124, 16), cadence(57, true, 16))).toBeLessThan(other - 0.3);
  });

  test('is that of the music, not of its level', () => {
    const loud = clubTrack(124, 16);
    expect(
      likeness(
        loud,
        loud.map((sample) => 0.5 * sample),
      ),
    ).toBeGreaterThan(0.85);
  });

  test('is that of the music, not of the gaps before and after it', () => {
    const music = clubTrack(124, 12);
    const padded = new Float32Array(music.length * 2);
    padded.set(music, music.length / 2);
    expect(likeness(music, padded)).toBeGreaterThan(0.98);
  });

  test('tells drums from noise', () => {
    const noise = createNoise(5);
    const drums = drumLoop(DRUM_PATTERNS.house, 124, 0, 10);
    expect(
      likeness(
        drums,
        silence(10).map(() => 0.3 * noise()),
      ),
    ).toBeLessThan(0.3);
  });

  test('does not exist for silence', () => {
    expect(timbreOf(silence(6))).toBeNull();
  });

  test('comes back from its bytes; other bytes are none', () => {
    const vector = timbreOf(clubTrack(124, 8)) as TimbreVector;
    const bytes = encodeTimbre(vector);
    expect(decodeTimbre(bytes)).toEqual(vector);
    expect(decodeTimbre(bytes.subarray(1))).toBeNull();
    expect(decodeTimbre(new Uint8Array(bytes.length).fill(255))).toBeNull(); // NaN
  });
});
