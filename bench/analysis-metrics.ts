import type { MusicalKey } from '#shared/domain/key.ts';

/** Factors between tempi that are called octave errors. */
const OCTAVES = [1, 2, 3, 1 / 2, 1 / 3];
const BEAT_TOLERANCE_SECONDS = 0.07;

/** @param tolerance 0.04 for 4 %. */
export function isSameTempo(estimate: number, truth: number, tolerance: number): boolean {
  return Math.abs(estimate / truth - 1) <= tolerance;
}

export function isSameTempoInAnOctave(estimate: number, truth: number, tolerance: number): boolean {
  return OCTAVES.some((factor) => isSameTempo(estimate, truth * factor, tolerance));
}

/** Relative error after the nearest octave is taken, e.g. 0.0001 for 0.01 %. */
export function tempoErrorInOctave(estimate: number, truth: number): number {
  return Math.min(...OCTAVES.map((factor) => Math.abs(estimate / (truth * factor) - 1)));
}

/** F-measure of beats; each true beat is matched once, within 70 ms. Both lists are sorted. */
export function beatFMeasure(estimated: readonly number[], truth: readonly number[]): number {
  let matches = 0;
  let next = 0;
  for (const beat of truth) {
    while (next < estimated.length && (estimated[next] ?? 0) < beat - BEAT_TOLERANCE_SECONDS) next += 1;
    const candidate = estimated[next];
    if (candidate === undefined) break;
    if (candidate > beat + BEAT_TOLERANCE_SECONDS) continue;
    matches += 1;
    next += 1;
  }
  return estimated.length + truth.length > 0 ? (2 * matches) / (estimated.length + truth.length) : 1;
}

/** Median distance from the true beats to the nearest found one, in seconds. */
export function medianBeatError(estimated: readonly number[], truth: readonly number[]): number {
  return median(truth.map((beat) => Math.min(...estimated.map((time) => Math.abs(time - beat)))));
}

/**
 * Whether a tempo within a range is right: the true one, or where that lies outside, its octave inside.
 * @param tolerance 0.01 for 1 %.
 */
export function isTempoInRange(
  estimate: number,
  truth: number,
  range: { readonly minBpm: number; readonly maxBpm: number },
  tolerance: number,
): boolean {
  let inside = truth;
  while (inside * (1 + tolerance) < range.minBpm) inside *= 2;
  while (inside * (1 - tolerance) >= range.maxBpm) inside /= 2;
  return isSameTempo(estimate, inside, tolerance);
}

/**
 * MIREX key score: 1 exact, 0.5 a fifth away, 0.3 relative, 0.2 parallel, else 0.
 * @source MIREX audio key detection; a fifth counts in both directions (mir_eval by default: only above the true key).
 */
export function mirexKeyScore(estimate: MusicalKey | null, truth: MusicalKey): number {
  if (!estimate) return 0;
  const interval = (estimate.pitchClass - truth.pitchClass + 12) % 12;
  if (estimate.mode === truth.mode) return interval === 0 ? 1 : interval === 7 || interval === 5 ? 0.5 : 0;
  if (interval === 0) return 0.2;
  return interval === (truth.mode === 'major' ? 9 : 3) ? 0.3 : 0;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
