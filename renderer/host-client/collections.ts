import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { Crate } from '#shared/contract/crates.ts';
import type { CrateId, SetId, TagId, TrackId } from '#shared/contract/ids.ts';
import { useHost } from './host.tsx';
import { plural, undoable, useChange, useClient } from './use-change.ts';

/** Crates as the tree reads from above. */
export function useCrates() {
  return useQuery(useHost().orpc.crates.list.queryOptions());
}

/** One crate; undefined until it is known, and when there is none of the id. */
export function useCrate(id: CrateId | null): Crate | undefined {
  const { orpc } = useHost();
  const select = (crates: readonly Crate[]) => crates.find((crate) => crate.id === id);
  return useQuery({ ...orpc.crates.list.queryOptions(), select }).data;
}

/** The user's tags in their order. */
export function useTags() {
  return useQuery(useHost().orpc.tags.list.queryOptions());
}

/** How many of the tracks have which tag. */
export function useTagsOf(trackIds: readonly TrackId[]) {
  const { orpc } = useHost();
  return useQuery(
    orpc.tags.ofTracks.queryOptions({
      input: trackIds.length === 0 ? skipToken : { trackIds: [...trackIds] },
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
}

/** How many tracks of the library a search finds, while it is typed; or what is wrong with it. */
export function useSearchCount(search: string) {
  const { orpc } = useHost();
  const query = { source: { kind: 'all' as const }, search, sort: [] };
  return useQuery(
    orpc.library.tracks.queryOptions({
      input: search.trim() === '' ? skipToken : { query, offset: 0, limit: 0 },
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
}

/** @param made Told the id of the new crate. */
export function useCreateCrate(made?: (crate: { readonly id: CrateId }) => void) {
  return useChange(useClient().crates.create, { onDone: made });
}

/** What happens to the crates themselves. */
export function useCrateChanges() {
  const { crates } = useClient();
  return {
    rename: useChange(crates.rename),
    recolour: useChange(crates.recolour),
    setQuery: useChange(crates.setQuery),
    /** Pending until the new place is on show: the next step goes from there. */
    move: useChange(crates.move, { untilShown: true }),
    duplicate: useChange(crates.duplicate),
    remove: useChange(crates.remove, {
      done: ({ removed }) =>
        undoable(
          removed === 1
            ? 'Deleted. The tracks stay in the library.'
            : `Deleted it with ${removed - 1} more inside. The tracks stay in the library.`,
        ),
    }),
    toSet: useChange(crates.toSet, { done: ({ name }) => undoable(`Made the set "${name}".`) }),
  };
}

/** A crate with the tracks of a set. */
export function useCrateFromSet() {
  const fromSet = useClient().crates.fromSet;
  return useChange((input: { readonly id: SetId }) => fromSet(input), {
    done: () => undoable('Made a crate of the set.'),
  });
}

export function useAddToCrate() {
  return useChange(useClient().crates.addTracks, {
    done: ({ added }) =>
      added === 0
        ? { text: 'Already in the crate.', undo: false }
        : undoable(`Added ${plural(added, 'track')} to the crate.`),
  });
}

export function useRemoveFromCrate() {
  return useChange(useClient().crates.removeTracks, {
    done: ({ removed }) => undoable(`Removed ${plural(removed, 'track')} from the crate.`),
  });
}

/** One place of a track that may have several. */
export function useRemoveCrateEntry() {
  return useChange(useClient().crates.removeEntry, { done: () => undoable('Removed 1 track from the crate.') });
}

export function useMoveInCrate() {
  return useChange(useClient().crates.moveTracks);
}

/** @param made Told the id of the new tag. */
export function useCreateTag(made?: (tag: { readonly id: TagId }) => void) {
  return useChange(useClient().tags.create, { onDone: made });
}

/** What happens to the tags themselves. */
export function useTagChanges() {
  const { tags } = useClient();
  return {
    rename: useChange(tags.rename),
    recolour: useChange(tags.recolour),
    move: useChange(tags.move, { untilShown: true }),
    remove: useChange(tags.remove, { done: () => undoable('Deleted the tag. Its tracks stay in the library.') }),
  };
}

/** Puts tags on tracks and takes them off. */
export function useTagTracks() {
  return useChange(useClient().tags.change, {
    done: ({ changed }) => (changed > 1 ? undoable(`Changed the tags of ${plural(changed, 'track')}.`) : null),
  });
}
