import { z } from 'zod';
import { TagId } from './ids.ts';

/** A tag as a track shows it. */
export const TrackTag = z.object({
  id: TagId,
  name: z.string(),
  /** "#rrggbb" or null. */
  colour: z.string().nullable(),
});
export type TrackTag = z.infer<typeof TrackTag>;
