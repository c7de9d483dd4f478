import type { FftLibrary } from './fft.ts';
import { createFramer } from './framer.ts';

export const MEL_SAMPLE_RATE = 16_000;
export const MEL_BANDS = 96;
const FRAME_SIZE = 512;
/** Samples from frame to frame: 16 ms. */
export const MEL_HOP = 256;
const BIN_HZ = MEL_SAMPLE_RATE / FRAME_SIZE;
/** The level of a band x is log10(1 + 10000 x). */
const COMPRESSION = 10_000;
/** What the framer takes at once. */
const MAX_PUSH = 4096;

/** Below it the scale is linear, 200/3 Hz to a mel; above it every 27 mels multiply the frequency by 6.4. */
const BREAK_HZ = 1000;
const BREAK_MEL = 15;
const HZ_PER_MEL = 200 / 3;
const LOG_STEP = Math.log(6.4) / 27;

/** @source M. Slaney, Auditory Toolbox (1998). */
export function melOfHz(hz: number): number {
  return hz < BREAK_HZ ? hz / HZ_PER_MEL : BREAK_MEL + Math.log(hz / BREAK_HZ) / LOG_STEP;
}

export function hzOfMel(mel: number): number {
  return mel < BREAK_MEL ? mel * HZ_PER_MEL : BREAK_HZ * Math.exp((mel - BREAK_MEL) * LOG_STEP);
}

/** Weights of the bins that a band hears. */
interface MelBand {
  readonly firstBin: number;
  readonly weights: Float32Array;
}

/** Triangles over frequency with their corners evenly spaced in mel from 0 Hz to the half rate, each of area 1 (in Hz). */
function createBands(): MelBand[] {
  const top = melOfHz(MEL_SAMPLE_RATE / 2);
  const corner = (index: number): number => hzOfMel((top * index) / (MEL_BANDS + 1));
  return Array.from({ length: MEL_BANDS }, (_, band) => {
    const [low, centre, high] = [corner(band), corner(band + 1), corner(band + 2)];
    const height = 2 / (high - low);
    const firstBin = Math.ceil(low / BIN_HZ);
    const lastBin = Math.min(FRAME_SIZE / 2, Math.floor(high / BIN_HZ));
    const weights = Float32Array.from({ length: lastBin - firstBin + 1 }, (_, index) => {
      const hz = (firstBin + index) * BIN_HZ;
      return height * Math.max(0, hz < centre ? (hz - low) / (centre - low) : (high - hz) / (high - centre));
    });
    return { firstBin, weights };
  });
}

/** Hann window with zeros at both ends, as the models were trained with; not scaled. */
const createWindow = (): Float32Array =>
  Float32Array.from({ length: FRAME_SIZE }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (FRAME_SIZE - 1)));

export interface MelSpectrogram {
  /** @param samples Mono at 16 kHz, finite, shape [n]. Not kept. */
  push(samples: Float32Array): void;
  /** Levels of all frames, 0 for silence, shape [frames * MEL_BANDS]; frame n is centred on sample n * MEL_HOP. */
  finish(): Float32Array;
}

/**
 * The mel spectrogram that MusiCNN and the models after it listen to: 16 kHz, frames of 512 every 256, power in 96 bands,
 * log10(1 + 10000 x).
 * @source Pons & Serra, "musicnn: Pre-trained convolutional neural networks for music audio tagging" (2019); the numbers are
 *   those of Essentia's TensorflowInputMusiCNN.
 */
export function createMelSpectrogram(fft: FftLibrary): MelSpectrogram {
  const { input, output, transform } = fft.realFft(FRAME_SIZE);
  const bands = createBands();
  const window = createWindow();
  const power = new Float32Array(FRAME_SIZE / 2 + 1);
  const frames: Float32Array[] = [];

  function measure(buffer: Float32Array, at: number): void {
    for (let n = 0; n < FRAME_SIZE; n += 1) input[n] = buffer[at + n] * window[n];
    transform();
    power[0] = output[0] ** 2;
    power[FRAME_SIZE / 2] = output[1] ** 2;
    for (let bin = 1; bin < FRAME_SIZE / 2; bin += 1) power[bin] = output[2 * bin] ** 2 + output[2 * bin + 1] ** 2;
    frames.push(Float32Array.from(bands, levelOf));
  }

  function levelOf({ firstBin, weights }: MelBand): number {
    let sum = 0;
    for (let index = 0; index < weights.length; index += 1) sum += weights[index] * power[firstBin + index];
    return Math.log10(1 + COMPRESSION * sum);
  }

  const framer = createFramer(FRAME_SIZE, MEL_HOP, FRAME_SIZE / 2, measure);
  return {
    push(samples) {
      for (let at = 0; at < samples.length; at += MAX_PUSH) framer.push(samples.subarray(at, at + MAX_PUSH));
    },
    finish() {
      framer.pad(FRAME_SIZE / 2);
      const levels = new Float32Array(frames.length * MEL_BANDS);
      for (const [index, frame] of frames.entries()) levels.set(frame, index * MEL_BANDS);
      return levels;
    },
  };
}

/**
 * Cuts a spectrogram into overlapping patches, each starting half a patch after the one before. Music that is shorter than a
 * patch is repeated to fill it.
 * @param levels Shape [n * MEL_BANDS].
 * @param frames Length of a patch, at least 1.
 * @returns Shape [patches * frames * MEL_BANDS]; empty without a frame.
 */
export function cutPatches(levels: Float32Array, frames: number): Float32Array {
  const given = levels.length / MEL_BANDS;
  if (given === 0) return new Float32Array(0);
  const size = frames * MEL_BANDS;
  if (given < frames) return Float32Array.from({ length: size }, (_, index) => levels[index % levels.length]);
  const step = Math.max(1, Math.floor(frames / 2));
  const patches = Math.floor((given - frames) / step) + 1;
  const cut = new Float32Array(patches * size);
  for (let patch = 0; patch < patches; patch += 1) {
    const from = patch * step * MEL_BANDS;
    cut.set(levels.subarray(from, from + size), patch * size);
  }
  return cut;
}
