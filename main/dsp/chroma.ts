import { HALF_RATE, type MonoAnalyser } from './analyser.ts';
import type { FftLibrary } from './fft.ts';
import { createFramer, hannWindow } from './framer.ts';

/** 372 ms: tells a semitone apart from 60 Hz up. */
const FRAME = 8192;
const HOP = 4096;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 2_000;
/** Three bins a semitone, so that tuning can be measured. */
const BINS_PER_SEMITONE = 3;
export const CHROMA_BINS = 12 * BINS_PER_SEMITONE;
const REFERENCE_HZ = 440 * 2 ** (-9 / 12); // C4
/** Frames under this root-mean-square level are silence. */
const SILENCE_RMS = 1e-4;

export interface Chroma {
  /** Mean weight of each third of a semitone, from C, shape [36]; all 0 for silence. */
  readonly bins: Float64Array;
  readonly frames: number;
}

export function createChromaAnalyser(library: FftLibrary): MonoAnalyser<Chroma> {
  const fft = library.realFft(FRAME);
  const window = hannWindow(FRAME);
  const firstBin = Math.floor((LOWEST_HZ * FRAME) / HALF_RATE);
  const lastBin = Math.ceil((HIGHEST_HZ * FRAME) / HALF_RATE);
  const magnitudes = new Float32Array(lastBin + 2);
  const frameBins = new Float64Array(CHROMA_BINS);
  const bins = new Float64Array(CHROMA_BINS);
  let frames = 0;

  /** Adds a spectral peak to the two chroma bins around it. */
  function addPeak(bin: number): void {
    const [a, b, c] = [magnitudes[bin - 1], magnitudes[bin], magnitudes[bin + 1]];
    const shift = (0.5 * (a - c)) / (a - 2 * b + c);
    const height = b - 0.25 * (a - c) * shift;
    const hz = ((bin + shift) * HALF_RATE) / FRAME;
    const position = CHROMA_BINS * Math.log2(hz / REFERENCE_HZ);
    const lower = Math.floor(position);
    const fraction = position - lower;
    frameBins[mod(lower)] += height * (1 - fraction);
    frameBins[mod(lower + 1)] += height * fraction;
  }

  function frame(buffer: Float32Array, at: number): void {
    let energy = 0;
    for (let i = 0; i < FRAME; i += 1) {
      const sample = buffer[at + i];
      energy += sample * sample;
      fft.input[i] = sample * window[i];
    }
    if (energy < SILENCE_RMS * SILENCE_RMS * FRAME) return;
    fft.transform();
    for (let bin = firstBin - 1; bin <= lastBin + 1; bin += 1) {
      magnitudes[bin] = Math.sqrt(fft.output[2 * bin] ** 2 + fft.output[2 * bin + 1] ** 2);
    }
    frameBins.fill(0);
    for (let bin = firstBin; bin <= lastBin; bin += 1) {
      if (magnitudes[bin] > magnitudes[bin - 1] && magnitudes[bin] >= magnitudes[bin + 1]) addPeak(bin);
    }
    const largest = Math.max(...frameBins);
    if (largest === 0) return;
    frames += 1;
    for (let i = 0; i < CHROMA_BINS; i += 1) bins[i] += frameBins[i] / largest;
  }

  return {
    push: createFramer(FRAME, HOP, 0, frame).push,
    finish: () => ({ bins: frames > 0 ? bins.map((bin) => bin / frames) : bins, frames }),
  };
}

const mod = (bin: number): number => ((bin % CHROMA_BINS) + CHROMA_BINS) % CHROMA_BINS;
