import type { Loudness } from './loudness.ts';
import type { OnsetFlux } from './onset-flux.ts';

/** Loudness of the loud parts from a quiet ballad to a mastered club track. */
const QUIET_LUFS = -20;
const LOUD_LUFS = -7;
/** Mean flux from sustained pads to a dense drum pattern. */
const CALM_FLUX = 2;
const BUSY_FLUX = 9;

const ramp = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

/**
 * How hard a track drives, 0-1: half from the loudness of its loud parts, half from how much starts in each moment.
 * Nobody has ground truth for it; the ends of the scales are those of solo piano and of mastered club tracks.
 * @returns null for silence.
 */
export function estimateEnergy(loudness: Loudness, flux: OnsetFlux): number | null {
  const loud = loudness.loudPartLufs ?? loudness.integratedLufs;
  if (loud === null || flux.full.length === 0) return null;
  let sum = 0;
  for (const value of flux.full) sum += value;
  return 0.5 * ramp(loud, QUIET_LUFS, LOUD_LUFS) + 0.5 * ramp(sum / flux.full.length, CALM_FLUX, BUSY_FLUX);
}
