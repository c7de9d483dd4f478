import { type BarFeatures, SILENT_DB } from './bar-features.ts';

/** Half-width of the checkerboard kernel in bars: half a phrase, the shortest section. */
const REACH_BARS = 4;
/** A band that changes by this much is a clear change. */
const CLEAR_DB = 6;
/** Levels further under the loudest bar count as equal. */
const RANGE_DB = 40;
/** Kick and bass part the sections of dance music more than anything else: they count twice. */
const LOW_WEIGHT = 2;

/** How unlike two bars are: bands, attacks and chords; 1 for one clear change. */
function createDistance(features: BarFeatures): (a: number, b: number) => number {
  const { lowFlux, highFlux, chords } = features;
  const levels = [features.low, features.mid, features.high].map((band) => {
    const floor = Math.max(SILENT_DB, ...band) - RANGE_DB;
    return band.map((value) => Math.max(value, floor) / CLEAR_DB);
  });
  const [low, mid, high] = levels;
  let flux = 0;
  for (let bar = 0; bar < lowFlux.length; bar += 1) flux += (lowFlux[bar] + highFlux[bar]) / (2 * lowFlux.length);
  const perFlux = flux > 0 ? 1 / flux : 0; // attacks that change by half of what is usual are a clear change
  return (a, b) => {
    let squares = LOW_WEIGHT * (low[a] - low[b]) ** 2 + (mid[a] - mid[b]) ** 2 + (high[a] - high[b]) ** 2;
    squares += ((lowFlux[a] - lowFlux[b]) ** 2 + (highFlux[a] - highFlux[b]) ** 2) * perFlux ** 2;
    let likeness = 0;
    for (let pitch = 0; pitch < 12; pitch += 1) likeness += chords[12 * a + pitch] * chords[12 * b + pitch];
    return Math.sqrt(squares + 1 - likeness);
  };
}

/** Likeness of each bar to those up to 2 * REACH_BARS later, 0-1: the band of the self-similarity matrix in use. */
function selfSimilarity(features: BarFeatures): Float64Array {
  const bars = features.low.length;
  const width = 2 * REACH_BARS;
  const distance = createDistance(features);
  const matrix = new Float64Array(bars * width);
  for (let bar = 0; bar < bars; bar += 1) {
    for (let lag = 1; lag < width && bar + lag < bars; lag += 1) {
      matrix[bar * width + lag] = Math.exp(-distance(bar, bar + lag));
    }
  }
  return matrix;
}

/** Gaussian taper of the kernel: bars near the boundary say most. */
const taper = (a: number, b: number): number => Math.exp((-2 * ((a + 0.5) ** 2 + (b + 0.5) ** 2)) / REACH_BARS ** 2);

/**
 * How much the music before each bar is like itself, and the music from it on, but not one like the other.
 * @returns One value a bar, -1 to 1; high where a new part begins; 0 for the first bar.
 * @source Foote, "Automatic audio segmentation using a measure of audio novelty" (2000): checkerboard kernel on the
 *   diagonal of the self-similarity matrix.
 */
export function barNovelty(features: BarFeatures): Float64Array {
  const bars = features.low.length;
  const width = 2 * REACH_BARS;
  const matrix = selfSimilarity(features);
  return Float64Array.from({ length: bars }, (_, bar) => {
    if (bar === 0) return 0;
    let [within, withinWeight, across, acrossWeight] = [0, 0, 0, 0];
    const from = Math.max(-REACH_BARS, -bar);
    const to = Math.min(REACH_BARS, bars - bar);
    for (let a = from; a < to; a += 1) {
      for (let b = a + 1; b < to; b += 1) {
        const weight = taper(a, b);
        const likeness = weight * matrix[(bar + a) * width + b - a];
        if (a < 0 === b < 0) {
          within += likeness;
          withinWeight += weight;
        } else {
          across += likeness;
          acrossWeight += weight;
        }
      }
    }
    return (withinWeight > 0 ? within / withinWeight : 0) - (acrossWeight > 0 ? across / acrossWeight : 0);
  });
}
