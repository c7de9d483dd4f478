import { describe, expect, test } from 'vitest';
import { createChromaAnalyser } from '#main/dsp/chroma.ts';
import { loadFft } from '#main/dsp/fft.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { estimateKey } from '#main/dsp/key-estimate.ts';
import { formatMusical, musicalKey } from '#shared/domain/key.ts';
import { cadence, createNoise, DRUM_PATTERNS, drumLoop, interleave, RATE, silence } from '#test/support/signals.ts';

const fft = await loadFft();

function keyOf(mono: Float32Array) {
  const decimator = createHalfBandDecimator();
  const analyser = createChromaAnalyser(fft);
  const frames = interleave(mono);
  for (let at = 0; at < frames.length; at += 8192) analyser.push(decimator.push(frames.subarray(at, at + 8192)));
  return estimateKey(analyser.finish());
}

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

test('a record tuned 30 cents low keeps its key', () => {
  const ratio = 2 ** (-30 / 1200);
  const original = cadence(57, true, 16);
  const lower = silence(14).map((_, n) => original[Math.floor(n * ratio)] ?? 0);
  expect(nameOf(lower)).toBe('A minor');
  const lowered = (keyOf(original)?.tuningCents ?? 0) - (keyOf(lower)?.tuningCents ?? 0);
  expect(Math.abs(lowered - 30)).toBeLessThan(3);
});

test('the second-best key of a cadence in A minor shares its notes, and is less certain', () => {
  const found = keyOf(cadence(57, true, 16));
  expect(['C major', 'E minor', 'D minor', 'A major']).toContain(
    formatMusical(found?.second.key ?? musicalKey(0, 'major')),
  );
  expect(found?.second.confidence).toBeLessThan(found?.confidence ?? 0);
});

test('varispeed up by three semitones moves the key by three', () => {
  const ratio = 2 ** (3 / 12);
  const original = cadence(57, true, 20);
  const higher = silence(14).map((_, n) => original[Math.floor(n * ratio)] ?? 0);
  expect(nameOf(higher)).toBe('C minor');
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
