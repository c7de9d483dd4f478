import { HALF_RATE, type MonoAnalyser } from './analyser.ts';
import type { FftLibrary } from './fft.ts';
import { createGrowableFloats } from './growable.ts';
import { createFramer, hannWindow } from './framer.ts';

/** 372 ms: tells semitones apart from 60 Hz up. */
const FRAME = 8192;
const HOP = 4096;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 2_000;
/** Three bins a semitone, so that tuning can be measured. */
export const BINS_PER_SEMITONE = 3;
export const CHROMA_BINS = 12 * BINS_PER_SEMITONE;
const C4_HZ = 440 * 2 ** (-9 / 12);
/**
 * A peak may be an overtone: it also counts for the fundamentals of which it would be the 2nd to 6th harmonic, each
 * time with this much less. Without it every tonic is mistaken for the fifth that its third harmonic sounds.
 */
const HARMONICS = 6;
const HARMONIC_DECAY = 0.8;
/** Frames under -80 dB and peaks under -100 dB are silence. */
const SILENCE_POWER = 1e-8;
const SILENCE_PEAK = 1e-5;
/** The frame by frame pitch classes follow the chords: overtones above this say little of them. */
const CHORD_HIGHEST_HZ = 1_000;

export interface Chroma {
  /** Mean weight of each third of a semitone over the track, from C, shape [36]; all 0 for silence. */
  readonly bins: Float64Array;
  /** Where in the semitone the music is tuned, in bins, -1.5 to 1.5. */
  readonly tuning: number;
  /** Pitch classes of every frame in that tuning, without harmonics, frame after frame, shape [12 * frames]. */
  readonly frames: Float32Array;
}

/** Middle of a frame of `Chroma.frames`, in seconds. */
export const chromaFrameSeconds = (frame: number): number => (frame * HOP + FRAME / 2) / HALF_RATE;
export const CHROMA_FRAME_RATE = HALF_RATE / HOP;

const mod = (bin: number): number => ((bin % CHROMA_BINS) + CHROMA_BINS) % CHROMA_BINS;

function tuningOffset(bins: Float64Array): number {
  let [x, y] = [0, 0];
  for (let bin = 0; bin < CHROMA_BINS; bin += 1) {
    const angle = (2 * Math.PI * (bin % BINS_PER_SEMITONE)) / BINS_PER_SEMITONE;
    x += bins[bin] * Math.cos(angle);
    y += bins[bin] * Math.sin(angle);
  }
  return (Math.atan2(y, x) / (2 * Math.PI)) * BINS_PER_SEMITONE;
}

/** Sums the thirds of a semitone of each frame around the semitones of the track's tuning. */
function foldFrames(thirds: Float32Array, tuning: number): Float32Array {
  const semitones = Array.from({ length: CHROMA_BINS }, (_, bin) => {
    const semitone = Math.round((bin - tuning) / BINS_PER_SEMITONE);
    return (semitone + 12) % 12;
  });
  const frames = new Float32Array(thirds.length / BINS_PER_SEMITONE);
  for (let at = 0, frame = 0; at < thirds.length; at += CHROMA_BINS, frame += 12) {
    for (let bin = 0; bin < CHROMA_BINS; bin += 1) frames[frame + semitones[bin]] += thirds[at + bin];
  }
  return frames;
}

/** Adds a weight to the two bins around a position (in bins from C). */
function addAt(bins: Float64Array, position: number, weight: number): void {
  const lower = Math.floor(position);
  const fraction = position - lower;
  bins[mod(lower)] += weight * (1 - fraction);
  bins[mod(lower + 1)] += weight * fraction;
}

/** Adds `bins`, scaled so that the largest is 1: a loud chorus counts no more than a quiet verse. */
function addNormalised(sum: Float64Array, bins: Float64Array): void {
  const largest = Math.max(...bins);
  if (largest > 0) for (let i = 0; i < CHROMA_BINS; i += 1) sum[i] += bins[i] / largest;
}

interface SpectralPeaks {
  count: number;
  readonly hz: Float64Array;
  /** Chroma bins above C4. */
  readonly position: Float64Array;
  readonly height: Float64Array;
}

/** Finds the spectral peaks of a frame, with parabolic interpolation. Silent frames have none. */
function createPeakFinder(library: FftLibrary) {
  const fft = library.realFft(FRAME);
  const window = hannWindow(FRAME);
  const firstBin = Math.floor((LOWEST_HZ * FRAME) / HALF_RATE);
  const lastBin = Math.ceil((HIGHEST_HZ * FRAME) / HALF_RATE);
  const powers = new Float64Array(lastBin + 2);
  const binToHz = HALF_RATE / FRAME;
  const scale = 4 / FRAME; // a full-scale sine has height 1
  const leastPower = (SILENCE_PEAK / scale) ** 2;
  const arrays = Array.from({ length: 3 }, () => new Float64Array(lastBin)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const peaks: SpectralPeaks = { count: 0, hz: arrays[0], position: arrays[1], height: arrays[2] };

  function addPeak(bin: number): void {
    const before = Math.sqrt(powers[bin - 1]);
    const here = Math.sqrt(powers[bin]);
    const after = Math.sqrt(powers[bin + 1]);
    const shift = (0.5 * (before - after)) / (before - 2 * here + after);
    const hz = (bin + shift) * binToHz;
    peaks.hz[peaks.count] = hz;
    peaks.position[peaks.count] = CHROMA_BINS * Math.log2(hz / C4_HZ);
    peaks.height[peaks.count] = scale * (here - 0.25 * (before - after) * shift);
    peaks.count += 1;
  }

  return (buffer: Float32Array, at: number): SpectralPeaks => {
    const { input, output } = fft;
    peaks.count = 0;
    let energy = 0;
    for (let i = 0; i < FRAME; i += 1) {
      const sample = buffer[at + i];
      energy += sample * sample;
      input[i] = sample * window[i];
    }
    if (energy < SILENCE_POWER * FRAME) return peaks;
    fft.transform();
    for (let bin = firstBin - 1; bin <= lastBin + 1; bin += 1) {
      powers[bin] = output[2 * bin] * output[2 * bin] + output[2 * bin + 1] * output[2 * bin + 1];
    }
    for (let bin = firstBin; bin <= lastBin; bin += 1) {
      const power = powers[bin];
      if (power > powers[bin - 1] && power >= powers[bin + 1] && power >= leastPower) addPeak(bin);
    }
    return peaks;
  };
}

/**
 * Harmonic pitch class profile of the track, and its chords from frame to frame.
 * @source Gomez, "Tonal description of music audio signals" (2006), with linear instead of squared magnitudes.
 */
export function createChromaAnalyser(library: FftLibrary): MonoAnalyser<Chroma> {
  const findPeaks = createPeakFinder(library);
  const bins = new Float64Array(CHROMA_BINS);
  const frameBins = new Float64Array(CHROMA_BINS);
  const harmonicShift = Float64Array.from({ length: HARMONICS }, (_, h) => CHROMA_BINS * Math.log2(h + 1));
  const chords = createGrowableFloats();
  const chord = new Float32Array(CHROMA_BINS);
  let frames = 0;

  function addChord(peaks: SpectralPeaks): void {
    chord.fill(0);
    for (let i = 0; i < peaks.count && peaks.hz[i] <= CHORD_HIGHEST_HZ; i += 1) {
      chord[mod(Math.round(peaks.position[i]))] += peaks.height[i];
    }
    for (let bin = 0; bin < CHROMA_BINS; bin += 1) chords.push(chord[bin]);
  }

  function addFrame(peaks: SpectralPeaks): void {
    frameBins.fill(0);
    for (let i = 0; i < peaks.count; i += 1) {
      const position = peaks.position[i];
      let weight = peaks.height[i];
      for (let h = 0; h < HARMONICS && peaks.hz[i] >= LOWEST_HZ * (h + 1); h += 1) {
        addAt(frameBins, position - harmonicShift[h], weight);
        weight *= HARMONIC_DECAY;
      }
    }
    addNormalised(bins, frameBins);
  }

  const framer = createFramer(FRAME, HOP, 0, (buffer, at) => {
    const peaks = findPeaks(buffer, at);
    addChord(peaks);
    if (peaks.count === 0) return;
    addFrame(peaks);
    frames += 1;
  });
  return {
    push: (samples) => framer.push(samples),
    finish: () => {
      const tuning = tuningOffset(bins);
      return {
        bins: bins.map((bin) => bin / Math.max(1, frames)),
        tuning,
        frames: foldFrames(chords.view(), tuning),
      };
    },
  };
}
