import type { BandEnvelopes } from './band-envelope.ts';
import type { Loudness } from './loudness.ts';
import type { OnsetFlux } from './onset-flux.ts';

export interface EnergyEvidence {
  readonly loudness: Loudness;
  readonly flux: OnsetFlux;
  readonly envelopes: BandEnvelopes;
  /** Null where there is no steady beat. */
  readonly bpm: number | null;
}

/** Loudness of the loud parts from a quiet ballad to a mastered club track. */
const QUIET_LUFS = -22;
const LOUD_LUFS = -7;
/** Mean flux from single notes to a dense drum pattern; mastered club tracks spread over the upper half. */
const CALM_FLUX = 3.5;
const BUSY_FLUX = 8;
/** Share of the bass in the levels of the three bands, from a piano to a club track. */
const LIGHT_BASS = 0.2;
const FULL_BASS = 0.4;
/** From slow hip-hop to hard techno; drum and bass is as fast as it gets. */
const SLOW_BPM = 85;
const FAST_BPM = 155;
/**
 * Mastered tracks differ little in loudness, and most in tempo and density. Tempo counts as far as a bass drives it:
 * a fast piano is not hard.
 */
const LOUDNESS_WEIGHT = 0.2;
const FLUX_WEIGHT = 0.35;
const TEMPO_WEIGHT = 0.45;

const ramp = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / Math.max(1, values.length);
}

/** Share of the low band in the levels of all three, 0-1. */
function bassShare({ low, mid, high }: BandEnvelopes): number {
  const bass = mean(low);
  const all = bass + mean(mid) + mean(high);
  return all > 0 ? bass / all : 0;
}

/**
 * How hard a track drives, 0-1: louder, denser, faster and with more bass is more. Nobody has ground truth for it; the
 * ends of the scales are named above.
 * @returns null for silence.
 */
export function estimateEnergy({ loudness, flux, envelopes, bpm }: EnergyEvidence): number | null {
  const loud = loudness.loudPartLufs ?? loudness.integratedLufs;
  if (loud === null || flux.full.length === 0) return null;
  const drive = ramp(bpm ?? 0, SLOW_BPM, FAST_BPM) * ramp(bassShare(envelopes), LIGHT_BASS, FULL_BASS);
  return (
    LOUDNESS_WEIGHT * ramp(loud, QUIET_LUFS, LOUD_LUFS) +
    FLUX_WEIGHT * ramp(mean(flux.full), CALM_FLUX, BUSY_FLUX) +
    TEMPO_WEIGHT * drive
  );
}
