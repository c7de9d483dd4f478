import { z } from 'zod';
import { CueId } from './ids.ts';

/** Pads of hot cues: 0 to 7, shown as 1 to 8. */
export const CUE_SLOTS = 8;

/**
 * - hot: a place on a pad. - memory: a place without one. - loop: a stretch; it may stand on a pad.
 */
export const CueKind = z.enum(['hot', 'memory', 'loop']);
export type CueKind = z.infer<typeof CueKind>;

const CueTime = z.number().min(0).max(86_400);

/** What makes a cue point; the rules between the fields are those of `cueFault`. */
export const CueFields = z.object({
  kind: CueKind,
  slot: z
    .int()
    .min(0)
    .max(CUE_SLOTS - 1)
    .nullable(),
  startSeconds: CueTime,
  /** Loops only. */
  endSeconds: CueTime.nullable(),
  name: z.string().trim().max(100),
  /** "#rrggbb" or null. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
});
export type CueFields = z.infer<typeof CueFields>;

export const CuePoint = CueFields.extend({ id: CueId });
export type CuePoint = z.infer<typeof CuePoint>;

/** What the user may change of one; absent = unchanged. A pad that is taken is swapped. */
export const CueEdit = CueFields.omit({ kind: true }).partial();
export type CueEdit = z.infer<typeof CueEdit>;

/** Why the fields do not go together, in words; null when they do. */
export function cueFault({ kind, slot, startSeconds, endSeconds }: CueFields): string | null {
  if (kind === 'hot' && slot === null) return 'A hot cue needs a pad.';
  if (kind === 'memory' && slot !== null) return 'A memory cue has no pad.';
  if (kind !== 'loop') return endSeconds === null ? null : 'Only a loop has an end.';
  return endSeconds !== null && endSeconds > startSeconds ? null : 'A loop ends after it starts.';
}
