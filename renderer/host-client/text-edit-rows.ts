import { useQueries } from '@tanstack/react-query';
import type { TextEditRow } from '#shared/contract/text-edits.ts';
import { useHost } from './host.tsx';

const PAGE_ROWS = 100;

/**
 * Rows of a preview, fetched by pages as they come into view.
 * @param first First index in view.
 * @param last Last index in view, inclusive.
 * @returns Looks a row up; null while its page is on its way.
 */
export function useTextEditRows(preview: number, first: number, last: number): (index: number) => TextEditRow | null {
  const { orpc } = useHost();
  const firstPage = Math.floor(first / PAGE_ROWS);
  const count = Math.floor(Math.max(first, last) / PAGE_ROWS) - firstPage + 1;
  const results = useQueries({
    queries: Array.from({ length: count }, (_, index) =>
      orpc.textEdits.rows.queryOptions({
        input: { preview, offset: (firstPage + index) * PAGE_ROWS, limit: PAGE_ROWS },
        gcTime: 10_000,
      }),
    ),
  });
  return (index) => results[Math.floor(index / PAGE_ROWS) - firstPage]?.data?.[index % PAGE_ROWS] ?? null;
}
