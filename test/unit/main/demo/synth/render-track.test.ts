import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { filterInPlace } from '#main/demo/synth/filters.ts';
import { integratedLoudness } from '#main/demo/synth/loudness.ts';
import { quantise } from '#main/demo/synth/quantise.ts';
import { renderTrack } from '#main/demo/synth/render-track.ts';
import { peakOf, SAMPLE_RATE, type Stereo } from '#main/demo/synth/stereo.ts';
import { STYLES } from '#main/demo/synth/styles/index.ts';
import type { StyleName } from '#main/demo/synth/track-spec.ts';
import { shortRecipe } from '#test/support/demo-recipes.ts';

const STYLE_NAMES = Object.keys(STYLES) as StyleName[];
/** Styles with a kick on every beat. */
const FOUR_TO_THE_FLOOR: readonly StyleName[] = ['house', 'techno', 'trance', 'disco', 'tech-house', 'reggaeton'];

const sha256 = (samples: Int16Array): string => createHash('sha256').update(samples).digest('hex');

/** Energy of the middle channel below 110 Hz in a window. */
function lowEnergy(low: Float32Array, fromSeconds: number, lengthSeconds: number): number {
  const start = Math.round(fromSeconds * SAMPLE_RATE);
  let energy = 0;
  for (let index = start; index < start + lengthSeconds * SAMPLE_RATE; index += 1) energy += (low[index] ?? 0) ** 2;
  return energy;
}

function middle(signal: Stereo): Float32Array {
  return signal.left.map((value, index) => (value + (signal.right[index] ?? 0)) / 2);
}

/** Power at a frequency (Goertzel) over the whole signal. */
function powerAt(signal: Float32Array, hertz: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * hertz) / SAMPLE_RATE);
  let previous = 0;
  let before = 0;
  for (const value of signal) {
    const next = value + factor * previous - before;
    before = previous;
    previous = next;
  }
  return previous * previous + before * before - factor * previous * before;
}

test('the same recipe gives the same samples, another seed others', () => {
  const render = (seed: string) => sha256(quantise(renderTrack(shortRecipe('deep-house', { seed }))));
  expect(render('a')).toBe(render('a'));
  expect(render('a')).not.toBe(render('b'));
});

describe.each(STYLE_NAMES)('%s', (style) => {
  const signal = renderTrack(shortRecipe(style));

  test('is as loud as it aims to be and keeps below -1 dBFS', () => {
    // The bound of a unit and a half: two bars have no quiet parts, and the tail counts more than in a whole track.
    expect(Math.abs(integratedLoudness(signal) - STYLES[style].targetLufs)).toBeLessThan(1.5);
    expect(20 * Math.log10(peakOf(signal))).toBeLessThan(-1);
    expect(signal.left.every(Number.isFinite) && signal.right.every(Number.isFinite)).toBe(true);
  });

  test('is silent until its first beat, which is where the recipe has it', () => {
    const firstBeat = Math.round(0.1 * SAMPLE_RATE);
    const peakIn = (from: number, until: number) =>
      signal.left.subarray(from, until).reduce((peak, value) => Math.max(peak, Math.abs(value)), 0);
    expect(peakIn(0, firstBeat - 20)).toBeLessThan(0.001);
    expect(peakIn(firstBeat, firstBeat + 441)).toBeGreaterThan(0.1);
  });

  test('is in A minor: the notes of the tonic chord are far above those a semitone beside it', () => {
    const mono = middle(signal);
    const over = (notes: readonly number[]) =>
      notes.reduce((sum, note) => sum + powerAt(mono, 440 * 2 ** ((note - 69) / 12)), 0);
    const octaves = [57, 69];
    const chord = over(octaves.flatMap((root) => [root, root + 3, root + 7]));
    const beside = over(octaves.flatMap((root) => [root + 1, root + 4, root + 6]));
    expect(chord).toBeGreaterThan(4 * beside);
  });
});

test.each(FOUR_TO_THE_FLOOR)('%s has a kick on every beat: the lows begin there', (style) => {
  const low = filterInPlace(middle(renderTrack(shortRecipe(style))), 'low', 110);
  for (let beat = 1; beat < 8; beat += 1) {
    const time = 0.1 + 0.5 * beat;
    expect(lowEnergy(low, time + 0.005, 0.06)).toBeGreaterThan(1.3 * lowEnergy(low, time - 0.065, 0.06));
  }
});

test('both sides differ: there is width', () => {
  const signal = renderTrack(shortRecipe('trance'));
  const side = signal.left.map((value, index) => value - (signal.right[index] ?? 0));
  const energy = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
  expect(energy(side) / energy(signal.left)).toBeGreaterThan(0.02);
});
