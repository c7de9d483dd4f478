import { skipToken, useQuery } from '@tanstack/react-query';
import type { Pair } from '#shared/contract/transitions.ts';
import { useHost } from './host.tsx';
import { useChange, useClient } from './use-change.ts';

/** Two neighbours of a set, and what was changed in their transition. */
export function useTransition(pair: Pair | null) {
  const { orpc } = useHost();
  return useQuery(orpc.transitions.read.queryOptions({ input: pair ?? skipToken }));
}

export function useChangeTransition() {
  const { transitions } = useClient();
  return { change: useChange(transitions.change), reset: useChange(transitions.reset) };
}
