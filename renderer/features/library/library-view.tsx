import { CircleCheck, FolderSearch, ListMusic, SearchX } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
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
const TITLES = {
  all: 'All tracks',
  recent: 'Recently added',
  missing: 'Missing files',
  failed: 'Analysis problems',
  outdated: 'Older analysis',
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
  outdated: {
    title: 'Every analysis is of this version',
    text: 'Tracks that an older version of MusicForge analysed are listed here.',
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

/** Before the first rows: the table as it will be, without a word. */
function LoadingRows() {
  return (
    <div aria-hidden className="absolute inset-x-0 top-[30px] bottom-0 overflow-hidden">
      {Array.from({ length: 24 }, (_, index) => (
        <div key={index} className="flex h-7 items-center gap-6 px-3">
          <div className="skeleton w-24" />
          <div className="skeleton" style={{ width: `${18 + ((index * 37) % 22)}%` }} />
          <div className="skeleton" style={{ width: `${8 + ((index * 53) % 14)}%` }} />
        </div>
      ))}
    </div>
  );
}

interface OverTableProps {
  readonly rows: TrackWindow | null;
  readonly source: TrackSource;
  readonly search: string;
}

/** What stands in the table's place when it has no rows: loading, a failure, or nothing to show and why. */
function OverTable({ rows, source, search }: OverTableProps) {
  const place = 'absolute inset-x-0 top-[30px] bottom-0 bg-panel';
  // Rows that are there stay, whatever happens to the next ones; the status bar tells of a lost line.
  if (rows && !rows.pending && (rows.total > 0 || rows.stale)) return null;
  if (rows?.error && searchFault(rows.error) === null)
    return (
      <div role="alert" className={place}>
        <EmptyState title="The tracks could not be loaded">{describeError(rows.error).message}</EmptyState>
      </div>
    );
  if (rows === null || rows.pending) return <LoadingRows />;
  return (
    <div className={place}>
      <Nothing source={source} search={search} />
    </div>
  );
}

/** The centre of the window: heading, search and table. */
export function LibraryView() {
  const { source, search, sort } = useView();
  const title = useTitle(source);
  const query = useStableQuery(useMemo(() => ({ source, search, sort: [...sort] }), [source, search, sort]));
  const [rows, setRows] = useState<TrackWindow | null>(null);
  return (
    <main aria-label={title} className="flex min-w-0 flex-1 flex-col bg-panel">
      <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3">
        <h1 className="max-w-56 truncate text-md font-semibold">{title}</h1>
        <SearchBox fault={searchFault(rows?.error ?? null)} />
        <ResultCount rows={rows} />
        <ColumnsPopover />
      </div>
      <div className="relative min-h-0 flex-1">
        <TrackTable query={query} onRows={setRows} />
        <OverTable rows={rows} source={source} search={search} />
      </div>
    </main>
  );
}
