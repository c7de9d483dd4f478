import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { SetId, TrackId } from './ids.ts';
import { MixRules } from './set-builder.ts';

export const RENDER_FORMATS = ['wav', 'mp3'] as const;
export const RenderFormat = z.enum(RENDER_FORMATS);
export type RenderFormat = z.infer<typeof RenderFormat>;

/** What is rendered: a whole set, or one of its transitions. */
export const RenderScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), id: SetId }),
  z.object({ kind: z.literal('transition'), id: SetId, trackId: TrackId, nextTrackId: TrackId }),
]);
export type RenderScope = z.infer<typeof RenderScope>;

export const RenderRequest = z.object({
  scope: RenderScope,
  /** Absolute path of the file; its ending says the format. */
  path: z.string().min(1).max(4096),
  /** Whether a file that is there is written over. */
  replace: z.boolean(),
  rules: MixRules,
});
export type RenderRequest = z.infer<typeof RenderRequest>;

const Count = z.number().min(0);

/** State, not deltas. `done` and `total` are seconds of music. */
export const Rendering = z.object({
  /** Rises with each rendering. */
  job: z.int().min(0),
  phase: z.enum(['idle', 'rendering', 'done']),
  done: Count,
  total: Count,
  secondsLeft: z.number().nullable(),
  /** Where it is written. */
  path: z.string(),
  /** Why it stopped before its end, and what to do. */
  error: z.string().nullable(),
});
export type Rendering = z.infer<typeof Rendering>;

export const rendersContract = {
  /**
   * Renders in the background. `busy` while another runs; `conflict` where a file is there that is not to be replaced; `invalid-input`
   * where the set has no track with a file.
   */
  start: procedure.input(RenderRequest).output(z.void()),
  /** Stops what runs, or forgets what ended. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(Rendering)),
};
