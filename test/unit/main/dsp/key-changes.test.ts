import { describe, expect, test } from 'vitest';
import { createChromaAnalyser } from '#main/dsp/chroma.ts';
import { loadFft } from '#main/dsp/fft.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { findKeyChanges } from '#main/dsp/key-changes.ts';
import { formatMusical } from '#shared/domain/key.ts';
import {
  addAt,
  cadence,
  createNoise,
  DRUM_PATTERNS,
  drumLoop,
  interleave,
  silence,
  varispeed,
} from '#test/support/signals.ts';

const fft = await loadFft();

function keysOf(mono: Float32Array) {
  const decimator = createHalfBandDecimator();
  const analyser = createChromaAnalyser(fft);
  const frames = interleave(mono);
  for (let at = 0; at < frames.length; at += 8192) analyser.push(decimator.push(frames.subarray(at, at + 8192)));
  return findKeyChanges(analyser.finish());
}

/** A cadence that moves up by some semitones half way, at 24 s. */
function modulation(minor: boolean, semitones: number): Float32Array {
  const target = silence(48);
  addAt(target, cadence(50, minor, 24), 0);
  addAt(target, cadence(50 + semitones, minor, 24), 24);
  return target;
}

describe.each([
  [false, 1, 'D major', 'Eb major'],
  [false, 2, 'D major', 'E major'],
  [true, 1, 'D minor', 'Eb minor'],
  [true, 2, 'D minor', 'E minor'],
  [true, -1, 'D minor', 'Db minor'],
] as const)('minor: %s, %d semitones', (minor, semitones, before, after) => {
  test('is reported with both keys, within 2 s of where it is', () => {
    const keys = keysOf(modulation(minor, semitones));
    expect(keys.map(({ key }) => formatMusical(key))).toEqual([before, after]);
    expect(keys[0]?.startSeconds).toBe(0);
    expect(Math.abs((keys[1]?.startSeconds ?? 0) - 24)).toBeLessThan(2);
  });
});

test('drums do not hide a change', () => {
  const signal = modulation(true, 2);
  addAt(signal, drumLoop(DRUM_PATTERNS.house, 125, 0, 48), 0, 0.5);
  expect(keysOf(signal).map(({ key }) => formatMusical(key))).toEqual(['D minor', 'E minor']);
});

test.each([-47, 40, 47])('a record tuned %d cents off tells the same change', (cents) => {
  const keys = keysOf(varispeed(modulation(false, 2), cents));
  expect(keys.map(({ key }) => formatMusical(key))).toEqual(['D major', 'E major']);
});

test.each([
  ['a cadence in one key', cadence(50, false, 60)],
  ['a cadence half way between two keys', varispeed(cadence(50, false, 60), 50)],
  [
    'a move to the relative key, which has the same notes',
    (() => {
      const target = silence(60);
      addAt(target, cadence(57, true, 30), 0);
      addAt(target, cadence(48, false, 30), 30);
      return target;
    })(),
  ],
  ['drums', drumLoop(DRUM_PATTERNS.breakbeat, 130, 0, 60)],
  [
    'noise',
    (() => {
      const noise = createNoise(9);
      return silence(60).map(() => 0.3 * noise());
    })(),
  ],
  ['silence', silence(60)],
  [
    'a key that lasts for 8 s only',
    (() => {
      const target = silence(60);
      addAt(target, cadence(50, false, 52), 0);
      addAt(target, cadence(52, false, 8), 52);
      return target;
    })(),
  ],
])('%s reports no change', (_, signal) => {
  expect(keysOf(signal)).toEqual([]);
});
