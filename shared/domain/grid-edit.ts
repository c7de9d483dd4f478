import type { BeatGrid, GridSegment } from './beat-grid.ts';
import { type Bpm, bpm, type Seconds, seconds } from './units.ts';

/** Tempos that a grid may have, whoever sets it. */
export const MIN_GRID_BPM = 20;
export const MAX_GRID_BPM = 999;
/** Two segments never start closer than this: there is no beat to tell them apart. */
export const SHORTEST_SEGMENT_SECONDS = 0.1;

/** Which segments an edit is for: all, or the one of this index. */
export type GridScope = 'all' | number;

export const isGridBpm = (value: number): boolean => value >= MIN_GRID_BPM && value <= MAX_GRID_BPM;

const periodOf = (segment: GridSegment): number => 60 / segment.bpm;

/** The number in the bar, 1 to beatsPerBar, of any count. */
function inBar(number: number, beatsPerBar: number): number {
  return ((((number - 1) % beatsPerBar) + beatsPerBar) % beatsPerBar) + 1;
}

/** Index of the segment that a time lies in; times before the first belong to the first. */
export function segmentIndexAt(grid: BeatGrid, time: Seconds): number {
  return Math.max(
    0,
    grid.segments.findLastIndex(({ startSeconds }) => startSeconds <= time),
  );
}

interface NearBeat {
  readonly time: Seconds;
  readonly number: number;
}

/** The beat of a segment that is nearest to a time, at or after 0; only the first segment reaches back beyond its start. */
function nearestBeatOf(grid: BeatGrid, index: number, time: Seconds): NearBeat {
  const segment = grid.segments[index] as GridSegment;
  const period = periodOf(segment);
  const next = grid.segments[index + 1]?.startSeconds ?? Number.POSITIVE_INFINITY;
  const first = index === 0 ? Math.ceil((0 - segment.startSeconds) / period - 1e-9) : 0;
  // The next segment's first beat is not one of this segment's.
  const last = Math.ceil((next - period / 2 - segment.startSeconds) / period) - 1;
  const step = Math.max(first, Math.min(last, Math.round((time - segment.startSeconds) / period)));
  return {
    time: seconds(Math.max(0, segment.startSeconds + step * period)),
    number: inBar(segment.firstBeatNumber + step, grid.beatsPerBar),
  };
}

/** The beat of the grid nearest to a time. */
export function nearestBeat(grid: BeatGrid, time: Seconds): NearBeat {
  const index = segmentIndexAt(grid, time);
  const here = nearestBeatOf(grid, index, time);
  const next = grid.segments[index + 1];
  if (next === undefined || Math.abs(here.time - time) <= next.startSeconds - time) return here;
  return { time: next.startSeconds, number: next.firstBeatNumber };
}

/** The tempo that stands for the track: that of the longest segment. @param duration Length of the track. */
export function mainTempo(grid: BeatGrid, duration: Seconds): Bpm {
  const lengths = grid.segments.map((segment, index) => {
    const start = index === 0 ? 0 : segment.startSeconds;
    return (grid.segments[index + 1]?.startSeconds ?? Math.max(duration, start)) - start;
  });
  return (grid.segments[lengths.indexOf(Math.max(...lengths))] as GridSegment).bpm;
}

/** A grid of one tempo with a downbeat at a time: for a track that has none. */
export function newGrid(tempo: Bpm, downbeat: Seconds): BeatGrid {
  return { beatsPerBar: 4, segments: [{ startSeconds: downbeat, bpm: tempo, firstBeatNumber: 1 }] };
}

function replaceSegment(grid: BeatGrid, index: number, segment: GridSegment): BeatGrid {
  return { ...grid, segments: grid.segments.map((each, at) => (at === index ? segment : each)) };
}

/** A segment counted from another of its beats. @param steps Beats later; negative = earlier. */
function countedFrom(segment: GridSegment, steps: number, beatsPerBar: number): GridSegment {
  return {
    ...segment,
    startSeconds: seconds(segment.startSeconds + steps * periodOf(segment)),
    firstBeatNumber: inBar(segment.firstBeatNumber + steps, beatsPerBar),
  };
}

/** Segments that end before the track begins go, and the first is counted from its first beat at or after 0. */
function fromZero(grid: BeatGrid): BeatGrid {
  const [first, second] = grid.segments;
  if (first === undefined || first.startSeconds >= 0) return grid;
  const later = countedFrom(first, Math.ceil((0 - first.startSeconds) / periodOf(first)), grid.beatsPerBar);
  const counted = { ...later, startSeconds: seconds(Math.max(0, later.startSeconds)) };
  if (second === undefined || counted.startSeconds <= second.startSeconds - SHORTEST_SEGMENT_SECONDS)
    return { ...grid, segments: [counted, ...grid.segments.slice(1)] };
  return fromZero({ ...grid, segments: grid.segments.slice(1) });
}

/** A start kept between those of the neighbours. */
function between(grid: BeatGrid, index: number, start: number): Seconds {
  const before = grid.segments[index - 1];
  const after = grid.segments[index + 1];
  const least = before === undefined ? Number.NEGATIVE_INFINITY : before.startSeconds + SHORTEST_SEGMENT_SECONDS;
  const most = after === undefined ? Number.POSITIVE_INFINITY : after.startSeconds - SHORTEST_SEGMENT_SECONDS;
  return seconds(Math.max(least, Math.min(most, start)));
}

/** Moves the lines. @param by Seconds; positive = later. One segment stops at its neighbours. */
export function shiftGrid(grid: BeatGrid, by: Seconds, scope: GridScope = 'all'): BeatGrid {
  const moved =
    scope === 'all'
      ? {
          ...grid,
          segments: grid.segments.map((segment) => ({ ...segment, startSeconds: seconds(segment.startSeconds + by) })),
        }
      : shiftSegment(grid, scope, by);
  return fromZero(moved);
}

function shiftSegment(grid: BeatGrid, index: number, by: Seconds): BeatGrid {
  const segment = grid.segments[index];
  if (segment === undefined) return grid;
  return replaceSegment(grid, index, { ...segment, startSeconds: between(grid, index, segment.startSeconds + by) });
}

/** Moves the bars by whole beats; the lines stay. @param beats Positive = later. */
export function shiftBars(grid: BeatGrid, beats: number, scope: GridScope = 'all'): BeatGrid {
  return {
    ...grid,
    segments: grid.segments.map((segment, index) =>
      scope === 'all' || scope === index
        ? { ...segment, firstBeatNumber: inBar(segment.firstBeatNumber - beats, grid.beatsPerBar) }
        : segment,
    ),
  };
}

/** Moves the lines so that the nearest beat lies at a time. */
export function beatHere(grid: BeatGrid, time: Seconds, scope: GridScope = 'all'): BeatGrid {
  const index = scope === 'all' ? segmentIndexAt(grid, time) : scope;
  if (grid.segments[index] === undefined) return grid;
  return shiftGrid(grid, seconds(time - nearestBeatOf(grid, index, time).time), scope);
}

/** Makes the beat nearest to a time the first of its bar; the lines stay. */
export function downbeatHere(grid: BeatGrid, time: Seconds, scope: GridScope = 'all'): BeatGrid {
  const index = scope === 'all' ? segmentIndexAt(grid, time) : scope;
  if (grid.segments[index] === undefined) return grid;
  return shiftBars(grid, nearestBeatOf(grid, index, time).number - 1, scope);
}

/**
 * Gives one segment another tempo. The beat nearest to `anchor` keeps its time and its place in the bar, and the segment
 * begins with the first beat at or after its old start.
 * @returns The same grid where the tempo is out of range.
 */
export function setSegmentTempo(grid: BeatGrid, index: number, tempo: Bpm, anchor: Seconds): BeatGrid {
  const segment = grid.segments[index];
  if (segment === undefined || !isGridBpm(tempo)) return grid;
  const { time, number } = nearestBeatOf(grid, index, anchor);
  const anchored: GridSegment = { startSeconds: time, bpm: tempo, firstBeatNumber: number };
  const steps = Math.max(0, Math.floor((time - segment.startSeconds) / periodOf(anchored) + 1e-9));
  const counted = countedFrom(anchored, -steps, grid.beatsPerBar);
  // Rounding must not carry it a hair over its boundary.
  const startSeconds = seconds(Math.max(counted.startSeconds, Math.min(segment.startSeconds, time)));
  return replaceSegment(grid, index, { ...counted, startSeconds });
}

/** The first downbeat of a segment, or its first beat where it is too short to have one. */
function firstDownbeat(grid: BeatGrid, index: number): Seconds {
  const segment = grid.segments[index] as GridSegment;
  const steps = inBar(1 - segment.firstBeatNumber + 1, grid.beatsPerBar) - 1;
  const time = segment.startSeconds + steps * periodOf(segment);
  const end = grid.segments[index + 1]?.startSeconds ?? Number.POSITIVE_INFINITY;
  return time < end - periodOf(segment) / 2 ? seconds(time) : segment.startSeconds;
}

/**
 * Counts at another speed (twice, half, three to two ...). The first downbeat of each segment stays one.
 * @returns The same grid where a tempo would go out of range.
 */
export function multiplyTempo(grid: BeatGrid, factor: number, scope: GridScope = 'all'): BeatGrid {
  const wanted = grid.segments.map((_segment, index) => index).filter((index) => scope === 'all' || scope === index);
  const tempoOf = (index: number) => bpm((grid.segments[index] as GridSegment).bpm * factor);
  if (!wanted.every((index) => isGridBpm(tempoOf(index)))) return grid;
  return wanted.reduce((made, index) => setSegmentTempo(made, index, tempoOf(index), firstDownbeat(grid, index)), grid);
}

/**
 * Starts a segment at a time; the count goes on from the beat nearest to it.
 * @param tempo Its own tempo; absent: the one that was there.
 * @returns The same grid where another segment starts too close, or the tempo is out of range.
 */
export function splitGrid(grid: BeatGrid, time: Seconds, tempo?: Bpm): BeatGrid {
  const isClose = grid.segments.some(
    ({ startSeconds }) => Math.abs(startSeconds - time) < SHORTEST_SEGMENT_SECONDS - 1e-9,
  );
  const index = segmentIndexAt(grid, time);
  const made: GridSegment = {
    startSeconds: time,
    bpm: tempo ?? (grid.segments[index] as GridSegment).bpm,
    firstBeatNumber: nearestBeatOf(grid, index, time).number,
  };
  if (isClose || time < 0 || !isGridBpm(made.bpm)) return grid;
  return { ...grid, segments: [...grid.segments, made].sort((a, b) => a.startSeconds - b.startSeconds) };
}

/** Takes a segment away: the one before it goes on, or the next reaches back. The last one stays. */
export function removeSegment(grid: BeatGrid, index: number): BeatGrid {
  if (grid.segments.length < 2) return grid;
  return { ...grid, segments: grid.segments.filter((_segment, at) => at !== index) };
}
