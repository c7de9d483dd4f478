import type { EnergyCurve } from '#shared/domain/analysis-details.ts';
import { type BandEnvelopes, ENVELOPE_RATE } from './band-envelope.ts';

/** More is not seen on a deck, and each value is stored. */
const MOST_VALUES = 400;
/** A value describes this much music, so that one silent beat is no dip. */
const WINDOW_SECONDS = 4;
/** So far under the loud parts the energy is 0. */
const RANGE_DB = 24;
/** Bands and attacks are not measured below -60 dB: a missing band counts, but not without end. */
const FLOOR = 1e-3;

/** Drive of each step in dB: mean over the three bands of the level and of the strength of the attacks. */
function driveOf({ low, mid, high }: BandEnvelopes, secondsPerValue: number): Float64Array {
  const { length } = low;
  const steps = Math.ceil(length / ENVELOPE_RATE / secondsPerValue);
  const reach = Math.max(WINDOW_SECONDS, secondsPerValue) / 2;
  return Float64Array.from({ length: steps }, (_, step) => {
    const middle = (step + 0.5) * secondsPerValue;
    const from = Math.max(1, Math.round((middle - reach) * ENVELOPE_RATE));
    const to = Math.min(length, Math.round((middle + reach) * ENVELOPE_RATE));
    let drive = 0;
    for (const band of [low, mid, high]) {
      let level = 0;
      let attacks = 0;
      for (let i = from; i < to; i += 1) {
        level += band[i];
        attacks += Math.max(0, band[i] - band[i - 1]);
      }
      const count = Math.max(1, to - from);
      // Attacks of steady beats are about a tenth of the level: the same floor in dB under each.
      drive += Math.log10(FLOOR + level / count) + Math.log10(FLOOR / 10 + attacks / count);
    }
    return (20 * drive) / 6;
  });
}

/**
 * How hard each moment of a track drives: loud and busy in every band. Bass, mids and treble count alike, as many dB
 * each, so that a kick that drops out is as large a step as it is on a dance floor.
 * @param energy Of the track, 0-1: what its loud parts (90th percentile) have; the rest is scaled to it.
 */
export function energyCurve(envelopes: BandEnvelopes, energy: number): EnergyCurve {
  const duration = envelopes.low.length / ENVELOPE_RATE;
  const secondsPerValue = Math.max(1, Math.ceil(duration / MOST_VALUES));
  const drive = driveOf(envelopes, secondsPerValue);
  const loud = drive.toSorted()[Math.floor(0.9 * (drive.length - 1))] ?? 0;
  const values = Array.from(drive, (value) => {
    const share = 1 - (loud - value) / RANGE_DB;
    return Math.round(100 * Math.min(1, Math.max(0, energy * share))) / 100;
  });
  return { secondsPerValue, values };
}
