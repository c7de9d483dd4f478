import type { CueProposal, Section } from './analysis-details.ts';
import { barTimes } from './bar-times.ts';
import type { BeatGrid } from './beat-grid.ts';
import type { Seconds } from './units.ts';

/** Index of the nearest. @param times Sorted, at least one. */
function nearestIndex(times: Float64Array, time: number): number {
  const after = times.findIndex((candidate) => candidate >= time);
  if (after < 0) return times.length - 1;
  const [before = Number.NEGATIVE_INFINITY, next = time] = [times[after - 1], times[after]];
  return time - before < next - time ? after - 1 : after;
}

/** Sections and proposed cues of a track. */
interface Form {
  readonly sections: readonly Section[];
  readonly cues: readonly CueProposal[];
}

/**
 * Puts the sections and proposed cues of an analysis on the bars of another grid, as one that the user corrected: each
 * goes to the nearest bar, and bars are counted anew.
 * @param duration Length of the track.
 * @returns Nothing where the grid has no whole bar.
 */
export function formOnGrid({ sections, cues }: Form, grid: BeatGrid, duration: Seconds) {
  const times = barTimes(grid, duration);
  if (times.length < 2) return { sections: [], cues: [] };
  const timeOf = (bar: number): number => Number((times[bar] ?? 0).toFixed(3));
  const moved = (section: Section): Section[] => {
    const from = nearestIndex(times, section.startSeconds);
    const to = nearestIndex(times, section.endSeconds);
    // Where bars became longer, a short section can be left without one.
    if (from === to) return [];
    return [{ ...section, startSeconds: timeOf(from), endSeconds: timeOf(to), bars: to - from }];
  };
  return {
    sections: sections.flatMap(moved),
    cues: cues.map((cue) => ({ ...cue, timeSeconds: timeOf(nearestIndex(times, cue.timeSeconds)) })),
  };
}
