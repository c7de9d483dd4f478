import { type AttackCurves, VALUE_SECONDS } from './attack-curve.ts';

/** Width of a step of the folded beat; a fold averages over many beats, so it may be finer than the curve. */
const STEP_SECONDS = 0.002;
/** Beats are found with this blur, so that drums a little apart (swing, flams) still make one beat. */
const COARSE_SECONDS = 0.02;
/** The exact place is then found among the starts of attacks with this one, near the coarse one. */
const FINE_SECONDS = 0.008;
/** Grid lines stand this much before the attack: a cue point a little early loses nothing, one late loses the click. */
const LEAD_SECONDS = 0.001;

/** Beats at one tempo; they go on until the next line starts. The first line also goes back to the start. */
export interface BeatLine {
  /** Time of a beat, in seconds. */
  readonly start: number;
  /** Seconds from beat to beat. */
  readonly period: number;
}

interface Fold {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
  /** Mean length of a step. */
  readonly stepSeconds: number;
}

/** Adds the values `from` to `to` of a curve to the steps of the beat on which they fall. */
function addToFold(fold: Fold, curve: Float32Array, rate: number, line: BeatLine, from: number, to: number): void {
  const { sums, counts } = fold;
  const steps = sums.length;
  const perValue = steps / (rate * line.period);
  let position = (from / rate - line.start) / line.period;
  position = (position - Math.floor(position)) * steps;
  for (let i = from; i < to; i += 1) {
    if (position >= steps) position -= steps;
    const step = Math.floor(position);
    sums[step] += curve[i];
    counts[step] += 1;
    position += perValue;
  }
}

/** Sums a curve at each step of the beat: epoch folding, as used on pulsars. */
function foldByBeat(curve: Float32Array, rate: number, lines: readonly BeatLine[]): Fold {
  const steps = Math.max(8, Math.round(lines[0].period / STEP_SECONDS));
  const stepSeconds = lines[0].period / steps;
  const fold = { sums: new Float64Array(steps), counts: new Float64Array(steps), stepSeconds };
  const valueAt = (seconds: number): number => Math.min(curve.length, Math.max(0, Math.ceil(seconds * rate)));
  for (const [index, line] of lines.entries()) {
    const from = index === 0 ? 0 : valueAt(line.start);
    addToFold(fold, curve, rate, line, from, valueAt(lines[index + 1]?.start ?? Infinity));
  }
  return fold;
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
  /** How much later than the lines the beats lie, in beats, in [0, 1). */
  readonly offset: number;
  /** Height of the beat over the mean of the folded curve, 1 = no beat. */
  readonly strength: number;
}

/** How far the off-beat may lie from the middle between beats (swing), as a share of the beat. */
const OFF_BEAT_REACH = 0.12;

const coarseProfile = (fold: Fold): Float64Array => profileOf(fold, Math.round(COARSE_SECONDS / fold.stepSeconds));

/**
 * Where the beats may lie against the lines: at the strongest place of the folded attacks, or else (off-beat hats and
 * basses can be louder than the beat) at the strongest place near the middle between those.
 * @param lines At least one; one for a constant tempo.
 */
export function findBeatPhases(attacks: AttackCurves, lines: readonly BeatLine[]): readonly [BeatPhase, BeatPhase] {
  const coarse = coarseProfile(foldByBeat(attacks.all, attacks.rate, lines));
  const starts = foldByBeat(attacks.starts, attacks.rate, lines);
  const { stepSeconds } = starts;
  const fine = profileOf(starts, Math.round(FINE_SECONDS / stepSeconds));
  const size = coarse.length;
  const phaseNear = (around: number, reach: number): BeatPhase => {
    let centre = around;
    for (let k = -reach; k <= reach; k += 1) {
      if (coarse[(around + k + size) % size] > coarse[centre]) centre = (around + k + size) % size;
    }
    const peak = peakAround(fine, centre, Math.round(COARSE_SECONDS / stepSeconds));
    // A step's sum stands for its middle, and so does a value of the curve.
    const steps = peak + 0.5 + (VALUE_SECONDS / 2 - LEAD_SECONDS) / stepSeconds;
    // The mean of each of the three bands' attacks is 1.
    return { offset: (((steps % size) + size) % size) / size, strength: coarse[centre] / 3 };
  };
  const strongest = coarse.indexOf(Math.max(...coarse));
  const opposite = (strongest + Math.round(size / 2)) % size;
  return [phaseNear(strongest, 0), phaseNear(opposite, Math.round(OFF_BEAT_REACH * size))];
}

/** How sharply the attacks fold along the lines: the height of the beat, without its exact place; 1 = no beat. */
export function foldStrength(attacks: Pick<AttackCurves, 'all' | 'rate'>, lines: readonly BeatLine[]): number {
  return Math.max(...coarseProfile(foldByBeat(attacks.all, attacks.rate, lines))) / 3;
}
