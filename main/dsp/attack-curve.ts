import { type BandEnvelopes, ENVELOPE_RATE } from './band-envelope.ts';

/** The level is held this long (20 ms), so that the swing of a bass wave is not taken for an attack. */
const HOLD_VALUES = 6;
/** A value stands for the stretch of this length that starts at its time. */
export const VALUE_SECONDS = 1 / ENVELOPE_RATE;

/** Attacks of the three bands; each band sums to its share, so that a loud bass does not drown the drums. */
export interface AttackCurves {
  readonly rate: number;
  readonly low: Float32Array;
  readonly mid: Float32Array;
  readonly high: Float32Array;
  /** Sum of the three. */
  readonly all: Float32Array;
  /** `all` with each attack put whole at the value where it starts. */
  readonly starts: Float32Array;
}

/** Rise of the held level from value to value, divided by its mean. Levels are linear: the loudest drums count most. */
function attacksOf(envelope: Float32Array): Float32Array {
  const attacks = new Float32Array(envelope.length);
  let before = 0;
  let sum = 0;
  for (let i = 0; i < envelope.length; i += 1) {
    let held = envelope[i];
    for (let k = Math.max(0, i - HOLD_VALUES + 1); k < i; k += 1) if (envelope[k] > held) held = envelope[k];
    if (held > before) attacks[i] = held - before;
    sum += attacks[i];
    before = held;
  }
  if (sum > 0) for (let i = 0; i < attacks.length; i += 1) attacks[i] *= attacks.length / sum;
  return attacks;
}

/** An attack starts at the first value that is this share of its steepest. */
const START_SHARE = 0.2;

/**
 * Gathers each attack at its start. An attack lasts as long as levels are held; without this a slow drum would lie later
 * than a click, and blurred beats (played ones) earlier or later than their middle, depending on what is called the edge.
 */
function attackStarts(attacks: Float32Array): Float32Array {
  const starts = new Float32Array(attacks.length);
  for (let i = 0; i < attacks.length; i += 1) {
    if (attacks[i] === 0) continue;
    let steepest = 0;
    let sum = 0;
    const end = Math.min(attacks.length, i + HOLD_VALUES);
    for (let k = i; k < end; k += 1) {
      if (attacks[k] > steepest) steepest = attacks[k];
      sum += attacks[k];
    }
    const least = START_SHARE * steepest;
    let first = attacks[i] >= least;
    for (let k = Math.max(0, i - HOLD_VALUES + 1); first && k < i; k += 1) first = attacks[k] < least;
    if (first) starts[i] = sum;
  }
  return starts;
}

export function attackCurves(envelopes: BandEnvelopes): AttackCurves {
  const [low, mid, high] = [attacksOf(envelopes.low), attacksOf(envelopes.mid), attacksOf(envelopes.high)];
  const all = low.map((value, i) => value + mid[i] + high[i]);
  return { rate: ENVELOPE_RATE, low, mid, high, all, starts: attackStarts(all) };
}
