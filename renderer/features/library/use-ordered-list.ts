import { useMemo } from 'react';
import type { CrateId, SetId } from '#shared/contract/ids.ts';
import type { TrackQuery, TrackSource } from '#shared/contract/tracks.ts';
import { useCrate } from '#renderer/host-client/collections.ts';

/** A list to which the user adds tracks, and whose order is theirs. */
export type OrderedList =
  | { readonly kind: 'set'; readonly id: SetId }
  | { readonly kind: 'crate'; readonly id: CrateId };

/** The set or the crate that the rows are of; null for folders and smart crates, which hold no tracks of their own. */
export function useOrderedList(source: TrackSource): OrderedList | null {
  const setId = source.kind === 'set' ? source.setId : null;
  const crateId = source.kind === 'crate' ? source.crateId : null;
  const isCrate = useCrate(crateId)?.kind === 'crate';
  return useMemo(() => {
    if (setId !== null) return { kind: 'set', id: setId };
    return crateId !== null && isCrate ? { kind: 'crate', id: crateId } : null;
  }, [setId, crateId, isCrate]);
}

/** Whether the rows stand in the order of their list. */
export const inItsOrder = ({ sort, search }: TrackQuery): boolean => sort.length === 0 && search.trim() === '';
