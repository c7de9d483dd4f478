import { decayFactor } from './envelope.ts';
import { filterInPlace } from './filters.ts';
import { sine } from './oscillators.ts';
import { type Random, whiteNoise } from './random.ts';
import { SAMPLE_RATE } from './stereo.ts';

export interface KickShape {
  /** Pitch at the start, as a multiple of the final one. */
  readonly punch: number;
  /** Seconds in which the pitch falls to 1/e. */
  readonly punchSeconds: number;
  /** Seconds in which the body falls to 1/e. */
  readonly bodySeconds: number;
  /** Level of the beater's click, 0-1. */
  readonly click: number;
  /** 1 is clean; 8 is a hardstyle kick. */
  readonly drive: number;
}

/** Length of the click's noise. */
const CLICK_SECONDS = 0.004;

/**
 * A kick drum: a sine that falls in pitch, a click, saturation.
 * @param hertz The pitch it falls to.
 * @returns Mono, peak 1.
 */
export function renderKick(shape: KickShape, hertz: number, random: Random): Float32Array {
  const frames = Math.ceil(shape.bodySeconds * 5 * SAMPLE_RATE);
  const out = new Float32Array(frames);
  const bodyFall = decayFactor(shape.bodySeconds);
  const punchFall = decayFactor(shape.punchSeconds);
  const snapFall = decayFactor(shape.punchSeconds / 6);
  const step = hertz / SAMPLE_RATE;
  let phase = 0.12;
  let level = 1;
  let punch = shape.punch - 1;
  let snap = shape.punch * 2.5;
  for (let frame = 0; frame < frames; frame += 1) {
    out[frame] = Math.tanh(shape.drive * level * sine(phase));
    phase += step * (1 + punch + snap);
    // The body holds for 30 ms before it falls, which is what makes a kick feel solid.
    if (frame > 0.03 * SAMPLE_RATE) level *= bodyFall;
    punch *= punchFall;
    snap *= snapFall;
  }
  const click = filterInPlace(whiteNoise(Math.ceil(CLICK_SECONDS * SAMPLE_RATE), random), 'high', 2500);
  for (let frame = 0; frame < click.length; frame += 1) {
    out[frame] += click[frame] * shape.click * (1 - frame / click.length);
  }
  fadeOut(out, 0.02);
  return normalise(out);
}

/** Scales a signal in place to a peak of 1. */
export function normalise(signal: Float32Array): Float32Array {
  let peak = 0;
  for (let index = 0; index < signal.length; index += 1) peak = Math.max(peak, Math.abs(signal[index]));
  if (peak > 0) for (let index = 0; index < signal.length; index += 1) signal[index] /= peak;
  return signal;
}

/** Fades the last `seconds` of a signal in place, so that it ends without a click. */
export function fadeOut(signal: Float32Array, seconds: number): void {
  const frames = Math.min(signal.length, Math.ceil(seconds * SAMPLE_RATE));
  const start = signal.length - frames;
  for (let index = 0; index < frames; index += 1) signal[start + index] *= 1 - index / frames;
}
