import { fadeOut, normalise } from './drum-kick.ts';
import { decayFactor } from './envelope.ts';
import { filterInPlace } from './filters.ts';
import { sine } from './oscillators.ts';
import { type Random, whiteNoise } from './random.ts';
import { SAMPLE_RATE, type Stereo } from './stereo.ts';

/** Multiplies a signal in place by an exponential fall to 1/e in `seconds`. */
export function applyDecay(signal: Float32Array, seconds: number): Float32Array {
  const fall = decayFactor(seconds);
  let level = 1;
  for (let index = 0; index < signal.length; index += 1) {
    signal[index] *= level;
    level *= fall;
  }
  return signal;
}

export interface SnareShape {
  readonly bodyHertz: number;
  readonly bodySeconds: number;
  readonly bodyLevel: number;
  readonly noiseSeconds: number;
  /** Where the wires' noise begins. */
  readonly noiseHertz: number;
}

/** A snare drum: two falling sines for the shell, high-passed noise for the wires. */
export function renderSnare(shape: SnareShape, random: Random): Float32Array {
  const frames = Math.ceil(Math.max(shape.noiseSeconds, shape.bodySeconds) * 6 * SAMPLE_RATE);
  const wires = filterInPlace(whiteNoise(frames, random), 'high', shape.noiseHertz);
  normalise(wires);
  applyDecay(wires, shape.noiseSeconds);
  const bodyFall = decayFactor(shape.bodySeconds);
  const bendFall = decayFactor(0.012);
  let phase = 0;
  let upper = 0;
  let level = shape.bodyLevel;
  let bend = 0.9;
  for (let frame = 0; frame < frames; frame += 1) {
    wires[frame] = Math.tanh(1.4 * (0.7 * wires[frame] + level * (sine(phase) + 0.6 * sine(upper))));
    phase += (shape.bodyHertz * (1 + bend)) / SAMPLE_RATE;
    upper += (shape.bodyHertz * 1.78 * (1 + bend)) / SAMPLE_RATE;
    level *= bodyFall;
    bend *= bendFall;
  }
  fadeOut(wires, 0.02);
  return normalise(wires);
}

/** Seconds between the hands of a clap. */
const HANDS = [0, 0.0105, 0.0195, 0.0285] as const;

/** A hand clap: four bursts of band-passed noise and a short room, different on both sides. */
export function renderClap(random: Random, decaySeconds = 0.085): Stereo {
  const channel = (): Float32Array => {
    const frames = Math.ceil((0.04 + decaySeconds * 6) * SAMPLE_RATE);
    const noise = whiteNoise(frames, random);
    filterInPlace(noise, 'band', 1350, 0.25);
    filterInPlace(noise, 'high', 600);
    const out = new Float32Array(frames);
    HANDS.forEach((seconds, hand) => {
      const at = Math.round(seconds * SAMPLE_RATE);
      const fall = decayFactor(hand === HANDS.length - 1 ? decaySeconds : 0.005);
      let level = 1;
      for (let frame = at; frame < frames; frame += 1) {
        out[frame] += noise[frame] * level;
        level *= fall;
      }
    });
    fadeOut(out, 0.02);
    return normalise(out);
  };
  return { left: channel(), right: channel() };
}

/** A shaker or cabasa: noise that swells for a moment, then falls. */
export function renderShaker(random: Random, decaySeconds = 0.035): Float32Array {
  const frames = Math.ceil((0.02 + decaySeconds * 6) * SAMPLE_RATE);
  const noise = filterInPlace(filterInPlace(whiteNoise(frames, random), 'high', 5200), 'band', 8200, 0.2);
  const attack = Math.ceil(0.014 * SAMPLE_RATE);
  const fall = decayFactor(decaySeconds);
  let level = 1;
  for (let frame = 0; frame < frames; frame += 1) {
    noise[frame] *= frame < attack ? frame / attack : level;
    if (frame >= attack) level *= fall;
  }
  return normalise(noise);
}
