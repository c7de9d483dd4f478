import { z } from 'zod';
import { procedure } from './base.ts';
import { SetId, TrackId } from './ids.ts';
import { TrackRow } from './tracks.ts';

/** Names a night by one of its plays. */
export const NightId = z.uuid().brand<'NightId'>();
export type NightId = z.infer<typeof NightId>;

/** What was played without a long pause, by one program. */
export const Night = z.object({
  id: NightId,
  startedAt: z.iso.datetime(),
  /** When the last track began. */
  lastAt: z.iso.datetime(),
  /** Who says so: "musicforge" for sets that were marked as played, or the program that it was imported from. */
  source: z.string(),
  /** As its program, or its set, calls it; "" where it does not. */
  name: z.string(),
  /** The set that was played; its venue and notes are those of the night. */
  setId: SetId.nullable(),
  venue: z.string(),
  notes: z.string(),
  trackCount: z.int(),
});
export type Night = z.infer<typeof Night>;

export const NightTrack = z.object({
  trackId: TrackId,
  playedAt: z.iso.datetime(),
  title: z.string(),
  artist: z.string(),
  bpm: z.number().nullable(),
  keyIndex: z.int().min(0).max(23).nullable(),
  energy: z.number().nullable(),
  /** Whether it is still in the library. */
  isThere: z.boolean(),
});
export type NightTrack = z.infer<typeof NightTrack>;

/** A track that was played right before or after another. */
export const PlayedBeside = z.object({
  track: TrackRow,
  times: z.int(),
  lastAt: z.iso.datetime(),
});
export type PlayedBeside = z.infer<typeof PlayedBeside>;

export const NightPlan = z.object({
  venue: z.string().trim().max(200),
  notes: z.string().max(20_000),
});
export type NightPlan = z.infer<typeof NightPlan>;

export const nightsContract = {
  /** All nights, the latest first. */
  list: procedure.output(z.array(Night)),
  tracks: procedure.input(z.object({ id: NightId })).output(z.array(NightTrack)),
  /** What is known of a night; of a set, its plan says it. */
  change: procedure.input(z.object({ id: NightId, plan: NightPlan.partial() })).output(z.void()),
  /** Takes its plays out of the history, as one step for undo. */
  remove: procedure.input(z.object({ id: NightId })).output(z.object({ plays: z.int() })),
  /** What was played right before and right after a track, the most often first. */
  beside: procedure
    .input(z.object({ trackId: TrackId }))
    .output(z.object({ before: z.array(PlayedBeside), after: z.array(PlayedBeside) })),
};
