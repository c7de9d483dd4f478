import { z } from 'zod';
import { isGridBpm, SHORTEST_SEGMENT_SECONDS } from '#shared/domain/grid-edit.ts';
import { procedure } from './base.ts';
import { CueEdit, CueFields, CuePoint } from './cue-points.ts';
import { CueId, TrackId } from './ids.ts';

const Segment = z.object({
  startSeconds: z.number().min(0).max(86_400),
  bpm: z.number().refine(isGridBpm, 'A tempo is between 20 and 999 BPM'),
  firstBeatNumber: z.int().min(1),
});

/** A beat grid from the user: in order, in range, not empty. */
export const GridInput = z
  .object({ beatsPerBar: z.int().min(1).max(16), segments: z.array(Segment).min(1).max(2000) })
  .refine(
    ({ segments }) =>
      segments.every(
        (segment, index) =>
          index === 0 ||
          // Half, as a start between two others was rounded.
          segment.startSeconds - (segments[index - 1]?.startSeconds ?? 0) >= SHORTEST_SEGMENT_SECONDS / 2,
      ),
    'The segments of a grid follow each other',
  )
  .refine(
    ({ beatsPerBar, segments }) => segments.every(({ firstBeatNumber }) => firstBeatNumber <= beatsPerBar),
    'A beat is one of its bar',
  );
export type GridInput = z.infer<typeof GridInput>;

/** What was done to a grid, for the history. */
export const GridChange = z.enum(['shift', 'downbeat', 'tempo', 'segments', 'several']);
export type GridChange = z.infer<typeof GridChange>;

/** Cue points that are added at once. */
const MOST_CUES = 100;

const OfTrack = z.object({ trackId: TrackId });
const Lock = z.object({ trackId: TrackId, locked: z.boolean() });

/**
 * What the user knows better than the analysis. Each call is one step for undo. What is locked is refused with
 * `conflict` until it is unlocked, and no analysis or import changes it.
 */
export const correctionsContract = {
  /** The track's tempo follows: that of the longest segment. */
  setGrid: procedure.input(z.object({ trackId: TrackId, grid: GridInput, change: GridChange })).output(z.void()),
  /** Grid and tempo are those of the analysis again, of later ones as well. */
  useAnalysedGrid: procedure.input(OfTrack).output(z.void()),
  lockGrid: procedure.input(Lock).output(z.void()),
  setKey: procedure.input(z.object({ trackId: TrackId, keyIndex: z.int().min(0).max(23).nullable() })).output(z.void()),
  useAnalysedKey: procedure.input(OfTrack).output(z.void()),
  lockKey: procedure.input(Lock).output(z.void()),
  /** All or none, as one step. `conflict` when a pad is taken. */
  addCues: procedure
    .input(z.object({ trackId: TrackId, cues: z.array(CueFields).min(1).max(MOST_CUES) }))
    .output(z.array(CuePoint)),
  editCue: procedure.input(z.object({ id: CueId, edit: CueEdit })).output(CuePoint),
  removeCue: procedure.input(z.object({ id: CueId })).output(z.void()),
};
