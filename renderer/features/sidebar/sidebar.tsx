import {
  CalendarDays,
  CircleAlert,
  ClipboardCheck,
  Clock,
  Download,
  Copy,
  FileX,
  Folder,
  FolderX,
  History,
  LayoutTemplate,
  Library,
  ListMusic,
  Plus,
  Settings,
  Upload,
} from 'lucide-react';
import { useState } from 'react';
import type { LibraryFolder } from '#shared/contract/library.ts';
import type { SetSummary } from '#shared/contract/sets.ts';
import type { TrackSource } from '#shared/contract/tracks.ts';
import { useCrateFromSet } from '#renderer/host-client/collections.ts';
import { useAddToSet, useScan } from '#renderer/host-client/mutations.ts';
import {
  useDuplicateCount,
  useFolders,
  useLibrarySize,
  useSets,
  useSourceCount,
} from '#renderer/host-client/queries.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { formatLength } from '#renderer/ui/format.ts';
import { CratesGroup } from './crates-group.tsx';
import { ItemMenu } from './item-menu.tsx';
import { SidebarButton, SidebarGroup, SidebarItem } from './sidebar-item.tsx';
import { TagsGroup } from './tags-group.tsx';
import { useTrackDrop } from './use-track-drop.ts';

function useIsOpen(source: TrackSource): boolean {
  return useView((state) => state.screen === 'tracks' && JSON.stringify(state.source) === JSON.stringify(source));
}

const open = (source: TrackSource) => () => useView.getState().open(source);

function openerOf(
  kind: 'all' | 'recent' | 'missing' | 'failed' | 'outdated' | 'duplicates' | 'quality' | 'nights',
): () => void {
  const { openDuplicates, openQuality, openNights } = useView.getState();
  if (kind === 'duplicates') return openDuplicates;
  if (kind === 'nights') return openNights;
  return kind === 'quality' ? openQuality : open({ kind });
}

/** To and from other programs. */
function Exchange() {
  const show = useDialogs((state) => state.show);
  return (
    <span className="flex">
      <IconButton
        label="Import from another program"
        keys={shortcutText('import')}
        size="sm"
        onClick={() => show({ kind: 'import' })}
      >
        <Download size={13} aria-hidden />
      </IconButton>
      <IconButton
        label="Export to another program"
        size="sm"
        onClick={() => show({ kind: 'export', scope: { kind: 'all' } })}
      >
        <Upload size={13} aria-hidden />
      </IconButton>
    </span>
  );
}

function LibraryGroup() {
  const all = useLibrarySize();
  const recent = useSourceCount('recent');
  const missing = useSourceCount('missing');
  const failed = useSourceCount('failed');
  const outdated = useSourceCount('outdated') ?? 0;
  const source = useView((state) => (state.screen === 'tracks' ? state.source : null));
  const shown = useView((state) => (state.screen === 'tracks' ? state.source.kind : state.screen));
  const duplicates = useDuplicateCount();
  const older = {
    kind: 'outdated',
    label: 'Older analysis',
    count: outdated,
    icon: <History size={14} aria-hidden />,
  } as const;
  const entries = [
    { kind: 'all', label: 'All tracks', count: all, icon: <Library size={14} aria-hidden /> },
    { kind: 'recent', label: 'Recently added', count: recent, icon: <Clock size={14} aria-hidden /> },
    { kind: 'missing', label: 'Missing files', count: missing || null, icon: <FileX size={14} aria-hidden /> },
    {
      kind: 'duplicates',
      label: 'Duplicates',
      count: duplicates || null,
      icon: <Copy size={14} aria-hidden />,
    },
    { kind: 'nights', label: 'Played nights', count: null, icon: <CalendarDays size={14} aria-hidden /> },
    { kind: 'quality', label: 'Data quality', count: null, icon: <ClipboardCheck size={14} aria-hidden /> },
    { kind: 'failed', label: 'Analysis problems', count: failed || null, icon: <CircleAlert size={14} aria-hidden /> },
    // Once after an update: no line for nothing.
    ...(outdated > 0 || shown === 'outdated' ? [older] : []),
  ] as const;
  return (
    <SidebarGroup title="Library" action={<Exchange />}>
      {entries.map((entry) => (
        <SidebarItem
          key={entry.kind}
          icon={entry.icon}
          label={entry.label}
          count={entry.count}
          active={shown === entry.kind}
          onOpen={openerOf(entry.kind)}
        />
      ))}
      {/* While it is looked at: it has no life beyond. */}
      {source?.kind === 'imported' ? (
        <SidebarItem
          icon={<Download size={14} aria-hidden />}
          label="Imported tracks"
          count={null}
          active
          onOpen={open(source)}
        />
      ) : null}
    </SidebarGroup>
  );
}

function FolderItem({ folder }: { readonly folder: LibraryFolder }) {
  const source: TrackSource = { kind: 'folder', folderId: folder.id };
  const { mutate: scan } = useScan();
  const name = folder.path.split(/[\\/]/).filter(Boolean).at(-1) ?? folder.path;
  const actions = [
    { label: 'Scan again', run: () => scan({ id: folder.id }) },
    {
      label: 'Remove from the library…',
      danger: true,
      run: () =>
        useDialogs
          .getState()
          .show({ kind: 'remove-folder', id: folder.id, path: folder.path, trackCount: folder.trackCount }),
    },
  ];
  return (
    <SidebarItem
      icon={folder.available ? <Folder size={14} aria-hidden /> : <FolderX size={14} aria-hidden />}
      label={folder.available ? name : `${name} (not connected)`}
      dimmed={!folder.available}
      title={folder.path}
      count={folder.trackCount}
      active={useIsOpen(source)}
      onOpen={open(source)}
      menu={<ItemMenu label={`Actions for the folder ${name}`} actions={actions} />}
    />
  );
}

function SetItem({ set }: { readonly set: SetSummary }) {
  const source: TrackSource = { kind: 'set', setId: set.id };
  const { mutate: add } = useAddToSet();
  const { mutate: makeCrate } = useCrateFromSet();
  const drop = useTrackDrop((trackIds) => add({ id: set.id, trackIds }));
  const show = useDialogs((state) => state.show);
  const actions = [
    { label: 'Order this set…', run: () => show({ kind: 'order-set', id: set.id, name: set.name }) },
    { label: 'Fill this set…', run: () => show({ kind: 'fill-set', id: set.id, name: set.name }) },
    {
      label: 'Make a template of it…',
      run: () => show({ kind: 'template-of-set', id: set.id, name: set.name }),
    },
    { label: 'Export…', run: () => show({ kind: 'export', scope: { kind: 'set', id: set.id } }) },
    {
      label: 'Copy files to a folder…',
      run: () => show({ kind: 'copy', scope: { kind: 'set', id: set.id }, name: `"${set.name}"` }),
    },
    {
      label: 'Render to an audio file…',
      run: () => show({ kind: 'render-set', scope: { kind: 'set', id: set.id }, name: set.name }),
    },
    { label: 'Rename…', run: () => show({ kind: 'rename-set', id: set.id, name: set.name }) },
    { label: 'Make a crate of it', run: () => makeCrate({ id: set.id }) },
    { label: 'Delete…', danger: true, run: () => show({ kind: 'delete-set', id: set.id, name: set.name }) },
  ];
  return (
    <SidebarItem
      icon={<ListMusic size={14} aria-hidden />}
      label={set.name}
      count={set.trackCount}
      title={`${set.name}, ${formatLength(set.totalSeconds)}`}
      active={useIsOpen(source)}
      onOpen={open(source)}
      menu={<ItemMenu label={`Actions for the set ${set.name}`} actions={actions} />}
      row={drop}
    />
  );
}

function SetsGroup() {
  const sets = useSets().data ?? [];
  return (
    <SidebarGroup
      title="Sets"
      empty="No sets yet"
      action={
        <span className="flex">
          <IconButton label="Set templates" size="sm" onClick={() => useDialogs.getState().show({ kind: 'templates' })}>
            <LayoutTemplate size={13} aria-hidden />
          </IconButton>
          <IconButton
            label="New set"
            keys={shortcutText('new-set')}
            size="sm"
            onClick={() => useDialogs.getState().show({ kind: 'new-set', trackIds: [] })}
          >
            <Plus size={14} aria-hidden />
          </IconButton>
        </span>
      }
    >
      {sets.map((set) => (
        <SetItem key={set.id} set={set} />
      ))}
    </SidebarGroup>
  );
}

export function Sidebar({ onAddFolder }: { readonly onAddFolder: () => void }) {
  const folders = useFolders().data ?? [];
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  return (
    <div className="flex h-full min-w-0 flex-1 flex-col bg-ground">
      <div ref={setScroller} className="min-h-0 flex-1 overflow-y-auto pt-2">
        <LibraryGroup />
        <SidebarGroup
          title="Folders"
          empty="No folders yet"
          action={
            <IconButton label="Add music folder" size="sm" onClick={onAddFolder}>
              <Plus size={14} aria-hidden />
            </IconButton>
          }
        >
          {folders.map((folder) => (
            <FolderItem key={folder.id} folder={folder} />
          ))}
        </SidebarGroup>
        <SetsGroup />
        <CratesGroup scroller={scroller} />
        <TagsGroup />
      </div>
      <div className="border-t border-line p-2">
        <div className="rounded-md text-muted hover:bg-row-hover hover:text-ink">
          <SidebarButton
            icon={<Settings size={14} aria-hidden />}
            label="Settings"
            onOpen={() => useDialogs.getState().show({ kind: 'settings' })}
          />
        </div>
      </div>
    </div>
  );
}
