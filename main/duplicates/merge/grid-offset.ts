import { z } from 'zod';
import { GridSegmentData } from '#shared/contract/tracks.ts';

const StoredGrid = z.object({ beatsPerBar: z.int().positive(), segments: z.array(GridSegmentData).min(1) });
export type StoredGrid = z.infer<typeof StoredGrid>;

/** @returns null for none, and for one that cannot be read. */
export function readGrid(text: string | null): StoredGrid | null {
  if (text === null) return null;
  const parsed = StoredGrid.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** Fingerprints lie on each other to within this: half a word, and what an encoder adds. */
const COARSE_SECONDS = 0.1;

/**
 * How much later the second recording is, to the millisecond: the fingerprints say it roughly, the beats of both grids exactly.
 * @param coarse Seconds, from the fingerprints.
 */
export function refineOffset(coarse: number, mine: StoredGrid | null, other: StoredGrid | null): number {
  const [first, second] = [mine?.segments[0], other?.segments[0]];
  if (first === undefined || second === undefined || Math.abs(first.bpm - second.bpm) > 0.5) return coarse;
  const beat = 60 / first.bpm;
  const apart = second.startSeconds - first.startSeconds - coarse;
  const rest = apart - Math.round(apart / beat) * beat;
  return Math.abs(rest) <= COARSE_SECONDS ? coarse + rest : coarse;
}

/** The grid of a recording that is `bySeconds` later, on the one that is not. */
export function shiftGrid({ beatsPerBar, segments }: StoredGrid, bySeconds: number): StoredGrid {
  return {
    beatsPerBar,
    segments: segments.map((segment) => ({ ...segment, startSeconds: segment.startSeconds - bySeconds })),
  };
}
