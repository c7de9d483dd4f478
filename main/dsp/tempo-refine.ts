import type { AttackCurves } from './attack-curve.ts';
import { foldStrength } from './beat-phase.ts';

/** Tempo is searched this far around the estimate. */
const REACH = 0.0006;
/** Drift over the stretch from one candidate to the next; well within the blur of the beat. */
const DRIFT_SECONDS = 0.008;
/** A longer stretch gains nothing on a constant tempo and would follow the first change of a mix. */
const LONGEST_SECONDS = 600;
/** Whole numbers are what producers set: one this near wins if the beats fit as well. */
const SNAP_BPM = 0.06;
const SNAP_LEAST_FIT = 0.97;

/**
 * Makes a tempo exact: the one at which the attacks of the whole track fold to the sharpest beat.
 * @param tempo BPM, within 0.06 % of the truth.
 * @source Epoch folding (Leahy et al., 1983), the period search of X-ray astronomy.
 */
export function refineTempo(attacks: Pick<AttackCurves, 'all' | 'rate'>, tempo: number): number {
  const all = attacks.all.subarray(0, LONGEST_SECONDS * attacks.rate);
  const stretch = { ...attacks, all };
  const fit = (candidate: number): number => foldStrength(stretch, [{ start: 0, period: 60 / candidate }]);
  const step = DRIFT_SECONDS / Math.max(1, all.length / attacks.rate);
  const reach = Math.ceil(REACH / step);
  let [best, bestFit, bestIndex] = [tempo, 0, 0];
  const fits = new Map<number, number>();
  for (let k = -reach; k <= reach; k += 1) {
    const candidate = tempo * (1 + k * step);
    const value = fit(candidate);
    fits.set(k, value);
    if (value > bestFit) [best, bestFit, bestIndex] = [candidate, value, k];
  }
  const [before, after] = [fits.get(bestIndex - 1), fits.get(bestIndex + 1)];
  if (before !== undefined && after !== undefined) {
    const curvature = before - 2 * bestFit + after;
    if (curvature < 0) best *= 1 + (0.5 * step * (before - after)) / curvature;
  }
  const whole = Math.round(best);
  return Math.abs(best - whole) <= SNAP_BPM && fit(whole) >= SNAP_LEAST_FIT * bestFit ? whole : best;
}
