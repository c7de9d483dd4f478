import { type Lufs, lufs } from '#shared/domain/units.ts';
import { type Analyser, SAMPLE_RATE } from './analyser.ts';
import { type Biquad, kWeightingHighPass, kWeightingShelf } from './biquad.ts';

export interface Loudness {
  /** Integrated loudness of the whole track; null when every block is under the absolute gate (silence). */
  readonly integratedLufs: Lufs | null;
  /** Loudness of the louder parts: 90th percentile of the short-term (3 s) loudness; null for silence or under 3 s. */
  readonly loudPartLufs: Lufs | null;
}

/** Gating blocks of 400 ms overlap by 75 %, so the energy is summed in steps of 100 ms. */
const STEP_FRAMES = SAMPLE_RATE / 10;
const STEPS_PER_BLOCK = 4;
const STEPS_SHORT_TERM = 30;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

const toLufs = (meanSquare: number): number => -0.691 + 10 * Math.log10(meanSquare);
const toMeanSquare = (loudness: number): number => 10 ** ((loudness + 0.691) / 10);

/** Both K-weighting filters for one channel, transposed direct form II. Adds the weighted energy of a run of frames. */
interface ChannelFilter {
  energy(block: Float32Array, from: number, to: number): number;
}

function createChannelFilter(shelf: Biquad, highPass: Biquad): ChannelFilter {
  const { b0, b1, b2, a1, a2 } = shelf;
  const { a1: c1, a2: c2 } = highPass; // its numerator is 1, -2, 1
  let s1 = 0;
  let s2 = 0;
  let t1 = 0;
  let t2 = 0;
  return {
    energy(block, from, to) {
      let [p1, p2, q1, q2] = [s1, s2, t1, t2];
      let sum = 0;
      for (let i = from; i < to; i += 2) {
        const x = block[i];
        const y = b0 * x + p1;
        p1 = b1 * x - a1 * y + p2;
        p2 = b2 * x - a2 * y;
        const z = y + q1;
        q1 = -2 * y - c1 * z + q2;
        q2 = y - c2 * z;
        sum += z * z;
      }
      // Denormal numbers of a decaying filter are many times slower to compute with.
      [s1, s2, t1, t2] = [flush(p1), flush(p2), flush(q1), flush(q2)];
      return sum;
    },
  };
}

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

function loudPart(steps: readonly number[]): Lufs | null {
  const windows = slidingMeanSquares(steps, STEPS_SHORT_TERM).sort();
  const value = windows[Math.floor(0.9 * (windows.length - 1))] ?? 0;
  return value > toMeanSquare(ABSOLUTE_GATE_LUFS) ? lufs(toLufs(value)) : null;
}

/**
 * Integrated loudness.
 * @param mono Whether the file has one channel, which comes as two equal ones: it is measured as the one channel that
 *   it is, as BS.1770 says and other meters do.
 * @source EBU R128, EBU Tech 3341, ITU-R BS.1770-4.
 */
export function createLoudnessAnalyser(mono: boolean): Analyser<Loudness> {
  const shelf = kWeightingShelf(SAMPLE_RATE);
  const highPass = kWeightingHighPass(SAMPLE_RATE);
  const left = createChannelFilter(shelf, highPass);
  const right = mono ? null : createChannelFilter(shelf, highPass);
  const steps: number[] = [];
  let stepEnergy = 0;
  let stepFrames = 0;
  return {
    push(block) {
      for (let from = 0; from < block.length; ) {
        const to = Math.min(block.length, from + 2 * (STEP_FRAMES - stepFrames));
        stepEnergy += left.energy(block, from, to) + (right?.energy(block, from + 1, to + 1) ?? 0);
        stepFrames += (to - from) / 2;
        from = to;
        if (stepFrames < STEP_FRAMES) break;
        steps.push(stepEnergy);
        stepEnergy = 0;
        stepFrames = 0;
      }
    },
    finish: () => ({
      integratedLufs: integrate(slidingMeanSquares(steps, STEPS_PER_BLOCK)),
      loudPartLufs: loudPart(steps),
    }),
  };
}
