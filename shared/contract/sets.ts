import { z } from 'zod';
import { procedure } from './base.ts';
import { SetId, TrackId } from './ids.ts';

export const SetSummary = z.object({
  id: SetId,
  name: z.string(),
  trackCount: z.int(),
  totalSeconds: z.number(),
  updatedAt: z.iso.datetime(),
});
export type SetSummary = z.infer<typeof SetSummary>;

const SetName = z.string().trim().min(1).max(200);

export const setsContract = {
  list: procedure.output(z.array(SetSummary)),
  create: procedure.input(z.object({ name: SetName, trackIds: z.array(TrackId).default([]) })).output(SetSummary),
  rename: procedure.input(z.object({ id: SetId, name: SetName })).output(SetSummary),
  remove: procedure.input(z.object({ id: SetId })).output(z.void()),
  /** Adds at `position` (default: at the end). A track may stand in a set once; those already there are skipped. */
  addTracks: procedure
    .input(z.object({ id: SetId, trackIds: z.array(TrackId).min(1), position: z.int().min(0).optional() }))
    .output(z.object({ added: z.int() })),
  removeTracks: procedure
    .input(z.object({ id: SetId, trackIds: z.array(TrackId).min(1) }))
    .output(z.object({ removed: z.int() })),
  /** Moves one track to `position` (0 = first). */
  moveTrack: procedure.input(z.object({ id: SetId, trackId: TrackId, position: z.int().min(0) })).output(z.void()),
};
