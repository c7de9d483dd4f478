import type { TagId, TrackId } from '#shared/contract/ids.ts';
import type { Tag, TagChange } from '#shared/contract/tags.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the user's tags. */
export interface TagUseCases {
  list(): Answer<Tag[]>;
  create(name: string, colour: string | null, trackIds: readonly TrackId[]): Answer<{ id: TagId }>;
  rename(id: TagId, name: string): Answer<void>;
  recolour(id: TagId, colour: string | null): Answer<void>;
  move(id: TagId, position: number): Answer<void>;
  remove(id: TagId): Answer<void>;
  change(change: TagChange): Answer<{ changed: number }>;
  ofTracks(trackIds: readonly TrackId[]): Answer<{ id: TagId; trackCount: number }[]>;
}

export function tagsRouter(tags: TagUseCases) {
  return {
    list: os.tags.list.handler(() => tags.list()),
    create: os.tags.create.handler(({ input }) => tags.create(input.name, input.colour, input.trackIds)),
    rename: os.tags.rename.handler(({ input }) => tags.rename(input.id, input.name)),
    recolour: os.tags.recolour.handler(({ input }) => tags.recolour(input.id, input.colour)),
    move: os.tags.move.handler(({ input }) => tags.move(input.id, input.position)),
    remove: os.tags.remove.handler(({ input }) => tags.remove(input.id)),
    change: os.tags.change.handler(({ input }) => tags.change(input)),
    ofTracks: os.tags.ofTracks.handler(({ input }) => tags.ofTracks(input.trackIds)),
  };
}
