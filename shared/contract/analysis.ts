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

export interface EnqueueOptions {
  readonly force: boolean;
  readonly outdated: boolean;
}

export const analysisContract = {
  /**
   * Queues the tracks. Without ids: all that have no result, and with `outdated` those with one of an older version as well.
   * `force` analyses again what has a result, of whichever version.
   */
  enqueue: procedure
    .input(
      z.object({
        trackIds: z.array(TrackId).min(1).optional(),
        force: z.boolean().default(false),
        outdated: z.boolean().default(false),
      }),
    )
    .output(z.object({ queued: z.int() })),
  pause: procedure.output(z.void()),
  resume: procedure.output(z.void()),
  /** Takes waiting jobs out of the queue and stops running ones; results that exist stay. */
  cancel: procedure.input(z.object({ trackIds: z.array(TrackId).optional() })).output(z.object({ cancelled: z.int() })),
  failures: procedure.output(z.array(FailedJob)),
  watch: procedure.output(eventIterator(AnalysisState)),
};
