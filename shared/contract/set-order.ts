import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { SetId, TrackId } from './ids.ts';
import { EnergyArc, MixRules } from './set-builder.ts';

/** So many tracks are ordered in some seconds; more are a collection. */
export const MOST_ORDERED = 2500;

/** A track of a set that is ordered, as it is shown and as its neighbours are judged. */
export const OrderedTrack = z.object({
  id: TrackId,
  title: z.string(),
  artist: z.string(),
  /** null = unknown. */
  bpm: z.number().nullable(),
  key: z.int().min(0).max(23).nullable(),
  /** 0-1. */
  energy: z.number().nullable(),
  artists: z.array(z.string()),
  song: z.string(),
  locked: z.boolean(),
});
export type OrderedTrack = z.infer<typeof OrderedTrack>;

/** An order that was found. Nothing is changed by it. */
export const OrderProposal = z.object({
  /** In their present order. */
  tracks: z.array(OrderedTrack),
  order: z.array(TrackId),
  /** What both orders cost (docs/sets.md), and what the nearest neighbour would have. */
  costBefore: z.number(),
  cost: z.number(),
  greedyCost: z.number(),
  /** No order costs less. */
  isExact: z.boolean(),
});
export type OrderProposal = z.infer<typeof OrderProposal>;

/** State, not deltas. */
export const SetOrdering = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('working'), fraction: z.number().min(0).max(1) }),
  z.object({ phase: z.literal('found'), proposal: OrderProposal }),
]);
export type SetOrdering = z.infer<typeof SetOrdering>;

export const OrderRequest = z.object({
  id: SetId,
  rules: MixRules,
  /** null = the energy may go as it likes. */
  arc: EnergyArc.nullable(),
});
export type OrderRequest = z.infer<typeof OrderRequest>;

const Order = z.array(TrackId).max(MOST_ORDERED);

export const setOrderContract = {
  /** Looks for an order with the locked tracks in place; ends with `found`. Whoever leaves the stream stops the search. */
  propose: procedure.input(OrderRequest).output(eventIterator(SetOrdering)),
  /**
   * Puts the set in an order, as one step for undo; `conflict` when it is not any more what the order was found for.
   * @param before The order that was looked at.
   */
  accept: procedure.input(z.object({ id: SetId, before: Order, order: Order })).output(z.object({ moved: z.int() })),
};
