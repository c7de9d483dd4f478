import type { TrackId } from '#shared/contract/ids.ts';
import type { Night, NightId, NightPlan, NightTrack, PlayedBeside } from '#shared/contract/nights.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the history of plays. */
export interface NightUseCases {
  list(): Answer<Night[]>;
  tracks(id: NightId): Answer<NightTrack[]>;
  change(id: NightId, plan: Partial<NightPlan>): Answer<void>;
  remove(id: NightId): Answer<{ plays: number }>;
  beside(trackId: TrackId): Answer<{ before: PlayedBeside[]; after: PlayedBeside[] }>;
}

export function nightsRouter(nights: NightUseCases) {
  return {
    list: os.nights.list.handler(() => nights.list()),
    tracks: os.nights.tracks.handler(({ input }) => nights.tracks(input.id)),
    change: os.nights.change.handler(({ input }) => nights.change(input.id, input.plan)),
    remove: os.nights.remove.handler(({ input }) => nights.remove(input.id)),
    beside: os.nights.beside.handler(({ input }) => nights.beside(input.trackId)),
  };
}
