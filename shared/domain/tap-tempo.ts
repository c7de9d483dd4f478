import { type Bpm, bpm, type Seconds } from './units.ts';

/** A longer pause begins a new series: slower than the slowest tempo. */
const NEW_SERIES_SECONDS = 3.2;
/** Taps of long ago say less about the tempo of now. */
const MOST_TAPS = 17;
/** Two intervals: with fewer there is no median. */
const FEWEST_TAPS = 3;

/** A series of taps with one more. @param now A running clock. */
export function addTap(taps: readonly Seconds[], now: Seconds): readonly Seconds[] {
  const last = taps.at(-1);
  if (last === undefined || now <= last || now - last > NEW_SERIES_SECONDS) return [now];
  return [...taps, now].slice(-MOST_TAPS);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] as number;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] as number) + high) / 2;
}

/**
 * Tempo of a series of taps. Intervals of several beats (a missed tap) count as so many, so they do not move it.
 * @param taps Times in seconds, strictly increasing.
 * @returns null until there are three.
 * @source Median of the intervals, each divided by the beats it spans.
 */
export function tappedTempo(taps: readonly Seconds[]): Bpm | null {
  if (taps.length < FEWEST_TAPS) return null;
  const intervals = taps.slice(1).map((time, index) => time - (taps[index] as number));
  const beat = median(intervals);
  return bpm(60 / median(intervals.map((interval) => interval / Math.max(1, Math.round(interval / beat)))));
}
