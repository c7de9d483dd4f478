import type { OnsetFlux } from './onset-flux.ts';

/** Steps of the beat in which the curve is folded. */
const STEPS = 96;
/** A beat is heard up to this long around its onset in the curve (one FFT frame). */
const PULSE_SECONDS = 0.03;
/** The low band holds kick and bass, which stand on the beat; the full band is exact in time. */
const LOW_WEIGHT = 2;
/** The flux of an attack peaks before the attack reaches the middle of the frame; measured on clicks. */
const FLUX_LEAD_SECONDS = 0.0;

/** Mean of the curve at each position in the beat, shape [STEPS]. */
function foldByBeat(curve: Float32Array, rate: number, period: number): Float64Array {
  const sums = new Float64Array(STEPS);
  const counts = new Float64Array(STEPS);
  for (let i = 0; i < curve.length; i += 1) {
    const beats = i / rate / period;
    const step = Math.floor((beats - Math.floor(beats)) * STEPS) % STEPS;
    sums[step] += curve[i];
    counts[step] += 1;
  }
  return sums.map((sum, step) => (counts[step] > 0 ? sum / counts[step] : 0));
}

/** Circular smoothing with a raised cosine of `radius` steps. */
function smooth(profile: Float64Array, radius: number): Float64Array {
  return profile.map((_, step) => {
    let sum = 0;
    for (let k = -radius; k <= radius; k += 1) {
      const weight = 1 + Math.cos((Math.PI * k) / (radius + 1));
      sum += weight * profile[(step + k + STEPS) % STEPS];
    }
    return sum;
  });
}

function circularPeak(profile: Float64Array): number {
  let best = 0;
  for (let i = 1; i < profile.length; i += 1) if (profile[i] > profile[best]) best = i;
  const before = profile[(best + STEPS - 1) % STEPS];
  const after = profile[(best + 1) % STEPS];
  const curvature = before - 2 * profile[best] + after;
  return curvature < 0 ? best + (0.5 * (before - after)) / curvature : best;
}

/**
 * Where the beats of a constant tempo lie.
 * @param period Seconds from beat to beat.
 * @returns Seconds from the start to the first beat, in [0, period).
 */
export function findBeatPhase(flux: OnsetFlux, period: number): number {
  const full = foldByBeat(flux.full, flux.rate, period);
  const low = foldByBeat(flux.low, flux.rate, period);
  const [fullMean, lowMean] = [mean(full), mean(low)];
  const combined = full.map((value, i) => value / (fullMean || 1) + (LOW_WEIGHT * low[i]) / (lowMean || 1));
  const radius = Math.max(1, Math.round((PULSE_SECONDS / period) * STEPS));
  const phase = ((circularPeak(smooth(combined, radius)) + 0.5) / STEPS) * period - FLUX_LEAD_SECONDS;
  return ((phase % period) + period) % period;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
