import { CircleCheck, FolderSearch, ListMusic, Package, SearchX, Tag } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { CrateKind } from '#shared/contract/crates.ts';
import type { TrackSource } from '#shared/contract/tracks.ts';
import { useCrate, useTags } from '#renderer/host-client/collections.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useFolders, useSets } from '#renderer/host-client/queries.ts';
import { useCurrentScores } from '#renderer/host-client/quality.ts';
import { type TrackWindow, useStableQuery } from '#renderer/host-client/track-window.ts';
import { useColumns } from '#renderer/stores/columns-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useMissing } from '#renderer/stores/missing-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { countOf, formatLength } from '#renderer/ui/format.ts';
import { ColumnsPopover } from './columns-popover.tsx';
import { SearchBox } from './search-box.tsx';
import { searchFaults } from './search-faults.tsx';
import { TrackTable } from './track-table.tsx';
import { useNearTrack } from './use-near-track.ts';

/** Joins keys that come at once. A search takes the host a few milliseconds: waiting longer is all that would be felt. */
const TITLES = {
  all: 'All tracks',
  recent: 'Recently added',
  missing: 'Missing files',
  failed: 'Analysis problems',
  outdated: 'Older analysis',
  imported: 'Imported tracks',
  set: 'Set',
  folder: 'Folder',
  crate: 'Crate',
  tag: 'Tag',
} as const satisfies Record<TrackSource['kind'], string>;

/** The name that the user gave to what is listed. */
function useGivenName(source: TrackSource): string | undefined {
  const set = useSets().data?.find((each) => source.kind === 'set' && each.id === source.setId);
  const crate = useCrate(source.kind === 'crate' ? source.crateId : null);
  const tag = useTags().data?.find((each) => source.kind === 'tag' && each.id === source.tagId);
  return set?.name ?? crate?.name ?? tag?.name;
}

function useTitle(source: TrackSource): string {
  const name = useGivenName(source);
  const folder = useFolders().data?.find((each) => source.kind === 'folder' && each.id === source.folderId);
  return name ?? folder?.path.split(/[\\/]/).findLast(Boolean) ?? TITLES[source.kind];
}

interface EmptyList {
  readonly title: string;
  readonly text: string;
  readonly icon: ReactNode;
}

const CRATE_ICON = <Package size={28} strokeWidth={1.4} aria-hidden />;
const EMPTY_CRATES: Readonly<Record<CrateKind, EmptyList>> = {
  crate: {
    title: 'This crate is empty',
    text: `Drag tracks onto it, or select them and press ${shortcutText('add-to-crate')}.`,
    icon: CRATE_ICON,
  },
  smart: {
    title: 'No track fits this smart crate',
    text: 'It fills by itself as soon as its search finds something.',
    icon: CRATE_ICON,
  },
  folder: {
    title: 'Nothing in this folder',
    text: 'The tracks of all crates in it are listed here. Drag crates onto it in the sidebar.',
    icon: CRATE_ICON,
  },
};

const NOTHING: Readonly<Record<Exclude<TrackSource['kind'], 'crate'>, EmptyList>> = {
  tag: {
    title: 'No track has this tag',
    text: 'Drag tracks onto it, or type its name under "Tags" in the inspector.',
    icon: <Tag size={28} strokeWidth={1.4} aria-hidden />,
  },
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
  imported: {
    title: 'No imported tracks',
    text: 'The import was undone, or MusicForge has been started anew since. Its playlists are under "Crates".',
    icon: <FolderSearch size={28} strokeWidth={1.4} aria-hidden />,
  },
  set: {
    title: 'This set is empty',
    text: 'Drag tracks here from the library or the suggestions, or right-click a track and choose "Add to set".',
    icon: <ListMusic size={28} strokeWidth={1.4} aria-hidden />,
  },
};

function Nothing({ source, search }: { readonly source: TrackSource; readonly search: string }) {
  const crate = useCrate(source.kind === 'crate' ? source.crateId : null);
  if (search !== '')
    return (
      <EmptyState
        icon={<SearchX size={28} strokeWidth={1.4} aria-hidden />}
        title="No track fits this search"
        actions={<Button onClick={() => useView.getState().setSearch('')}>Clear the search</Button>}
      />
    );
  const { title, text, icon } = source.kind === 'crate' ? EMPTY_CRATES[crate?.kind ?? 'crate'] : NOTHING[source.kind];
  return (
    <EmptyState icon={icon} title={title}>
      {text}
    </EmptyState>
  );
}

function findAgain(): void {
  useMissing.getState().lookFor(null);
  useDialogs.getState().show({ kind: 'find-missing' });
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

/** What the list does beyond the text of the search. */
function SearchNotes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <div role="status" aria-live="polite">
      {notes.map((note) => (
        <p key={note} className="border-b border-line bg-sunken px-3 py-1 text-xs text-muted">
          {note}
        </p>
      ))}
    </div>
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
  if (rows?.error && searchFaults(rows.error).length === 0)
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

/** The centre of the window: heading, search and table. @param above What stands between them: of a set, its plan. */
export function LibraryView({ above = null }: { readonly above?: ReactNode }) {
  const { source, search, sort, setListed } = useView();
  const title = useTitle(source);
  useCurrentScores(useColumns((state) => !state.hidden.includes('quality')));
  const near = useNearTrack(search);
  const query = useStableQuery(
    useMemo(() => ({ source, search, sort: [...sort], near }), [source, search, sort, near]),
  );
  const [rows, setRows] = useState<TrackWindow | null>(null);
  useEffect(() => {
    setListed(query);
    return () => setListed(null);
  }, [query, setListed]);
  return (
    <main aria-label={title} className="flex min-w-0 flex-1 flex-col bg-panel">
      <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3">
        <h1 className="max-w-56 truncate text-md font-semibold">{title}</h1>
        <SearchBox faults={searchFaults(rows?.error ?? null)} />
        <ResultCount rows={rows} />
        {source.kind === 'missing' ? (
          <Button onClick={findAgain}>
            <FolderSearch size={14} aria-hidden /> Find again…
          </Button>
        ) : null}
        <ColumnsPopover />
      </div>
      {above}
      <SearchNotes notes={rows?.notes ?? []} />
      <div className="relative min-h-0 flex-1">
        <TrackTable query={query} onRows={setRows} />
        <OverTable rows={rows} source={source} search={search} />
      </div>
    </main>
  );
}
