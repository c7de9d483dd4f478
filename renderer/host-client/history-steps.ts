import { skipToken, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HistoryEntry, HistoryPage } from '#shared/contract/history.ts';
import { useHost } from './host.tsx';

const PAGE = 100;

export interface HistorySteps {
  readonly undone: number;
  readonly done: number;
  /** null while it is on its way. */
  readonly stepAt: (index: number) => HistoryEntry | null;
  readonly error: Error | null;
  readonly pending: boolean;
}

/**
 * The history by pages, as they come into view.
 * @param first First index in view.
 * @param last Last index in view, inclusive.
 */
export function useHistorySteps(first: number, last: number): HistorySteps {
  const { orpc } = useHost();
  const firstPage = Math.floor(first / PAGE);
  const count = Math.floor(Math.max(first, last) / PAGE) - firstPage + 1;
  const results = useQueries({
    queries: Array.from({ length: count }, (_, index) =>
      orpc.history.list.queryOptions({
        input: { offset: (firstPage + index) * PAGE, limit: PAGE },
        gcTime: 10_000,
      }),
    ),
  });
  // The numbers stay while another page is on its way.
  const [head, setHead] = useState<HistoryPage | null>(null);
  const fresh = results.find(({ data }) => data !== undefined)?.data;
  if (fresh !== undefined && fresh !== head) setHead(fresh);
  return {
    undone: head?.undone ?? 0,
    done: head?.done ?? 0,
    stepAt: (index) => results[Math.floor(index / PAGE) - firstPage]?.data?.entries[index % PAGE] ?? null,
    error: results.find(({ error }) => error !== null)?.error ?? null,
    pending: head === null,
  };
}

/** As many as a reader looks through. */
export const CHANGES_SHOWN = 200;

/** The first changes of a step. */
export function useStepChanges(id: string | null) {
  return useQuery(
    useHost().orpc.history.changes.queryOptions({
      input: id === null ? skipToken : { id, limit: CHANGES_SHOWN },
      gcTime: 10_000,
    }),
  );
}
