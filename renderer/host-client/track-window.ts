import { hashKey, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackPage, TrackQuery, TrackRow } from '#shared/contract/tracks.ts';
import { type Host, useHost } from './host.tsx';

/** Rows a page. One screen shows about 30, so two pages are on show at most. */
export const PAGE_ROWS = 100;

function pageOptions(host: Host, query: TrackQuery, page: number) {
  return host.orpc.library.tracks.queryOptions({
    input: { query, offset: page * PAGE_ROWS, limit: PAGE_ROWS },
    gcTime: 60_000,
  });
}

export interface TrackWindow {
  /** The query whose rows are shown: the previous one until the first rows of the next have come. */
  readonly shown: TrackQuery;
  readonly total: number;
  readonly totalSeconds: number;
  /** What the list does beyond the text of the search, in words. */
  readonly notes: readonly string[];
  /** True before the very first rows. */
  readonly pending: boolean;
  /** True while `shown` is not yet the query asked for. */
  readonly stale: boolean;
  readonly error: Error | null;
  /** Row at an index of `shown`; null while its page is on its way. */
  readonly rowAt: (index: number) => TrackRow | null;
}

interface PageResult {
  readonly data: TrackPage | undefined;
  readonly error: Error | null;
}

/** The pages that hold rows `first` to `last`. */
function usePages(query: TrackQuery, first: number, last: number): readonly PageResult[] {
  const host = useHost();
  const firstPage = Math.floor(first / PAGE_ROWS);
  const lastPage = Math.floor(Math.max(first, last) / PAGE_ROWS);
  const pages = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index);
  return useQueries({ queries: pages.map((page) => pageOptions(host, query, page)) });
}

/** Looks the rows of a query up in what has been fetched. */
function rowReader(host: Host, shown: TrackQuery): TrackWindow['rowAt'] {
  const cache = host.queries.getQueryCache();
  // Every row asks for its page: the key of a page is hashed once, not for each of them.
  const hashes = new Map<number, string>();
  const hashOf = (page: number): string => {
    const hash = hashes.get(page) ?? hashKey(pageOptions(host, shown, page).queryKey);
    hashes.set(page, hash);
    return hash;
  };
  return (index) => {
    const page = Math.floor(index / PAGE_ROWS);
    const data = cache.get<TrackPage>(hashOf(page))?.state.data;
    return data?.rows[index - page * PAGE_ROWS] ?? null;
  };
}

const NO_HEAD = { total: 0, totalSeconds: 0, notes: [] };

/**
 * Rows of a query, fetched by pages as they come into view. Rows stay on show while a changed query is fetched, so
 * typing in the search box never blanks the table.
 * @param first First index in view.
 * @param last Last index in view, inclusive.
 */
export function useTrackWindow(query: TrackQuery, first: number, last: number): TrackWindow {
  const host = useHost();
  const [shown, setShown] = useState(query);
  const [head, setHead] = useState<TrackPage | null>(null);
  const stale = shown !== query;
  // A new query starts at its top; which of its rows will be in view is known once it is shown.
  const results = usePages(query, stale ? 0 : first, stale ? 0 : last);
  const page = results.find((result) => result.data !== undefined)?.data;
  if (page !== undefined && stale) setShown(query);
  if (page !== undefined && page !== head) setHead(page);

  const rowAt = useMemo(() => rowReader(host, shown), [host, shown]);
  const { total, totalSeconds, notes } = head ?? NO_HEAD;
  const pending = head === null;
  const error = results.find((result) => result.error)?.error ?? null;
  return useMemo(
    () => ({ shown, total, totalSeconds, notes, pending, stale, error, rowAt }),
    [shown, total, totalSeconds, notes, pending, stale, error, rowAt],
  );
}

/** Ids of a query in order, for ranges and "select all" beyond what is loaded. */
export function useTrackIds(query: TrackQuery): () => Promise<readonly TrackId[]> {
  const host = useHost();
  return useCallback(
    () => host.queries.fetchQuery(host.orpc.library.trackIds.queryOptions({ input: { query } })),
    [host, query],
  );
}

/** A query object that keeps its identity while its content is the same. */
export function useStableQuery(query: TrackQuery): TrackQuery {
  const text = JSON.stringify(query);
  return useMemo(() => JSON.parse(text) as TrackQuery, [text]);
}
