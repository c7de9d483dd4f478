import { barTimes } from '#shared/domain/bar-times.ts';
import { seconds } from '#shared/domain/units.ts';
import type { MixBars, MixTrack } from './mix-track.ts';

/** Where bars begin; empty without a grid. */
export function barsOf({ grid, seconds: length }: Pick<MixTrack, 'grid' | 'seconds'>): Float64Array {
  return grid === null ? new Float64Array(0) : barTimes(grid, seconds(length));
}

/** Index of the nearest. @param times Sorted, at least one. */
export function nearestIndex(times: ArrayLike<number>, time: number): number {
  let best = 0;
  for (let index = 1; index < times.length; index += 1) {
    if (Math.abs((times[index] ?? 0) - time) < Math.abs((times[best] ?? 0) - time)) best = index;
  }
  return best;
}

/** The bar that many bars from a time, within the track. */
export function moveByBars(track: MixTrack, time: number, count: number): number {
  const bars = barsOf(track);
  const index = Math.min(bars.length - 1, Math.max(0, nearestIndex(bars, time) + count));
  return bars[index] ?? time;
}

/** Index of the bar at which the last part begins that can be mixed out of. */
function outroBar(track: MixTrack, bars: Float64Array): number | null {
  const last = track.sections.at(-1);
  return last?.kind === 'outro' ? nearestIndex(bars, last.startSeconds) : null;
}

/** Index of the bar at which the first part ends. */
function introEndBar(track: MixTrack, bars: Float64Array): number | null {
  const first = track.sections[0];
  return first?.kind === 'intro' ? nearestIndex(bars, first.endSeconds) : null;
}

const fitting = (bars: number): MixBars => {
  if (bars >= 32) return 32;
  return bars >= 16 ? 16 : 8;
};

/**
 * As many bars as the end of the one track and the beginning of the other have, of 8, 16 or 32; 16 where their parts are
 * not known, and never more than half of either track.
 */
export function proposedBars(from: MixTrack, to: MixTrack): MixBars {
  const [out, into] = [barsOf(from), barsOf(to)];
  const outro = outroBar(from, out);
  const intro = introEndBar(to, into);
  const known = [outro === null ? 16 : out.length - 1 - outro, intro ?? 16];
  return fitting(Math.min(...known, (out.length - 1) / 2, (into.length - 1) / 2));
}

/** Bars of a phrase: dance music changes at multiples of it. */
const PHRASE_BARS = 8;

/**
 * Where the mix begins in the track that is left: at its outro; where none is known or it is too short, at the last part
 * or else phrase that leaves room for the mix.
 * @returns Seconds, on a bar.
 */
export function proposedMixOut(track: MixTrack, length: MixBars): number {
  const bars = barsOf(track);
  const latest = Math.max(0, bars.length - 1 - length);
  const outro = outroBar(track, bars);
  if (outro !== null && outro <= latest) return bars[outro] ?? 0;
  const parts = track.sections.map(({ startSeconds }) => nearestIndex(bars, startSeconds));
  const late = parts.filter((bar) => bar > latest / 2 && bar <= latest).at(-1);
  return bars[late ?? Math.floor(latest / PHRASE_BARS) * PHRASE_BARS] ?? 0;
}

/** Where the next track comes in: its intro ends with the mix, or it begins with the mix. @returns Seconds, on a bar. */
export function proposedMixIn(track: MixTrack, length: MixBars): number {
  const bars = barsOf(track);
  const introEnd = introEndBar(track, bars);
  return bars[introEnd === null ? 0 : Math.max(0, introEnd - length)] ?? 0;
}
