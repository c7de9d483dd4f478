import { skipToken, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { Pair, PairWarnings } from '#shared/contract/transitions.ts';
import { useHost } from './host.tsx';
import { useMixRules } from './set-builder.ts';
import { useChange, useClient } from './use-change.ts';

/** Two neighbours of a set, and what was changed in their transition. */
export function useTransition(pair: Pair | null) {
  const { orpc } = useHost();
  return useQuery(orpc.transitions.read.queryOptions({ input: pair ?? skipToken }));
}

/** Transitions that are asked for at once. */
const STRETCH = 40;
const NOTHING: ReadonlyMap<TrackId, PairWarnings['warnings']> = new Map();

const byTrack = (
  stretches: readonly UseQueryResult<PairWarnings[]>[],
): ReadonlyMap<TrackId, PairWarnings['warnings']> =>
  new Map(stretches.flatMap(({ data }) => (data ?? []).map(({ trackId, warnings }) => [trackId, warnings] as const)));

/**
 * What is to be said of the transitions from tracks of a set to the next, as far as it is known.
 * @param id null = none is asked for.
 * @param first Place of the first track in view, from 0.
 */
export function useTransitionWarnings(id: SetId | null, first: number, last: number) {
  const { orpc } = useHost();
  const rules = useMixRules();
  const begin = Math.floor(first / STRETCH);
  const count = id === null ? 0 : Math.floor(last / STRETCH) - begin + 1;
  const known = useQueries({
    queries: Array.from({ length: count }, (_, index) =>
      orpc.transitions.warnings.queryOptions({
        input: id === null ? skipToken : { id, from: (begin + index) * STRETCH, count: STRETCH, rules },
      }),
    ),
    combine: byTrack,
  });
  return id === null ? NOTHING : known;
}

export function useChangeTransition() {
  const { transitions } = useClient();
  return { change: useChange(transitions.change), reset: useChange(transitions.reset) };
}
