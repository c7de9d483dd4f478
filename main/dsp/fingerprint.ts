import { HALF_RATE, type MonoAnalyser } from './analyser.ts';
import type { FftLibrary } from './fft.ts';
import { fingerprintWords, PITCH_CLASSES } from './fingerprint-words.ts';
import { createFramer } from './framer.ts';
import { createGrowableFloats } from './growable.ts';
import { createMonoDecimator } from './half-band.ts';

const RATE = HALF_RATE / 2;
const FRAME = 4096;
const HOP = Math.floor(FRAME / 3);
const LOWEST_HZ = 28;
const HIGHEST_HZ = 3520;
/** Frames are smoothed over five. */
const SMOOTHING = [0.25, 0.75, 1, 0.75, 0.25] as const;
/** Less than this is silence, which has no pitch. */
const LEAST_NORM = 0.01;
/** Longer recordings are told apart by their beginning: a quarter of an hour is 29 kB. */
const MOST_FRAMES = Math.round((15 * 60 * RATE) / HOP);

const binOf = (hz: number): number => Math.round((hz * FRAME) / RATE);

/** Pitch class of each bin, from A. */
function pitchClasses(): Uint8Array {
  return Uint8Array.from({ length: binOf(HIGHEST_HZ) }, (_, bin) => {
    const octaves = Math.log2(Math.max(1, bin) * (RATE / FRAME / (440 / 16)));
    return Math.floor(PITCH_CLASSES * (octaves - Math.floor(octaves)));
  });
}

const hammingWindow = (): Float32Array =>
  Float32Array.from({ length: FRAME }, (_, n) => 0.54 - 0.46 * Math.cos((2 * Math.PI * n) / (FRAME - 1)));

/** Smooths each pitch class over five frames and brings every frame to length 1, silent ones to 0. */
function smoothed(frames: Float32Array): Float32Array {
  const count = Math.max(0, frames.length / PITCH_CLASSES - SMOOTHING.length + 1);
  const image = new Float32Array(count * PITCH_CLASSES);
  const row = new Float64Array(PITCH_CLASSES);
  for (let at = 0; at < image.length; at += PITCH_CLASSES) {
    let energy = 0;
    for (let pitch = 0; pitch < PITCH_CLASSES; pitch += 1) {
      let sum = 0;
      for (let n = 0; n < SMOOTHING.length; n += 1) sum += SMOOTHING[n] * frames[at + n * PITCH_CLASSES + pitch];
      row[pitch] = sum;
      energy += sum * sum;
    }
    const norm = Math.sqrt(energy);
    if (norm >= LEAST_NORM)
      for (let pitch = 0; pitch < PITCH_CLASSES; pitch += 1) image[at + pitch] = row[pitch] / norm;
  }
  return image;
}

/**
 * What tells recordings apart whatever their encoding, level and tags: Chromaprint's algorithm 2, as AcoustID uses it, of the first
 * quarter of an hour. Empty for less than three seconds, silence or noise without pitch gives words as well.
 * @source L. Lalinsky, "How does Chromaprint work?" (2011).
 */
export function createFingerprintAnalyser(library: FftLibrary): MonoAnalyser<Uint32Array> {
  const fft = library.realFft(FRAME);
  const window = hammingWindow();
  const pitches = pitchClasses();
  const firstBin = binOf(LOWEST_HZ);
  const decimator = createMonoDecimator();
  const chroma = createGrowableFloats();
  const frame = new Float32Array(PITCH_CLASSES);
  let count = 0;

  const framer = createFramer(FRAME, HOP, 0, (buffer, at) => {
    if (count === MOST_FRAMES) return;
    const { input, output } = fft;
    for (let i = 0; i < FRAME; i += 1) input[i] = buffer[at + i] * window[i];
    fft.transform();
    frame.fill(0);
    for (let bin = firstBin; bin < pitches.length; bin += 1) {
      frame[pitches[bin]] += output[2 * bin] * output[2 * bin] + output[2 * bin + 1] * output[2 * bin + 1];
    }
    for (let pitch = 0; pitch < PITCH_CLASSES; pitch += 1) chroma.push(frame[pitch]);
    count += 1;
  });

  return {
    push(samples) {
      if (count < MOST_FRAMES) framer.push(decimator.push(samples));
    },
    finish() {
      framer.push(decimator.flush());
      return fingerprintWords(smoothed(chroma.view()));
    },
  };
}
