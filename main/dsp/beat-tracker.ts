import type { AttackCurves } from './attack-curve.ts';

/** Tempi from 20 % under to 25 % over the mean one, 0.5 % apart: live playing, ramps and the usual jumps of a mix. */
const TEMPO_REACH = 0.25;
const TEMPO_STEP = 0.005;
/** Attack values in one frame of the tracker: 10 ms. */
const VALUES_PER_FRAME = 3;
/** Attacks are blurred this far on both sides, so that a beat is found a little beside its place. */
const BLUR_VALUES = 6;
/** Cost of one tempo step from one beat to the next, in units of a clear attack (about 2). */
const STEP_COST = 0.5;
/** Cost of a jump to any other tempo: some ten beats have to fit better. */
const JUMP_COST = 12;
/** Later beats follow the last tempo: memory is bounded. */
const LONGEST_SECONDS = 7_200;

/** Log-compressed, blurred attacks without their mean, so that an empty beat costs what a full one gains. */
function beatCurve({ all, rate }: AttackCurves): Float32Array {
  const length = Math.min(all.length, LONGEST_SECONDS * rate);
  const frames = Math.floor(length / VALUES_PER_FRAME);
  const curve = new Float32Array(frames);
  let mean = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    const centre = frame * VALUES_PER_FRAME;
    let sum = 0;
    for (let k = -BLUR_VALUES; k <= BLUR_VALUES; k += 1) {
      if (centre + k >= 0 && centre + k < length) sum += (1 - Math.abs(k) / (BLUR_VALUES + 1)) * all[centre + k];
    }
    curve[frame] = Math.log1p(sum / (BLUR_VALUES + 1));
    mean += curve[frame] / frames;
  }
  for (let frame = 0; frame < frames; frame += 1) curve[frame] -= mean;
  return curve;
}

/** Periods of the tempo states in frames, shortest first. */
function statePeriods(period: number, frameRate: number): Float64Array {
  const reach = Math.round(Math.log(1 + TEMPO_REACH) / TEMPO_STEP);
  return Float64Array.from(
    { length: 2 * reach + 1 },
    (_, k) => period * frameRate * Math.exp((k - reach) * TEMPO_STEP),
  );
}

/** Scores of the last frames in a ring, with the best state of each frame. */
function createScoreRing(states: number, longest: number) {
  const rows = 2 ** Math.ceil(Math.log2(longest));
  return { states, mask: rows - 1, scores: new Float32Array(rows * states), best: new Uint8Array(rows) };
}

type ScoreRing = ReturnType<typeof createScoreRing>;

/**
 * Scores all states of a frame from those one period before.
 * @param previous Receives the state that each one came from, from `at` on.
 */
function scoreFrame(ring: ScoreRing, frame: number, periods: Float64Array, previous: Uint8Array, at: number): void {
  const { states, mask, scores, best } = ring;
  const row = (frame & mask) * states;
  for (let state = 0; state < states; state += 1) {
    const whole = Math.ceil(periods[state]);
    const part = whole - periods[state];
    let score = 0;
    let from = state;
    if (frame >= whole) {
      const one = ((frame - whole) & mask) * states + state;
      const two = ((frame - whole + 1) & mask) * states + state;
      score = scores[one] + part * (scores[two] - scores[one]);
      const faster = state > 0 ? scores[one - 1] + part * (scores[two - 1] - scores[one - 1]) - STEP_COST : -Infinity;
      if (faster > score) {
        score = faster;
        from = state - 1;
      }
      const slower =
        state + 1 < states ? scores[one + 1] + part * (scores[two + 1] - scores[one + 1]) - STEP_COST : -Infinity;
      if (slower > score) {
        score = slower;
        from = state + 1;
      }
      const leader = best[(frame - whole) & mask];
      const jump = scores[one - state + leader] - JUMP_COST;
      if (jump > score) {
        score = jump;
        from = leader;
      }
    }
    scores[row + state] = score;
    previous[at + state] = from;
  }
}

/** Adds what a beat on this frame gains to every state. @returns The best score. */
function addBeat(ring: ScoreRing, frame: number, gain: number): number {
  const { states, mask, scores, best } = ring;
  const row = (frame & mask) * states;
  let leader = 0;
  for (let state = 0; state < states; state += 1) {
    scores[row + state] += gain;
    if (scores[row + state] > scores[row + leader]) leader = state;
  }
  best[frame & mask] = leader;
  return scores[row + leader];
}

/** Which tempo state the best path to (frame, state) had one beat before, shape [frames * states], and its end. */
interface BestPaths {
  readonly previous: Uint8Array;
  readonly endFrame: number;
  readonly endState: number;
}

function findPaths(curve: Float32Array, periods: Float64Array): BestPaths {
  const states = periods.length;
  const longest = Math.ceil(periods[states - 1]) + 2;
  const ring = createScoreRing(states, longest);
  const previous = new Uint8Array(curve.length * states);
  let [endFrame, endState, endScore] = [0, 0, -Infinity];
  for (let frame = 0; frame < curve.length; frame += 1) {
    scoreFrame(ring, frame, periods, previous, frame * states);
    const score = addBeat(ring, frame, curve[frame]);
    if (frame < curve.length - longest || score <= endScore) continue;
    [endFrame, endState, endScore] = [frame, ring.best[frame & ring.mask], score];
  }
  return { previous, endFrame, endState };
}

export interface TrackedBeats {
  /** Seconds, increasing, shape [n]. */
  readonly times: Float64Array;
  /** How clear the attack at each beat is, 0 = none, shape [n]. */
  readonly weights: Float64Array;
}

/**
 * Follows the beats of a track whose tempo may change.
 * @param period Seconds from beat to beat, as a mean over the track.
 * @returns Beats one after another; in quiet parts they keep their tempo.
 * @source Dynamic programming after Ellis, "Beat tracking by dynamic programming" (2007), with the tempo as a state of
 *   its own as in Krebs, Boeck & Widmer, "An efficient state-space model for joint tempo and meter tracking" (2015).
 */
export function trackBeats(attacks: AttackCurves, period: number): TrackedBeats {
  const curve = beatCurve(attacks);
  const frameRate = attacks.rate / VALUES_PER_FRAME;
  const periods = statePeriods(period, frameRate);
  const { previous, endFrame, endState } = findPaths(curve, periods);
  const times: number[] = [];
  const weights: number[] = [];
  for (let [time, state] = [endFrame, endState]; time >= 0; ) {
    const frame = Math.round(time);
    times.push(time / frameRate);
    weights.push(Math.max(0, curve[frame]));
    const from = previous[frame * periods.length + state];
    time -= periods[state];
    state = from;
  }
  return { times: Float64Array.from(times.reverse()), weights: Float64Array.from(weights.reverse()) };
}
