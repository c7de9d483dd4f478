import { beatsOfGrid } from '#shared/domain/beat-grid.ts';
import { matchTempo, type TempoRelation } from '#shared/domain/tempo.ts';
import { seconds } from '#shared/domain/units.ts';
import { nearestIndex } from './mix-points.ts';
import type { MixTrack, TempoMode } from './mix-track.ts';

/** What of a track sounds when: `position` in the track at `at` from the beginning of the mix, both in seconds. */
export interface WarpPoint {
  readonly at: number;
  readonly position: number;
}

/** Bars before the mix that are planned, so that it can be heard coming. */
const LEAD_BARS = 4;
/** Bars in which the next track goes back to its own tempo. */
const RETURN_BARS = 16;

/** Beats of the next track for one of the track before. */
const BEATS: Readonly<Record<TempoRelation, number>> = { direct: 1, half: 0.5, double: 2 };

/** Time of a beat by its number, between two and beyond the ends as well. @param times At least two. */
function beatTime(times: readonly number[], index: number): number {
  const whole = Math.min(times.length - 2, Math.max(0, Math.floor(index)));
  const [start = 0, next = 0] = [times[whole], times[whole + 1]];
  return start + (index - whole) * (next - start);
}

export interface Warp {
  readonly from: readonly WarpPoint[];
  readonly to: readonly WarpPoint[];
  /** Length of the mix. */
  readonly seconds: number;
  readonly relation: TempoRelation;
  /** Tempo that is heard at the beginning and the end of the mix. */
  readonly startBpm: number;
  readonly endBpm: number;
}

export interface WarpWish {
  readonly mixOutSeconds: number;
  readonly mixInSeconds: number;
  readonly beats: number;
  readonly shiftBeats: number;
  readonly tempoMode: TempoMode;
  readonly halfDoubleTime: boolean;
}

const beatTimes = ({ grid, seconds: length }: MixTrack): number[] =>
  grid === null ? [] : beatsOfGrid(grid, seconds(length)).map(({ time }): number => time);

/** How long a beat is in the mix: the length of the one track's, or between those of both. */
function beatLength(own: number, next: number, beat: number, { beats, tempoMode }: WarpWish, back: number): number {
  if (beat < 0) return own;
  const towards = tempoMode === 'ramp' ? (beat + 0.5) / beats : (beat - beats + 0.5) / back;
  return own + (next - own) * Math.min(1, Math.max(0, towards));
}

/**
 * Lays the beats of two tracks upon each other, beat by beat, so that tempos that waver and tempos that move stay together.
 * @returns null where one of them has no beats.
 */
export function warpTogether(from: MixTrack, to: MixTrack, wish: WarpWish): Warp | null {
  const [out, into] = [beatTimes(from), beatTimes(to)];
  if (out.length < 2 || into.length < 2) return null;
  const first = nearestIndex(out, wish.mixOutSeconds);
  const beatsPerBar = from.grid?.beatsPerBar ?? 4;
  const start = nearestIndex(into, wish.mixInSeconds);
  const lengthAt = (times: readonly number[], index: number, step: number): number =>
    beatTime(times, index + step) - beatTime(times, index);
  const { relation } = matchTempo(60 / lengthAt(out, first, 1), 60 / lengthAt(into, start, 1), wish.halfDoubleTime);
  const step = BEATS[relation];
  const nextIndex = (beat: number): number => start + (beat - wish.shiftBeats) * step;
  const back = RETURN_BARS * beatsPerBar;
  const points: { from: WarpPoint[]; to: WarpPoint[] } = { from: [], to: [] };
  const lead = Math.min(first, LEAD_BARS * beatsPerBar);
  // The tempo of the track that is left is that of its last beats where it ends.
  const lastBeat = first + wish.beats - 1;
  const length = (beat: number): number =>
    beatLength(
      lengthAt(out, Math.min(first + beat, lastBeat), 1),
      lengthAt(into, nextIndex(beat), step),
      beat,
      wish,
      back,
    );
  let at = 0;
  for (let beat = -1; beat >= -lead; beat -= 1) at -= length(beat);
  let mixSeconds = 0;
  for (let beat = -lead; beat <= wish.beats + back; beat += 1) {
    if (beat <= wish.beats) points.from.push({ at, position: beatTime(out, first + beat) });
    if (beat >= 0) points.to.push({ at, position: beatTime(into, nextIndex(beat)) });
    if (beat === wish.beats) mixSeconds = at;
    at += length(beat);
  }
  return {
    ...points,
    seconds: mixSeconds,
    relation,
    startBpm: 60 / length(0),
    endBpm: 60 / length(wish.beats - 1),
  };
}

/** The part of a track at a time of the mix. @param points Sorted, at least two; outside of them it goes on as at the end. */
export function positionAt(points: readonly WarpPoint[], at: number): number {
  const index = segmentAt(points, at);
  const [start, end] = [points[index], points[index + 1]];
  if (start === undefined || end === undefined) return 0;
  return start.position + (at - start.at) * rateBetween(start, end);
}

/** Seconds of the track for one that is heard. */
export function rateAt(points: readonly WarpPoint[], at: number): number {
  const index = segmentAt(points, at);
  const [start, end] = [points[index], points[index + 1]];
  return start === undefined || end === undefined ? 1 : rateBetween(start, end);
}

const rateBetween = (start: WarpPoint, end: WarpPoint): number => (end.position - start.position) / (end.at - start.at);

function segmentAt(points: readonly WarpPoint[], at: number): number {
  let [low, high] = [0, Math.max(0, points.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((points[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
