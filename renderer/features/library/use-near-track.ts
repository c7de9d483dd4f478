import { useMemo } from 'react';
import type { NearTrack } from '#shared/contract/tracks.ts';
import { parseSearch } from '#shared/domain/search-query.ts';
import { useTrackDetail } from '#renderer/host-client/queries.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';

/** Where no age matters. */
const ANY_TIME = new Date(0);

/**
 * What of the selected track the search compares with (`~bpm:`, `~key:`). Nothing else of the track, and null where the
 * search does not ask: the list is fetched anew for every other answer.
 */
export function useNearTrack(search: string): NearTrack | null {
  const needs = useMemo(() => parseSearch(search, ANY_TIME).nearSelected, [search]);
  const id = useSelection((state) => (needs.bpm || needs.key ? state.current : null));
  const track = useTrackDetail(id).data;
  if (id === null || track === undefined) return null;
  return { bpm: needs.bpm ? track.bpm : null, keyIndex: needs.key ? track.keyIndex : null };
}
