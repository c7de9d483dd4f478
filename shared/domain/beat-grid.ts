import { type Bpm, bpm, type Seconds, seconds } from './units.ts';

/**
 * A stretch of constant tempo. It ends where the next segment starts, or with the track.
 */
export interface GridSegment {
  /** Time of the segment's first beat. */
  readonly startSeconds: Seconds;
  readonly bpm: Bpm;
  /** Position in the bar of the segment's first beat: 1 (a downbeat) to beatsPerBar. */
  readonly firstBeatNumber: number;
}

export interface BeatGrid {
  readonly beatsPerBar: number;
  /** Sorted by start; at least one. */
  readonly segments: readonly GridSegment[];
}

/** A grid as it is stored and sent: plain numbers. */
interface PlainGrid {
  readonly beatsPerBar: number;
  readonly segments: readonly {
    readonly startSeconds: number;
    readonly bpm: number;
    readonly firstBeatNumber: number;
  }[];
}

/** The same with its units, and nothing else that it may carry. */
export function toBeatGrid({ beatsPerBar, segments }: PlainGrid): BeatGrid {
  return {
    beatsPerBar,
    segments: segments.map((segment) => ({
      startSeconds: seconds(segment.startSeconds),
      bpm: bpm(segment.bpm),
      firstBeatNumber: segment.firstBeatNumber,
    })),
  };
}

export interface Beat {
  readonly time: Seconds;
  /** 1 is a downbeat. */
  readonly number: number;
}

/** A beat measured this little before the start of the track is the beat at its start; one before its end is none. */
const EDGE_SECONDS = 0.02;

/**
 * Beats of a grid from 0 to the end of the track. The first segment is also extended backwards to the start.
 * @param duration Length of the track; beats lie in [0, duration).
 */
export function beatsOfGrid(grid: BeatGrid, duration: Seconds): Beat[] {
  const beats: Beat[] = [];
  grid.segments.forEach((segment, index) => {
    const period = 60 / segment.bpm;
    const end = grid.segments[index + 1]?.startSeconds ?? duration;
    const firstStep = index === 0 ? -Math.floor((segment.startSeconds + EDGE_SECONDS) / period) : 0;
    for (let step = firstStep; ; step += 1) {
      const time = segment.startSeconds + step * period;
      // A beat a hair before the next segment's first is that beat.
      if (time >= end - (index + 1 < grid.segments.length ? period / 2 : EDGE_SECONDS)) break;
      const position =
        (((segment.firstBeatNumber - 1 + step) % grid.beatsPerBar) + grid.beatsPerBar) % grid.beatsPerBar;
      beats.push({ time: seconds(Math.max(0, time)), number: position + 1 });
    }
  });
  return beats;
}
