import { type BeatGrid, beatsOfGrid, type GridSegment } from './beat-grid.ts';
import type { Seconds } from './units.ts';

/** Share of the first and last bar that must be there. */
const LEAST_START = 0.5;
const LEAST_END = 0.9;

/**
 * Starts of the bars of a track, and the end of the last. A bar whose first beats the file has cut off counts from the
 * start of the file, if most of it is there; the last counts if it is there nearly to its end.
 * @returns Seconds, ascending, shape [bars + 1]; empty without a downbeat.
 */
export function barTimes(grid: BeatGrid, duration: Seconds): Float64Array {
  const times = beatsOfGrid(grid, duration)
    .filter(({ number }) => number === 1)
    .map(({ time }): number => time);
  const barSeconds = (segment: GridSegment | undefined): number => (60 / (segment?.bpm ?? 120)) * grid.beatsPerBar;
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return new Float64Array(0);
  const lastBar = barSeconds(grid.segments.at(-1));
  if (last + LEAST_END * lastBar <= duration) times.push(Math.min(duration, last + lastBar));
  if (first > LEAST_START * barSeconds(grid.segments[0])) times.unshift(0);
  return Float64Array.from(times);
}
