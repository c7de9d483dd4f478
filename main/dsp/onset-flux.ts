import { HALF_RATE, type MonoAnalyser } from './analyser.ts';
import type { FftLibrary } from './fft.ts';
import { createFramer, hannWindow } from './framer.ts';
import { createGrowableFloats } from './growable.ts';

/** Frames of 46 ms, a new one every 11.6 ms. */
const FRAME = 1024;
const HOP = 256;
export const FLUX_RATE = HALF_RATE / HOP;

/** Log-spaced bands of the spectrum, about four to the octave; flux is measured in each. */
export const FLUX_BANDS = 32;
const LOWEST_HZ = 30;
const HIGHEST_HZ = 10_000;
/** Flux below this frequency is kept apart: kick and bass carry the beat's phase. */
const LOW_HZ = 160;
/** Gain before the logarithm: the level (full scale = 1) above which a band is compressed. */
const COMPRESSION = 1_000;
/** The rise is measured over this many hops, so that a slow attack counts once and in full. */
const RISE_HOPS = 2;

export interface OnsetFlux {
  /** Frames per second; frame n is centred on n / rate seconds. */
  readonly rate: number;
  /** Rise of the log-compressed level, summed over all bands, shape [frames]. */
  readonly full: Float32Array;
  /** The same for the bands under 160 Hz. */
  readonly low: Float32Array;
}

/** First FFT bin of each band; at least one bin wide. */
function bandEdges(): Int32Array {
  const binHz = HALF_RATE / FRAME;
  const edges = new Int32Array(FLUX_BANDS + 1);
  for (let band = 0; band <= FLUX_BANDS; band += 1) {
    const hz = LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (band / FLUX_BANDS);
    edges[band] = Math.max(band === 0 ? 1 : edges[band - 1] + 1, Math.round(hz / binHz));
  }
  return edges;
}

/** Levels of the bands in one frame. */
function createBandMeter(library: FftLibrary, edges: Int32Array) {
  const { input, output, transform } = library.realFft(FRAME);
  const window = hannWindow(FRAME);
  const scale = (4 / FRAME) ** 2; // a full-scale sine has power 1 in its bin
  return (buffer: Float32Array, at: number, target: Float32Array): void => {
    for (let i = 0; i < FRAME; i += 1) input[i] = buffer[at + i] * window[i];
    transform();
    for (let band = 0; band < FLUX_BANDS; band += 1) {
      let power = 0;
      for (let bin = edges[band]; bin < edges[band + 1]; bin += 1) {
        power += output[2 * bin] * output[2 * bin] + output[2 * bin + 1] * output[2 * bin + 1];
      }
      target[band] = Math.log(1 + COMPRESSION * Math.sqrt(power * scale));
    }
  };
}

/**
 * Multi-band spectral flux: where the music gets louder, band by band.
 * @param onLevels Gets the log-compressed levels of each frame, shape [FLUX_BANDS], valid during the call.
 * @source Boeck & Widmer, "Maximum filter vibrato suppression" (2013) for log-compressed band flux; Percival &
 *   Tzanetakis, "Streamlined tempo estimation" (2014) for its use on tempo.
 */
export function createOnsetFluxAnalyser(
  library: FftLibrary,
  onLevels: (levels: Float32Array) => void,
): MonoAnalyser<OnsetFlux> {
  const edges = bandEdges();
  const lowBands = edges.findIndex((edge) => edge * (HALF_RATE / FRAME) > LOW_HZ);
  const measure = createBandMeter(library, edges);
  const levels = Array.from({ length: RISE_HOPS + 1 }, () => new Float32Array(FLUX_BANDS));
  const full = createGrowableFloats();
  const low = createGrowableFloats();
  let frames = 0;

  function frame(buffer: Float32Array, at: number): void {
    const now = levels[frames % (RISE_HOPS + 1)];
    const before = levels[(frames + 1) % (RISE_HOPS + 1)];
    measure(buffer, at, now);
    onLevels(now);
    let lowRise = 0;
    let rise = 0;
    for (let band = 0; band < FLUX_BANDS; band += 1) {
      const change = Math.max(0, now[band] - before[band]);
      rise += change;
      if (band < lowBands) lowRise += change;
    }
    full.push(frames < RISE_HOPS ? 0 : rise);
    low.push(frames < RISE_HOPS ? 0 : lowRise);
    frames += 1;
  }

  // Half a frame of silence first: frame n is centred on sample n * HOP.
  const framer = createFramer(FRAME, HOP, FRAME / 2, frame);
  return {
    push: framer.push,
    finish() {
      framer.pad(FRAME / 2);
      return { rate: FLUX_RATE, full: full.view(), low: low.view() };
    },
  };
}
