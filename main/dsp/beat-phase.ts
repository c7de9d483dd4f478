import type { AttackCurves } from './attack-curve.ts';

/** Width of a step of the folded beat; a fold averages over many beats, so it may be finer than the curve. */
const STEP_SECONDS = 0.002;
/** Beats are found with this blur, so that drums a little apart (swing, flams) still make one beat. */
const COARSE_SECONDS = 0.02;
/** The exact place is then found with this one, near the coarse one. */
const FINE_SECONDS = 0.005;
/** Attacks reach their steepest this long after they start, and a value stands for the 3.4 ms after it. */
const ATTACK_DELAY_SECONDS = 0.002;

interface Fold {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/** Sums a curve at each step of the beat: epoch folding, as used on pulsars. @param period Seconds. */
function foldByBeat(curve: Float32Array, rate: number, period: number): Fold {
  const steps = Math.max(8, Math.round(period / STEP_SECONDS));
  const sums = new Float64Array(steps);
  const counts = new Float64Array(steps);
  const perValue = steps / (rate * period);
  let position = 0;
  for (let i = 0; i < curve.length; i += 1) {
    const step = Math.floor(position);
    sums[step] += curve[i];
    counts[step] += 1;
    position += perValue;
    if (position >= steps) position -= steps;
  }
  return { sums, counts };
}

/**
 * Mean of the curve around each step, blurred by a raised cosine of `radius` steps on both sides. Sums and counts are
 * blurred apart, because at some tempi (120 BPM) whole steps get no value.
 */
function profileOf({ sums, counts }: Fold, radius: number): Float64Array {
  const size = sums.length;
  const weights = Float64Array.from(
    { length: 2 * radius + 1 },
    (_, k) => 1 + Math.cos((Math.PI * (k - radius)) / (radius + 1)),
  );
  return sums.map((_, step) => {
    let sum = 0;
    let count = 0;
    for (let k = 0, at = (step - radius + size) % size; k < weights.length; k += 1) {
      sum += weights[k] * sums[at];
      count += weights[k] * counts[at];
      at = at + 1 === size ? 0 : at + 1;
    }
    return count > 0 ? sum / count : 0;
  });
}

/** Highest step within `reach` of `centre`, refined by a parabola. */
function peakAround(profile: Float64Array, centre: number, reach: number): number {
  const size = profile.length;
  const at = (step: number): number => profile[(step + 2 * size) % size];
  let best = centre;
  for (let k = -reach; k <= reach; k += 1) if (at(centre + k) > at(best)) best = centre + k;
  const curvature = at(best - 1) - 2 * at(best) + at(best + 1);
  return curvature < 0 ? best + (0.5 * (at(best - 1) - at(best + 1))) / curvature : best;
}

export interface BeatPhase {
  /** Seconds from the start to the first beat, in [0, period). */
  readonly start: number;
  /** Height of the beat over the mean of the folded curve, 1 = no beat. */
  readonly strength: number;
}

/** How far the off-beat may lie from the middle between beats (swing), as a share of the beat. */
const OFF_BEAT_REACH = 0.12;

/** The place of the highest blurred attacks within `reach` steps of `around`, and its height. */
function phaseNear(fold: Fold, period: number, coarse: Float64Array, around: number, reach: number): BeatPhase {
  const stepSeconds = period / fold.sums.length;
  const size = coarse.length;
  let centre = around;
  for (let k = -reach; k <= reach; k += 1) {
    if (coarse[(around + k + size) % size] > coarse[centre]) centre = (around + k + size) % size;
  }
  const fine = profileOf(fold, Math.round(FINE_SECONDS / stepSeconds));
  // A step's sum stands for its middle.
  const peak = peakAround(fine, centre, Math.round(COARSE_SECONDS / stepSeconds));
  const start = (peak + 0.5) * stepSeconds - ATTACK_DELAY_SECONDS;
  // The mean of each of the three bands' attacks is 1.
  return { start: ((start % period) + period) % period, strength: coarse[centre] / 3 };
}

/**
 * Where the beats of a constant tempo may lie: at the strongest place of the folded attacks, or else (off-beat hats and
 * basses can be louder than the beat) at the strongest place near the middle between those.
 * @param period Seconds from beat to beat.
 */
export function findBeatPhases(attacks: AttackCurves, period: number): readonly [BeatPhase, BeatPhase] {
  const fold = foldByBeat(attacks.all, attacks.rate, period);
  const size = fold.sums.length;
  const coarse = profileOf(fold, Math.round((COARSE_SECONDS / period) * size));
  const centre = coarse.indexOf(Math.max(...coarse));
  const opposite = (centre + Math.round(size / 2)) % size;
  return [
    phaseNear(fold, period, coarse, centre, 0),
    phaseNear(fold, period, coarse, opposite, Math.round(OFF_BEAT_REACH * size)),
  ];
}

/** How sharply the attacks fold at a tempo: the height of the beat, without its exact place. */
export function foldStrength(attacks: AttackCurves, period: number): number {
  const fold = foldByBeat(attacks.all, attacks.rate, period);
  return Math.max(...profileOf(fold, Math.round((COARSE_SECONDS / period) * fold.sums.length))) / 3;
}
