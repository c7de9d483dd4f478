import { type Lufs, lufs } from '#shared/domain/units.ts';
import { type Analyser, SAMPLE_RATE } from './analyser.ts';
import { type Biquad, kWeightingHighPass, kWeightingShelf } from './biquad.ts';
import { loudnessRange } from './loudness-range.ts';

export interface Loudness {
  /** Integrated loudness of the whole track; null when every block is under the absolute gate (silence). */
  readonly integratedLufs: Lufs | null;
  /** Loudness of the louder parts: 90th percentile of the short-term (3 s) loudness; null for silence or under 3 s. */
  readonly loudPartLufs: Lufs | null;
  /** Loudness range (LRA) in LU; null for silence or under 3 s. */
  readonly rangeLu: number | null;
}

/** Gating blocks of 400 ms overlap by 75 %, so the energy is summed in steps of 100 ms. */
const STEP_FRAMES = SAMPLE_RATE / 10;
const STEPS_PER_BLOCK = 4;
const STEPS_SHORT_TERM = 30;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

const toLufs = (meanSquare: number): number => -0.691 + 10 * Math.log10(meanSquare);
const toMeanSquare = (loudness: number): number => 10 ** ((loudness + 0.691) / 10);

/**
 * The K-weighting filters of both channels, transposed direct form II. They run side by side in one loop: each waits for
 * its own last output, and the other's work fits into the wait.
 */
function createKWeighting(shelf: Biquad, highPass: Biquad) {
  const { b0, b1, b2, a1, a2 } = shelf;
  const { a1: c1, a2: c2 } = highPass; // its numerator is 1, -2, 1
  const left = new Float64Array(4);
  const right = new Float64Array(4);
  /** @returns Weighted energy of the frames from `from` to `to` (indices of left samples), in both channels. */
  return (block: Float32Array, from: number, to: number): readonly [number, number] => {
    let [l1, l2, m1, m2] = left;
    let [r1, r2, s1, s2] = right;
    let leftSum = 0;
    let rightSum = 0;
    for (let i = from; i < to; i += 2) {
      const x = block[i];
      const y = block[i + 1];
      const u = b0 * x + l1;
      const v = b0 * y + r1;
      l1 = b1 * x - a1 * u + l2;
      r1 = b1 * y - a1 * v + r2;
      l2 = b2 * x - a2 * u;
      r2 = b2 * y - a2 * v;
      const p = u + m1;
      const q = v + s1;
      m1 = -2 * u - c1 * p + m2;
      s1 = -2 * v - c1 * q + s2;
      m2 = u - c2 * p;
      s2 = v - c2 * q;
      leftSum += p * p;
      rightSum += q * q;
    }
    left.set([flush(l1), flush(l2), flush(m1), flush(m2)]);
    right.set([flush(r1), flush(r2), flush(s1), flush(s2)]);
    return [leftSum, rightSum];
  };
}

/** Denormal numbers of a decaying filter are many times slower to compute with. */
const flush = (state: number): number => (Math.abs(state) < 1e-30 ? 0 : state);

/** Mean squares of overlapping windows of `width` steps. */
function slidingMeanSquares(steps: readonly number[], width: number): Float64Array {
  const windows = new Float64Array(Math.max(0, steps.length - width + 1));
  for (let i = 0; i < windows.length; i += 1) {
    let sum = 0;
    for (let k = 0; k < width; k += 1) sum += steps[i + k];
    windows[i] = sum / (width * STEP_FRAMES);
  }
  return windows;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function integrate(blocks: Float64Array): Lufs | null {
  const audible = blocks.filter((block) => block > toMeanSquare(ABSOLUTE_GATE_LUFS));
  if (audible.length === 0) return null;
  const relativeGate = mean(audible) * 10 ** (RELATIVE_GATE_LU / 10);
  return lufs(toLufs(mean(audible.filter((block) => block > relativeGate))));
}

/** @param windows Short-term mean squares. */
function loudPart(windows: Float64Array): Lufs | null {
  const sorted = windows.toSorted();
  const value = sorted[Math.floor(0.9 * (sorted.length - 1))] ?? 0;
  return value > toMeanSquare(ABSOLUTE_GATE_LUFS) ? lufs(toLufs(value)) : null;
}

/**
 * Integrated loudness, and how far it spreads.
 * @param mono Whether the file has one channel, which comes as two equal ones: it is measured as the one channel that
 *   it is, as BS.1770 says and other meters do.
 * @source EBU R128, EBU Tech 3341 and 3342, ITU-R BS.1770-4.
 */
export function createLoudnessAnalyser(mono: boolean): Analyser<Loudness> {
  const weigh = createKWeighting(kWeightingShelf(SAMPLE_RATE), kWeightingHighPass(SAMPLE_RATE));
  const steps: number[] = [];
  let stepEnergy = 0;
  let stepFrames = 0;
  return {
    push(block) {
      for (let from = 0; from < block.length; ) {
        const to = Math.min(block.length, from + 2 * (STEP_FRAMES - stepFrames));
        const [left, right] = weigh(block, from, to);
        stepEnergy += mono ? left : left + right;
        stepFrames += (to - from) / 2;
        from = to;
        if (stepFrames < STEP_FRAMES) break;
        steps.push(stepEnergy);
        stepEnergy = 0;
        stepFrames = 0;
      }
    },
    finish: () => {
      const shortTerm = slidingMeanSquares(steps, STEPS_SHORT_TERM);
      return {
        integratedLufs: integrate(slidingMeanSquares(steps, STEPS_PER_BLOCK)),
        loudPartLufs: loudPart(shortTerm),
        rangeLu: loudnessRange(shortTerm.map(toLufs)),
      };
    },
  };
}
