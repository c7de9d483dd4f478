import { z } from 'zod';
import { GridSegmentData } from '#shared/contract/tracks.ts';
import type { BeatGrid } from '#shared/domain/beat-grid.ts';
import { bpm, seconds } from '#shared/domain/units.ts';

const StoredGrid = z.object({ beatsPerBar: z.int().positive(), segments: z.array(GridSegmentData) });
type StoredGrid = z.infer<typeof StoredGrid>;

/** @returns null for none, and for one that this program cannot read: a new analysis makes a new one. */
export function readStored<Value>(schema: z.ZodType<Value>, text: string | null): Value | null {
  if (text === null) return null;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

export const readStoredGrid = (text: string | null): StoredGrid | null => readStored(StoredGrid, text);

export function toBeatGrid({ beatsPerBar, segments }: StoredGrid): BeatGrid {
  return {
    beatsPerBar,
    segments: segments.map((segment) => ({
      startSeconds: seconds(segment.startSeconds),
      bpm: bpm(segment.bpm),
      firstBeatNumber: segment.firstBeatNumber,
    })),
  };
}
