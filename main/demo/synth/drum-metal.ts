import { fadeOut, normalise } from './drum-kick.ts';
import { applyDecay } from './drum-noise.ts';
import { filterInPlace } from './filters.ts';
import { sine, square } from './oscillators.ts';
import { type Random, whiteNoise } from './random.ts';
import { SAMPLE_RATE, type Stereo } from './stereo.ts';

/**
 * The six square waves of the TR-808's cymbal circuit, in Hz.
 * @source Werner, Abel, Smith, "The TR-808 Cymbal", ICMC 2014.
 */
const METAL_HERTZ = [205.3, 304.4, 369.6, 522.7, 540, 800] as const;

function metal(frames: number, pitch: number, random: Random): Float32Array {
  const out = new Float32Array(frames);
  for (const hertz of METAL_HERTZ) {
    const step = (hertz * pitch) / SAMPLE_RATE;
    let phase = random();
    for (let frame = 0; frame < frames; frame += 1) {
      out[frame] += square(phase, step) / METAL_HERTZ.length;
      phase += step;
      if (phase >= 1) phase -= 1;
    }
  }
  return out;
}

/** A hi-hat. @param decaySeconds To 1/e: 0.03 is closed, 0.2 open. */
export function renderHat(decaySeconds: number, random: Random): Float32Array {
  const frames = Math.ceil(decaySeconds * 6 * SAMPLE_RATE);
  const out = metal(frames, 2.1, random);
  const noise = whiteNoise(frames, random);
  for (let frame = 0; frame < frames; frame += 1) out[frame] = 0.9 * out[frame] + 0.35 * noise[frame];
  filterInPlace(out, 'high', 7400);
  filterInPlace(out, 'high', 5200);
  applyDecay(out, decaySeconds);
  fadeOut(out, 0.01);
  return normalise(out);
}

/** A crash cymbal, different on both sides. */
export function renderCrash(decaySeconds: number, random: Random): Stereo {
  const channel = (): Float32Array => {
    const frames = Math.ceil(decaySeconds * 5 * SAMPLE_RATE);
    const out = metal(frames, 3.3, random);
    const noise = whiteNoise(frames, random);
    for (let frame = 0; frame < frames; frame += 1) out[frame] = 0.5 * out[frame] + 0.5 * noise[frame];
    filterInPlace(out, 'high', 3200);
    applyDecay(out, decaySeconds);
    fadeOut(out, 0.05);
    return normalise(out);
  };
  return { left: channel(), right: channel() };
}

/** A ride cymbal: a pinged bell over a wash. */
export function renderRide(random: Random): Float32Array {
  const frames = Math.ceil(0.9 * SAMPLE_RATE);
  const wash = filterInPlace(metal(frames, 2.7, random), 'high', 6000);
  applyDecay(wash, 0.16);
  const bells = [3320, 4790, 6140];
  for (let frame = 0; frame < frames; frame += 1) {
    const seconds = frame / SAMPLE_RATE;
    for (const hertz of bells) wash[frame] += 0.09 * sine(hertz * seconds) * Math.exp(-seconds / 0.11);
  }
  fadeOut(wash, 0.05);
  return normalise(wash);
}
