import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { SetId, TrackId } from './ids.ts';
import { EnergyArc, MixRules } from './set-builder.ts';
import { OrderedTrack } from './set-order.ts';
import { TemplatePhase } from './set-templates.ts';
import { TrackQuery } from './tracks.ts';

/** The longest set that is filled, in seconds: half a day of music. */
export const LONGEST_FILLED = 12 * 3600;

export const SetFillRequest = z.object({
  id: SetId,
  /** Where the tracks come from. */
  from: TrackQuery,
  targetSeconds: z.number().min(60).max(LONGEST_FILLED),
  rules: MixRules,
  /** null = the energy may go as it likes. */
  arc: EnergyArc.nullable(),
  /** Whether tracks stay that are not locked. Those that are locked always do. */
  keepUnlocked: z.boolean(),
});
export type SetFillRequest = z.infer<typeof SetFillRequest>;

export const FilledTrack = OrderedTrack.extend({
  /** null = unknown. */
  seconds: z.number().nullable(),
  /** It is not in the set yet. */
  isNew: z.boolean(),
});
export type FilledTrack = z.infer<typeof FilledTrack>;

/** A filled set that was found. Nothing is changed by it. */
export const FillProposal = z.object({
  /** The set as it is. */
  before: z.array(TrackId),
  /** In the order that is proposed. */
  tracks: z.array(FilledTrack),
  /** Tracks of the set that would leave it. */
  leaving: z.array(FilledTrack),
  seconds: z.number(),
  /** Why the length is not what was asked for, and tracks that were not looked at, in words. */
  notes: z.array(z.string()),
});
export type FillProposal = z.infer<typeof FillProposal>;

/** State, not deltas. */
export const SetFilling = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('working'), fraction: z.number().min(0).max(1) }),
  z.object({ phase: z.literal('found'), proposal: FillProposal }),
]);
export type SetFilling = z.infer<typeof SetFilling>;

const Tracks = z.array(TrackId).max(10_000);

export const setFillContract = {
  /** Looks for tracks that fill the set; ends with `found`. Whoever leaves the stream stops the search. */
  propose: procedure.input(SetFillRequest).output(eventIterator(SetFilling)),
  /**
   * Makes the set these tracks in this order, as one step for undo; `conflict` when it is not any more what was looked at.
   * @param before The set that was looked at.
   * @param phases Of the set by time: tracks that are added get theirs.
   */
  accept: procedure
    .input(z.object({ id: SetId, before: Tracks, tracks: Tracks, phases: z.array(TemplatePhase).max(24).default([]) }))
    .output(z.object({ added: z.int(), removed: z.int() })),
};
