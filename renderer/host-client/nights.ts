import { skipToken, useQuery } from '@tanstack/react-query';
import type { TrackId } from '#shared/contract/ids.ts';
import type { NightId } from '#shared/contract/nights.ts';
import { useHost } from './host.tsx';
import { plural, undoable, useChange, useClient } from './use-change.ts';

/** All nights, the latest first. */
export function useNights() {
  return useQuery(useHost().orpc.nights.list.queryOptions());
}

/** Tracks of a night in the order in which they were played. */
export function useNightTracks(id: NightId | null) {
  return useQuery(useHost().orpc.nights.tracks.queryOptions({ input: id === null ? skipToken : { id } }));
}

/** What was played right before and after a track. */
export function usePlayedBeside(trackId: TrackId) {
  return useQuery(useHost().orpc.nights.beside.queryOptions({ input: { trackId } }));
}

export function useNightChanges() {
  const { nights } = useClient();
  return {
    change: useChange(nights.change),
    remove: useChange(nights.remove, {
      done: ({ plays }) => undoable(`Removed ${plural(plays, 'play')} from the history.`),
    }),
  };
}
