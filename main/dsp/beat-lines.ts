import type { BeatLine } from './beat-phase.ts';
import type { TrackedBeats } from './beat-tracker.ts';

/** Beats lie this far beside a straight line by chance: half of it the player's doing, half the tracker's. */
const SCATTER_SECONDS = 0.012;
/** What one more line costs, in squared scatters of a clear beat: chance must not pay for it. */
const LINE_COST = 30;
/** Fewer beats are no tempo. */
const LEAST_BEATS = 16;
/** Longer stretches get more than one line (8 minutes at 128 BPM): it bounds the search. */
const MOST_BEATS = 1_024;

/** Beats at one tempo, from one tracked beat to the one before the next run. */
export interface BeatRun extends BeatLine {
  /** Number of the tracked beat at its start. */
  readonly firstBeat: number;
}

/** Numbers in one row of the running sums: w, wk, wt, wkk, wkt, wtt of weights w, beats k and times t. */
const SUMS = 6;

/** Sums over all beats before each beat, so that a line is fitted in constant time. Shape [beats + 1, SUMS]. */
function runningSums(times: Float64Array, weights: Float64Array): Float64Array {
  const sums = new Float64Array((times.length + 1) * SUMS);
  const row = new Float64Array(SUMS);
  for (let k = 0; k < times.length; k += 1) {
    const w = weights[k];
    const t = times[k];
    row[0] += w;
    row[1] += w * k;
    row[2] += w * t;
    row[3] += w * k * k;
    row[4] += w * k * t;
    row[5] += w * t * t;
    sums.set(row, (k + 1) * SUMS);
  }
  return sums;
}

/**
 * Weighted least squares over the beats `from` to `to`; a single beat between silent ones (their numbers vary by less than
 * one) has no slope of its own.
 * @returns Sum of weighted squares beside the best line.
 */
function squaresBeside(sums: Float64Array, from: number, to: number): number {
  const a = from * SUMS;
  const b = to * SUMS;
  const w = sums[b] - sums[a];
  if (w <= 0) return 0;
  const k = (sums[b + 1] - sums[a + 1]) / w;
  const t = (sums[b + 2] - sums[a + 2]) / w;
  const kk = sums[b + 3] - sums[a + 3] - w * k * k;
  const kt = sums[b + 4] - sums[a + 4] - w * k * t;
  const tt = sums[b + 5] - sums[a + 5] - w * t * t;
  return Math.max(0, kk > w ? tt - (kt * kt) / kk : tt);
}

/** Slope of the same line, and its height at beat `from`. */
function lineThrough(sums: Float64Array, from: number, to: number): { readonly start: number; readonly slope: number } {
  const at = (n: number): number => sums[to * SUMS + n] - sums[from * SUMS + n];
  const w = at(0);
  if (w <= 0) return { start: 0, slope: 0 };
  const [k, t] = [at(1) / w, at(2) / w];
  const kk = at(3) - w * k * k;
  const slope = kk > w ? (at(4) - w * k * t) / kk : 0;
  return { start: t + slope * (from - k), slope };
}

/** Beats at which lines start, first 0: the split with the least squares and lines. */
function bestStarts(sums: Float64Array, beats: number): number[] {
  const costs = new Float64Array(beats + 1).fill(Infinity);
  const starts = new Int32Array(beats + 1);
  costs[0] = 0;
  for (let to = LEAST_BEATS; to <= beats; to += 1) {
    for (let from = Math.max(0, to - MOST_BEATS); from <= to - LEAST_BEATS; from += 1) {
      if (costs[from] === Infinity) continue;
      const cost = costs[from] + LINE_COST + squaresBeside(sums, from, to) / SCATTER_SECONDS ** 2;
      if (cost >= costs[to]) continue;
      costs[to] = cost;
      starts[to] = from;
    }
  }
  const found: number[] = [];
  for (let beat = beats; beat > 0; beat = starts[beat]) found.push(starts[beat]);
  return found.reverse();
}

/**
 * Describes tracked beats by as few straight lines as fit them.
 * @param period Mean seconds from beat to beat.
 * @returns At least one run, unless there are fewer than 16 beats.
 * @source Segmented least squares (Bellman, 1961) with a price on each segment, as in the Bayesian information criterion.
 */
export function fitBeatRuns({ times, weights }: TrackedBeats, period: number): BeatRun[] {
  if (times.length < LEAST_BEATS) return [];
  // Beside a grid of the mean period the numbers stay small, and their squares exact.
  const sums = runningSums(
    times.map((time, k) => time - k * period),
    weights,
  );
  const starts = bestStarts(sums, times.length);
  return starts.map((firstBeat, index) => {
    const { start, slope } = lineThrough(sums, firstBeat, starts[index + 1] ?? times.length);
    return { firstBeat, start: start + firstBeat * period, period: slope + period };
  });
}
