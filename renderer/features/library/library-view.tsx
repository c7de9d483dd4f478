import { CircleCheck, FolderSearch, ListMusic, SearchX } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { TrackSource } from '#shared/contract/tracks.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useFolders, useSets } from '#renderer/host-client/queries.ts';
import { type TrackWindow, useStableQuery } from '#renderer/host-client/track-window.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { countOf, formatLength } from '#renderer/ui/format.ts';
import { ColumnsPopover } from './columns-popover.tsx';
import { SearchBox, type SearchFault } from './search-box.tsx';
import { TrackTable } from './track-table.tsx';

/** Joins keys that come at once. A search takes the host a few milliseconds: waiting longer is all that would be felt. */
const DEBOUNCE_MS = 8;

/** The value as it was when it last stood still for a moment. */
function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

const TITLES = {
  all: 'All tracks',
  recent: 'Recently added',
  missing: 'Missing files',
  failed: 'Analysis problems',
  set: 'Set',
  folder: 'Folder',
} as const satisfies Record<TrackSource['kind'], string>;

function useTitle(source: TrackSource): string {
  const set = useSets().data?.find((each) => source.kind === 'set' && each.id === source.setId);
  const folder = useFolders().data?.find((each) => source.kind === 'folder' && each.id === source.folderId);
  return set?.name ?? folder?.path.split(/[\\/]/).findLast(Boolean) ?? TITLES[source.kind];
}

const NOTHING: Readonly<
  Record<TrackSource['kind'], { readonly title: string; readonly text: string; readonly icon: ReactNode }>
> = {
  all: {
    title: 'No tracks yet',
    text: 'The folders of this library hold no music so far.',
    icon: <FolderSearch size={28} strokeWidth={1.4} aria-hidden />,
  },
  folder: {
    title: 'No tracks in this folder',
    text: 'Nothing in it could be read as music.',
    icon: <FolderSearch size={28} strokeWidth={1.4} aria-hidden />,
  },
  recent: {
    title: 'Nothing new',
    text: 'Tracks added in the last 30 days are listed here.',
    icon: <FolderSearch size={28} strokeWidth={1.4} aria-hidden />,
  },
  missing: {
    title: 'Every file is in its place',
    text: 'Tracks whose file was moved or deleted are listed here.',
    icon: <CircleCheck size={28} strokeWidth={1.4} aria-hidden />,
  },
  failed: {
    title: 'No problems',
    text: 'Tracks that could not be analysed are listed here, with the reason.',
    icon: <CircleCheck size={28} strokeWidth={1.4} aria-hidden />,
  },
  set: {
    title: 'This set is empty',
    text: 'Drag tracks here from the library or the suggestions, or right-click a track and choose "Add to set".',
    icon: <ListMusic size={28} strokeWidth={1.4} aria-hidden />,
  },
};

function Nothing({ source, search }: { readonly source: TrackSource; readonly search: string }) {
  if (search !== '')
    return (
      <EmptyState
        icon={<SearchX size={28} strokeWidth={1.4} aria-hidden />}
        title="No track fits this search"
        actions={<Button onClick={() => useView.getState().setSearch('')}>Clear the search</Button>}
      />
    );
  const { title, text, icon } = NOTHING[source.kind];
  return (
    <EmptyState icon={icon} title={title}>
      {text}
    </EmptyState>
  );
}

function searchFault(error: Error | null): SearchFault | null {
  if (!error) return null;
  const { code, message, details } = describeError(error);
  if (code !== 'invalid-input') return null;
  const { start, end } = details;
  return { message, place: typeof start === 'number' && typeof end === 'number' ? { start, end } : null };
}

function ResultCount({ rows }: { readonly rows: TrackWindow | null }) {
  const selected = useSelection((state) => state.selected.size);
  const text = rows && !rows.pending ? `${countOf(rows.total, 'track')}, ${formatLength(rows.totalSeconds)}` : '';
  return (
    <p role="status" aria-live="polite" className="shrink-0 text-xs whitespace-nowrap text-muted">
      {selected > 1 ? `${selected.toLocaleString('en')} of ` : ''}
      {text}
    </p>
  );
}

/** The centre of the window: heading, search and table. */
export function LibraryView() {
  const { source, search, sort } = useView();
  const title = useTitle(source);
  const settledSearch = useSettled(search, search === '' ? 0 : DEBOUNCE_MS);
  const query = useStableQuery(
    useMemo(() => ({ source, search: settledSearch, sort: [...sort] }), [source, settledSearch, sort]),
  );
  const [rows, setRows] = useState<TrackWindow | null>(null);
  const fault = searchFault(rows?.error ?? null);
  const failed = rows?.error && !fault ? describeError(rows.error).message : null;
  const empty = rows !== null && !rows.pending && rows.total === 0 && !rows.stale;
  return (
    <main aria-label={title} className="flex min-w-0 flex-1 flex-col bg-panel">
      <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3">
        <h1 className="max-w-56 truncate text-md font-semibold">{title}</h1>
        <SearchBox fault={fault} />
        <ResultCount rows={rows} />
        <ColumnsPopover />
      </div>
      <div className="relative min-h-0 flex-1">
        <TrackTable query={query} onRows={setRows} />
        {empty ? (
          <div className="absolute inset-x-0 top-[30px] bottom-0 bg-panel">
            <Nothing source={source} search={settledSearch} />
          </div>
        ) : null}
        {failed === null ? null : (
          <div role="alert" className="absolute inset-x-0 top-[30px] bottom-0 bg-panel">
            <EmptyState title="The tracks could not be loaded">{failed}</EmptyState>
          </div>
        )}
      </div>
    </main>
  );
}
