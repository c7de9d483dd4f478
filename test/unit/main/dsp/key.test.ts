import { describe, expect, test } from 'vitest';
import { createChromaAnalyser } from '#main/dsp/chroma.ts';
import { loadFft } from '#main/dsp/fft.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { estimateKey } from '#main/dsp/key-estimate.ts';
import { formatMusical, musicalKey } from '#shared/domain/key.ts';
import {
  cadence,
  createNoise,
  DRUM_PATTERNS,
  drumLoop,
  interleave,
  RATE,
  silence,
  varispeed,
} from '#test/support/signals.ts';

const fft = await loadFft();

function chromaOf(mono: Float32Array) {
  const decimator = createHalfBandDecimator();
  const analyser = createChromaAnalyser(fft);
  const frames = interleave(mono);
  for (let at = 0; at < frames.length; at += 8192) analyser.push(decimator.push(frames.subarray(at, at + 8192)));
  return analyser.finish();
}

const keyOf = (mono: Float32Array) => estimateKey(chromaOf(mono));

const nameOf = (mono: Float32Array): string => {
  const found = keyOf(mono);
  return found ? formatMusical(found.key) : 'none';
};

describe('cadences in every key', () => {
  for (let pitchClass = 0; pitchClass < 12; pitchClass += 1) {
    for (const mode of ['major', 'minor'] as const) {
      const name = formatMusical(musicalKey(pitchClass, mode));
      test(name, () => expect(nameOf(cadence(48 + pitchClass, mode === 'minor', 12))).toBe(name));
    }
  }
});

test.each([-45, -30, 30, 45])('a record tuned %d cents off keeps its key, and how far is measured', (cents) => {
  const original = cadence(57, true, 16);
  const detuned = varispeed(original, cents);
  expect(nameOf(detuned)).toBe('A minor');
  const moved = (keyOf(detuned)?.tuningCents ?? 0) - (keyOf(original)?.tuningCents ?? 0);
  expect(Math.abs(moved - cents)).toBeLessThan(3);
});

test('notes played a little to both sides of a quarter tone are one pitch class from frame to frame', () => {
  const around = (cents: number) =>
    silence(3).map((_, n) => 0.2 * Math.sin((2 * Math.PI * 440 * 2 ** (cents / 1200) * n) / RATE));
  const { frames } = chromaOf(Float32Array.from([42, 56, 42, 56].flatMap((cents) => [...around(cents)])));
  const loudest = Array.from({ length: frames.length / 12 }, (_, frame) => {
    const pitches = [...frames.subarray(12 * frame, 12 * frame + 12)];
    return pitches.indexOf(Math.max(...pitches));
  });
  expect(loudest.length).toBeGreaterThan(50);
  expect(new Set(loudest).size).toBe(1);
});

test('the second-best key of a cadence in A minor shares its notes, and is less certain', () => {
  const found = keyOf(cadence(57, true, 16));
  expect(['C major', 'E minor', 'D minor', 'A major']).toContain(
    formatMusical(found?.second.key ?? musicalKey(0, 'major')),
  );
  expect(found?.second.confidence).toBeLessThan(found?.confidence ?? 0);
});

test('varispeed up by three semitones moves the key by three', () => {
  expect(nameOf(varispeed(cadence(57, true, 20), 300))).toBe('C minor');
});

test('white and brown noise have no key', () => {
  const noise = createNoise(3);
  expect(keyOf(silence(15).map(() => 0.3 * noise()))).toBeNull();
  let walk = 0;
  expect(keyOf(silence(15).map(() => (walk = 0.99 * walk + 0.05 * noise())))).toBeNull();
});

test('silence has no key', () => {
  expect(keyOf(silence(10))).toBeNull();
});

test('drums under the chords do not change the key, and make it less certain', () => {
  const chords = cadence(50, false, 20);
  const drums = drumLoop(DRUM_PATTERNS.house, 125, 0, 20);
  const mixed = chords.map((sample, n) => sample + (drums[n] ?? 0));
  expect(nameOf(mixed)).toBe('D major');
  expect(keyOf(mixed)?.confidence).toBeLessThan(keyOf(chords)?.confidence ?? 0);
});

test('a short file is framed without reading past its end', () => {
  expect(keyOf(new Float32Array(Math.round(0.1 * RATE)))).toBeNull();
});
