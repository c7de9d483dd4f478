import { type BandEnvelopes, ENVELOPE_RATE } from './band-envelope.ts';

/** The level is held this long (20 ms), so that the swing of a bass wave is not taken for an attack. */
const HOLD_VALUES = 6;

/** Attacks of the three bands; each band sums to its share, so that a loud bass does not drown the drums. */
export interface AttackCurves {
  readonly rate: number;
  readonly low: Float32Array;
  readonly mid: Float32Array;
  readonly high: Float32Array;
  /** Sum of the three. */
  readonly all: Float32Array;
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

export function attackCurves(envelopes: BandEnvelopes): AttackCurves {
  const [low, mid, high] = [attacksOf(envelopes.low), attacksOf(envelopes.mid), attacksOf(envelopes.high)];
  const all = low.map((value, i) => value + mid[i] + high[i]);
  return { rate: ENVELOPE_RATE, low, mid, high, all };
}
