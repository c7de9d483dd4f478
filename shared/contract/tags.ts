import { z } from 'zod';
import { procedure } from './base.ts';
import { Colour } from './crates.ts';
import { TagId, TrackId } from './ids.ts';
import { TrackTag } from './track-tags.ts';

/** One of the user's own words for tracks. */
export const Tag = TrackTag.extend({ trackCount: z.int() });
export type Tag = z.infer<typeof Tag>;

const TagName = z.string().trim().min(1).max(60);
const Tracks = z.array(TrackId).min(1);

export const TagChange = z.object({
  trackIds: Tracks,
  add: z.array(TagId).default([]),
  remove: z.array(TagId).default([]),
});
export type TagChange = z.infer<typeof TagChange>;

export const tagsContract = {
  /** In the user's order. */
  list: procedure.output(z.array(Tag)),
  /** At the end, and on the given tracks. `conflict` for a name that there is, whatever its case. */
  create: procedure
    .input(z.object({ name: TagName, colour: Colour.default(null), trackIds: z.array(TrackId).default([]) }))
    .output(z.object({ id: TagId })),
  /** `conflict` as with create. */
  rename: procedure.input(z.object({ id: TagId, name: TagName })).output(z.void()),
  recolour: procedure.input(z.object({ id: TagId, colour: Colour })).output(z.void()),
  /** Moves a tag to `position` (0 = first). */
  move: procedure.input(z.object({ id: TagId, position: z.int().min(0) })).output(z.void()),
  /** It leaves all tracks. */
  remove: procedure.input(z.object({ id: TagId })).output(z.void()),
  /** Puts tags on tracks and takes others off, as one step. `changed` counts tracks. */
  change: procedure.input(TagChange).output(z.object({ changed: z.int() })),
  /** How many of the tracks have which tag. */
  ofTracks: procedure
    .input(z.object({ trackIds: z.array(TrackId) }))
    .output(z.array(z.object({ id: TagId, trackCount: z.int() }))),
};
