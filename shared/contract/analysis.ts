import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { TrackId } from './ids.ts';

export const ActiveJob = z.object({
  trackId: TrackId,
  title: z.string(),
  /** 0-1. */
  fraction: z.number(),
});
export type ActiveJob = z.infer<typeof ActiveJob>;

/**
 * State, not deltas. Counts are of the present run: they start again when the queue has been empty. How many jobs stand
 * given up, of whichever run, is the number of `failures`, and of tracks in the source `failed`.
 */
export const AnalysisState = z.object({
  paused: z.boolean(),
  /** Why nothing runs although jobs wait (ffmpeg missing ...), in words; null when all is well. */
  blocked: z.string().nullable(),
  queued: z.int(),
  done: z.int(),
  failed: z.int(),
  total: z.int(),
  active: z.array(ActiveJob),
  etaSeconds: z.number().nullable(),
});
export type AnalysisState = z.infer<typeof AnalysisState>;

export const FailedJob = z.object({
  trackId: TrackId,
  title: z.string(),
  artist: z.string(),
  reason: z.string(),
  attempts: z.int(),
});
export type FailedJob = z.infer<typeof FailedJob>;

/** Which tracks, of those in question, are analysed although they have a result. */
const EnqueueOptions = z.object({
  /** All, whichever version their result is of. */
  force: z.boolean().default(false),
  /** Where no track is named: those with a result of an older version. */
  outdated: z.boolean().default(false),
});
export type EnqueueOptions = z.infer<typeof EnqueueOptions>;

export const analysisContract = {
  /** Queues the tracks; without ids all that have no result. */
  enqueue: procedure
    .input(EnqueueOptions.extend({ trackIds: z.array(TrackId).min(1).optional() }))
    .output(z.object({ queued: z.int() })),
  pause: procedure.output(z.void()),
  resume: procedure.output(z.void()),
  /** Takes waiting jobs out of the queue and stops running ones; results that exist stay. */
  cancel: procedure.input(z.object({ trackIds: z.array(TrackId).optional() })).output(z.object({ cancelled: z.int() })),
  failures: procedure.output(z.array(FailedJob)),
  watch: procedure.output(eventIterator(AnalysisState)),
};
