import { skipToken, useQueries, useQuery } from '@tanstack/react-query';
import type { MendRow, QualityFilter, QualityRuleId, QualityTrack } from '#shared/contract/quality.ts';
import { useHost } from './host.tsx';
import { plural, undoable, useChange, useClient } from './use-change.ts';

/** The score of the library and what is wrong by rule. The first time the host scores every track for it. */
export function useQualityOverview() {
  return useQuery(useHost().orpc.quality.overview.queryOptions());
}

/** Keeps the scores of the lists up to date while they are on show: asked again with every change of the library. */
export function useCurrentScores(shown: boolean): void {
  useQuery({ ...useHost().orpc.quality.judge.queryOptions(), enabled: shown });
}

export interface Rows<Row> {
  /** null until known. */
  readonly total: number | null;
  /** null while its page is on its way. */
  readonly rowAt: (index: number) => Row | null;
  readonly error: Error | null;
}

const TRACKS_AT_ONCE = 50;
const CHANGES_AT_ONCE = 100;

function pagesOf(first: number, last: number, size: number): number[] {
  const from = Math.floor(first / size);
  const to = Math.floor(Math.max(first, last) / size);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Tracks with problems, the worst first, fetched by pages as they come into view. @param last Inclusive. */
export function useQualityTracks(filter: QualityFilter, first: number, last: number): Rows<QualityTrack> {
  const { orpc } = useHost();
  // The first page says how many there are while another is on its way.
  const pages = [...new Set([0, ...pagesOf(first, last, TRACKS_AT_ONCE)])];
  const results = useQueries({
    queries: pages.map((page) =>
      orpc.quality.tracks.queryOptions({
        input: { filter, offset: page * TRACKS_AT_ONCE, limit: TRACKS_AT_ONCE },
        gcTime: 60_000,
      }),
    ),
  });
  const data = new Map(results.map((result, index) => [pages[index], result.data]));
  return {
    total: results.find((result) => result.data !== undefined)?.data?.total ?? null,
    error: results.find((result) => result.error)?.error ?? null,
    rowAt: (index) => {
      const page = Math.floor(index / TRACKS_AT_ONCE);
      return data.get(page)?.tracks[index - page * TRACKS_AT_ONCE] ?? null;
    },
  };
}

/** What mending all tracks of a rule would change; worked out anew each time it is looked at. */
export function useMendPreview(rule: QualityRuleId) {
  const { client } = useHost();
  return useQuery({
    queryKey: ['quality', 'preview', rule],
    queryFn: ({ signal }) => client.quality.preview({ rule }, { signal }),
    gcTime: 0,
    staleTime: 0,
    retry: false,
    // It stays what it was when it was shown: a change meanwhile is told by the host when it is written.
    enabled: (query) => query.state.data === undefined,
  });
}

/** The changes of a preview, fetched by pages as they come into view. */
export function useMendRows(
  preview: number | null,
  first: number,
  last: number,
): Pick<Rows<MendRow>, 'rowAt' | 'error'> {
  const { orpc } = useHost();
  const pages = pagesOf(first, last, CHANGES_AT_ONCE);
  const results = useQueries({
    queries: pages.map((page) =>
      orpc.quality.changes.queryOptions({
        input: preview === null ? skipToken : { preview, offset: page * CHANGES_AT_ONCE, limit: CHANGES_AT_ONCE },
        enabled: (query) => query.state.data === undefined,
        gcTime: 10_000,
      }),
    ),
  });
  const data = new Map(results.map((result, index) => [pages[index], result.data]));
  return {
    error: results.find((result) => result.error)?.error ?? null,
    rowAt: (index) => {
      const page = Math.floor(index / CHANGES_AT_ONCE);
      return data.get(page)?.[index - page * CHANGES_AT_ONCE] ?? null;
    },
  };
}

const keptText = (kept: number): string =>
  kept === 0 ? '' : ` ${plural(kept, 'track')} had changed meanwhile and ${kept === 1 ? 'was' : 'were'} left.`;

/** Everything that changes the data, or what is asked of them. */
export function useQualityChanges(onMended?: () => void) {
  const { quality } = useClient();
  return {
    mend: useChange(quality.mend, {
      done: ({ changed }) => (changed > 0 ? undoable('Mended.') : null),
      untilShown: true,
    }),
    mendAll: useChange(quality.mendAll, {
      done: ({ changed, kept, cancelled }) => ({
        text: `${cancelled ? 'Stopped after' : 'Mended'} ${plural(changed, 'track')}.${keptText(kept)}`,
        undo: changed > 0,
      }),
      onDone: onMended,
    }),
    ignore: useChange(quality.ignore, { done: () => undoable('Remembered.'), untilShown: true }),
    cancel: useChange(quality.cancel),
  };
}
