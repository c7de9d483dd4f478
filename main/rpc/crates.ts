import type { Crate, CratePlace, NewCrate } from '#shared/contract/crates.ts';
import type { CrateId, SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the crates. */
export interface CrateUseCases {
  list(): Answer<Crate[]>;
  create(crate: NewCrate): Answer<{ id: CrateId }>;
  rename(id: CrateId, name: string): Answer<void>;
  recolour(id: CrateId, colour: string | null): Answer<void>;
  setQuery(id: CrateId, query: string, name: string | undefined): Answer<void>;
  move(id: CrateId, to: CratePlace): Answer<void>;
  remove(id: CrateId): Answer<{ removed: number }>;
  duplicate(id: CrateId): Answer<{ id: CrateId }>;
  /** @param position Where the first of them goes, from 0; absent: at the end. */
  addTracks(id: CrateId, trackIds: readonly TrackId[], position: number | undefined): Answer<{ added: number }>;
  removeTracks(id: CrateId, trackIds: readonly TrackId[]): Answer<{ removed: number }>;
  removeEntry(id: CrateId, trackId: TrackId, nth: number): Answer<{ removed: number }>;
  moveTracks(id: CrateId, trackIds: readonly TrackId[], position: number): Answer<void>;
  toSet(id: CrateId): Answer<SetSummary>;
  fromSet(id: SetId): Answer<{ id: CrateId }>;
}

export function cratesRouter(crates: CrateUseCases) {
  return {
    list: os.crates.list.handler(() => crates.list()),
    create: os.crates.create.handler(({ input }) => crates.create(input)),
    rename: os.crates.rename.handler(({ input }) => crates.rename(input.id, input.name)),
    recolour: os.crates.recolour.handler(({ input }) => crates.recolour(input.id, input.colour)),
    setQuery: os.crates.setQuery.handler(({ input }) => crates.setQuery(input.id, input.query, input.name)),
    move: os.crates.move.handler(({ input }) => crates.move(input.id, input.to)),
    remove: os.crates.remove.handler(({ input }) => crates.remove(input.id)),
    duplicate: os.crates.duplicate.handler(({ input }) => crates.duplicate(input.id)),
    addTracks: os.crates.addTracks.handler(({ input }) => crates.addTracks(input.id, input.trackIds, input.position)),
    removeTracks: os.crates.removeTracks.handler(({ input }) => crates.removeTracks(input.id, input.trackIds)),
    removeEntry: os.crates.removeEntry.handler(({ input }) => crates.removeEntry(input.id, input.trackId, input.nth)),
    moveTracks: os.crates.moveTracks.handler(({ input }) =>
      crates.moveTracks(input.id, input.trackIds, input.position),
    ),
    toSet: os.crates.toSet.handler(({ input }) => crates.toSet(input.id)),
    fromSet: os.crates.fromSet.handler(({ input }) => crates.fromSet(input.id)),
  };
}
