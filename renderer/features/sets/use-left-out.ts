import { useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';

const NONE: ReadonlySet<TrackId> = new Set();

/** Tracks of a proposal that nothing is to happen to; with each proposal it begins anew. */
export function useLeftOut(proposal: object | null) {
  const [state, setState] = useState({ proposal, ids: NONE });
  const ids = state.proposal === proposal ? state.ids : NONE;
  const leaveOut = (id: TrackId, out: boolean) => {
    const next = new Set(ids);
    if (out) next.add(id);
    else next.delete(id);
    setState({ proposal, ids: next });
  };
  return { ids, leaveOut };
}
