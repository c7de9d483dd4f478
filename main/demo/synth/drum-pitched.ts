import { fadeOut, normalise } from './drum-kick.ts';
import { decayFactor } from './envelope.ts';
import { filterInPlace } from './filters.ts';
import { sine, square } from './oscillators.ts';
import { type Random, whiteNoise } from './random.ts';
import { SAMPLE_RATE } from './stereo.ts';

export interface SkinShape {
  /** Pitch at the start above the final one, as a share of it. */
  readonly bend: number;
  readonly seconds: number;
  /** Level of the hand's or stick's noise, 0-1. */
  readonly slap: number;
}

/** A tom, conga or bongo: a sine with a small bend, and the slap of the hand. */
export function renderSkin(shape: SkinShape, hertz: number, random: Random): Float32Array {
  const frames = Math.ceil(shape.seconds * 6 * SAMPLE_RATE);
  const out = new Float32Array(frames);
  const slap = filterInPlace(whiteNoise(Math.ceil(0.012 * SAMPLE_RATE), random), 'band', 2400, 0.1);
  const fall = decayFactor(shape.seconds);
  const bendFall = decayFactor(0.02);
  let phase = 0;
  let level = 1;
  let bend = shape.bend;
  for (let frame = 0; frame < frames; frame += 1) {
    out[frame] = level * (sine(phase) + 0.18 * sine(phase * 1.59));
    phase += (hertz * (1 + bend)) / SAMPLE_RATE;
    level *= fall;
    bend *= bendFall;
  }
  for (let frame = 0; frame < slap.length; frame += 1) {
    out[frame] += slap[frame] * shape.slap * 2 * (1 - frame / slap.length);
  }
  fadeOut(out, 0.02);
  return normalise(out);
}

/** A rim shot: two short tones, almost all attack. */
export function renderRim(random: Random): Float32Array {
  const frames = Math.ceil(0.09 * SAMPLE_RATE);
  const out = whiteNoise(frames, random);
  for (let frame = 0; frame < frames; frame += 1) {
    const seconds = frame / SAMPLE_RATE;
    const tone = sine(1720 * seconds) + 0.8 * sine(487 * seconds);
    out[frame] = tone * Math.exp(-seconds / 0.011) + 0.5 * out[frame] * Math.exp(-seconds / 0.003);
  }
  filterInPlace(out, 'high', 400);
  return normalise(out);
}

/** A cowbell: two squares a fifth apart, band-passed. @param hertz The lower one. */
export function renderCowbell(hertz: number): Float32Array {
  const frames = Math.ceil(0.35 * SAMPLE_RATE);
  const out = new Float32Array(frames);
  for (const ratio of [1, 1.5]) {
    const step = (hertz * ratio) / SAMPLE_RATE;
    let phase = 0;
    for (let frame = 0; frame < frames; frame += 1) {
      out[frame] += square(phase, step);
      phase += step;
      if (phase >= 1) phase -= 1;
    }
  }
  filterInPlace(out, 'band', hertz * 1.6, 0.3);
  const fall = decayFactor(0.05);
  let level = 1;
  for (let frame = 0; frame < frames; frame += 1) {
    out[frame] *= level;
    level *= fall;
  }
  fadeOut(out, 0.02);
  return normalise(out);
}
