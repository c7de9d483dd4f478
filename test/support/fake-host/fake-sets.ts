import { implement } from '@orpc/server';
import { contract } from '#shared/contract/contract.ts';
import type { SetId } from '#shared/contract/ids.ts';
import type { FakeLibrary } from './fake-library.ts';
import { inventedId } from './invented-tracks.ts';

const os = implement(contract);

/** The sets of the fake host. */
export function fakeSets(library: FakeLibrary) {
  let made = 100;
  const summary = (id: SetId) => library.summaries().find((set) => set.id === id) ?? library.summaries()[0]!;
  return {
    list: os.sets.list.handler(() => library.summaries()),
    create: os.sets.create.handler(({ input }) => {
      made += 1;
      const id = inventedId(3, made) as SetId;
      library.change(`Create set "${input.name}"`, { sets: [...library.sets, { id, ...input }] });
      return summary(id);
    }),
    rename: os.sets.rename.handler(({ input }) => {
      library.replaceSet('Rename set', { ...library.set(input.id), name: input.name });
      return summary(input.id);
    }),
    remove: os.sets.remove.handler(({ input }) => {
      library.change('Delete set', { sets: library.sets.filter((set) => set.id !== input.id) });
    }),
    addTracks: os.sets.addTracks.handler(({ input }) => {
      const set = library.set(input.id);
      const fresh = input.trackIds.filter((id) => !set.trackIds.includes(id));
      const at = input.position ?? set.trackIds.length;
      const trackIds = [...set.trackIds.slice(0, at), ...fresh, ...set.trackIds.slice(at)];
      if (fresh.length > 0) library.replaceSet('Add to set', { ...set, trackIds });
      return { added: fresh.length };
    }),
    removeTracks: os.sets.removeTracks.handler(({ input }) => {
      const set = library.set(input.id);
      const trackIds = set.trackIds.filter((id) => !input.trackIds.includes(id));
      library.replaceSet('Remove from set', { ...set, trackIds });
      return { removed: set.trackIds.length - trackIds.length };
    }),
    moveTrack: os.sets.moveTrack.handler(({ input }) => {
      const set = library.set(input.id);
      const rest = set.trackIds.filter((id) => id !== input.trackId);
      const trackIds = [...rest.slice(0, input.position), input.trackId, ...rest.slice(input.position)];
      library.replaceSet('Move in set', { ...set, trackIds });
    }),
  };
}
