import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the sets. */
export interface SetUseCases {
  list(): Answer<SetSummary[]>;
  create(name: string, trackIds: readonly TrackId[]): Answer<SetSummary>;
  rename(id: SetId, name: string): Answer<SetSummary>;
  remove(id: SetId): Answer<void>;
  /** @param position Where the first of them goes, from 0; absent: at the end. */
  addTracks(id: SetId, trackIds: readonly TrackId[], position: number | undefined): Answer<{ added: number }>;
  removeTracks(id: SetId, trackIds: readonly TrackId[]): Answer<{ removed: number }>;
  moveTrack(id: SetId, trackId: TrackId, position: number): Answer<void>;
}

export function setsRouter(sets: SetUseCases) {
  return {
    list: os.sets.list.handler(() => sets.list()),
    create: os.sets.create.handler(({ input }) => sets.create(input.name, input.trackIds)),
    rename: os.sets.rename.handler(({ input }) => sets.rename(input.id, input.name)),
    remove: os.sets.remove.handler(({ input }) => sets.remove(input.id)),
    addTracks: os.sets.addTracks.handler(({ input }) => sets.addTracks(input.id, input.trackIds, input.position)),
    removeTracks: os.sets.removeTracks.handler(({ input }) => sets.removeTracks(input.id, input.trackIds)),
    moveTrack: os.sets.moveTrack.handler(({ input }) => sets.moveTrack(input.id, input.trackId, input.position)),
  };
}
