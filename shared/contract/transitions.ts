import { z } from 'zod';
import type { MixChange } from '#shared/domain/transition/mix-track.ts';
import { TRANSITION_WARNINGS } from '#shared/domain/transition/plan-transition.ts';
import { AnalysisDetails } from './analysis-details.ts';
import { procedure } from './base.ts';
import { SetId, TrackId } from './ids.ts';
import { MixRules } from './set-builder.ts';
import { GridSegmentData } from './tracks.ts';

/** What a transition is planned from (shared/domain/transition/mix-track.ts). */
const MixTrackData = z.object({
  seconds: z.number(),
  grid: z.object({ beatsPerBar: z.int().positive(), segments: z.array(GridSegmentData).min(1) }).nullable(),
  bpm: z.number().nullable(),
  key: z.int().min(0).max(23).nullable(),
  loudnessLufs: z.number().nullable(),
  sections: AnalysisDetails.shape.sections.unwrap(),
  bands: z
    .object({ secondsPerValue: z.number().positive(), low: z.array(z.number()), mid: z.array(z.number()) })
    .nullable(),
});

/** A track of a pair, as it is shown and mixed. */
export const PairTrack = z.object({
  id: TrackId,
  title: z.string(),
  artist: z.string(),
  /** No file of it is there. */
  missing: z.boolean(),
  /** Of its media URL; 0 = none. */
  waveformVersion: z.int(),
  mix: MixTrackData,
});
export type PairTrack = z.infer<typeof PairTrack>;

/** The longest that a mix point can be in a track, in seconds. */
const LONGEST = 24 * 3600;

/** What the DJ changed in a proposal; null = as proposed. */
export const MixChangeData = z.object({
  mixOutSeconds: z.number().min(0).max(LONGEST).nullable(),
  mixInSeconds: z.number().min(0).max(LONGEST).nullable(),
  bars: z.union([z.literal(8), z.literal(16), z.literal(32)]).nullable(),
  shiftBeats: z.int().min(-256).max(256),
  tempoMode: z.enum(['match', 'ramp']).nullable(),
  bassSwap: z.boolean().nullable(),
}) satisfies z.ZodType<MixChange>;

export const TrackPair = z.object({ from: PairTrack, to: PairTrack, change: MixChangeData });
export type TrackPair = z.infer<typeof TrackPair>;

const Pair = z.object({ id: SetId, trackId: TrackId, nextTrackId: TrackId });
export type Pair = z.infer<typeof Pair>;

/** What is to be said of the transition from a track to the one after it. */
export const PairWarnings = z.object({ trackId: TrackId, warnings: z.array(z.enum(TRANSITION_WARNINGS)) });
export type PairWarnings = z.infer<typeof PairWarnings>;

/** A stretch of the transitions of a set: `count` of them, from that of the track at the place `from` (0 = first) on. */
const Stretch = z.object({ id: SetId, from: z.int().min(0), count: z.int().min(1).max(100), rules: MixRules });
export type Stretch = z.infer<typeof Stretch>;

export const transitionsContract = {
  /** Two neighbours of a set. The plan is made from it by planTransition(), the same on both sides. */
  read: procedure.input(Pair).output(TrackPair),
  /** Those of a stretch of a set about which something is to be said, in its order. */
  warnings: procedure.input(Stretch).output(z.array(PairWarnings)),
  change: procedure.input(Pair.extend({ change: MixChangeData.partial() })).output(z.void()),
  /** Back to the proposal. */
  reset: procedure.input(Pair).output(z.void()),
};
