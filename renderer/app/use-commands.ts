import type { TrackSource } from '#shared/contract/tracks.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useTags } from '#renderer/host-client/collections.ts';
import {
  useAnalysisControl,
  useDuplicateControl,
  useInstallDemo,
  useScan,
  useUpdateSettings,
} from '#renderer/host-client/mutations.ts';
import { useHistory, useSets, useSourceCount } from '#renderer/host-client/queries.ts';
import type { PaletteCommand } from '#renderer/features/palette/palette.tsx';
import { useColumns } from '#renderer/stores/columns-store.ts';
import { useDeckTools } from '#renderer/stores/deck-tools-store.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useMissing } from '#renderer/stores/missing-store.ts';
import { usePanels } from '#renderer/stores/panels-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { useAddMusicFolder } from './use-add-music-folder.ts';
import { focusSearch } from './use-shell-commands.ts';
import { useUndoRedo } from './use-undo-redo.ts';

const open = (source: TrackSource) => () => useView.getState().open(source);

function findMissing(): void {
  useMissing.getState().lookFor(null);
  useDialogs.getState().show({ kind: 'find-missing' });
}

function useLibraryCommands(): PaletteCommand[] {
  const addFolder = useAddMusicFolder();
  const show = useDialogs((state) => state.show);
  const { mutate: scan } = useScan();
  const { mutate: demo } = useInstallDemo();
  const { enqueue, pause, resume } = useAnalysisControl();
  const { search } = useDuplicateControl();
  const findDuplicates = () => {
    useView.getState().openDuplicates();
    search.mutate(undefined);
  };
  const host = useHost();
  const outdated = useSourceCount('outdated') ?? 0;
  const installed = useLive(host.demo, (state) => state?.installed ?? false);
  const paused = useLive(host.analysis, (state) => state?.paused ?? false);
  return [
    { label: 'Add music folder…', group: 'Library', run: addFolder },
    {
      label: 'Import from another program…',
      group: 'Library',
      keys: shortcutText('import'),
      run: () => show({ kind: 'import' }),
    },
    {
      label: 'Export to another program…',
      group: 'Library',
      run: () => show({ kind: 'export', scope: { kind: 'all' } }),
    },
    { label: 'Scan all folders again', group: 'Library', run: () => scan({}) },
    ...(installed ? [] : [{ label: 'Add the demo library', group: 'Library', run: () => demo(undefined) }]),
    { label: 'Find duplicates', group: 'Library', run: findDuplicates },
    { label: 'Find missing files again…', group: 'Library', run: findMissing },
    { label: 'Analyse what is not analysed yet', group: 'Library', run: () => enqueue.mutate({}) },
    ...(outdated === 0
      ? []
      : [
          {
            label: 'Analyse again what an older version analysed',
            group: 'Library' as const,
            run: () => enqueue.mutate({ outdated: true }),
          },
        ]),
    paused
      ? { label: 'Go on with the analysis', group: 'Library', run: () => resume.mutate(undefined) }
      : { label: 'Pause the analysis', group: 'Library', run: () => pause.mutate(undefined) },
  ];
}

function useGoCommands(): PaletteCommand[] {
  const sets = useSets().data ?? [];
  const tags = useTags().data ?? [];
  const show = useDialogs((state) => state.show);
  return [
    { label: 'All tracks', group: 'Go to', run: open({ kind: 'all' }) },
    { label: 'Recently added', group: 'Go to', run: open({ kind: 'recent' }) },
    { label: 'Missing files', group: 'Go to', run: open({ kind: 'missing' }) },
    { label: 'Duplicates', group: 'Go to', run: () => useView.getState().openDuplicates() },
    { label: 'Data quality', group: 'Go to', run: () => useView.getState().openQuality() },
    { label: 'Played nights', group: 'Go to', run: () => useView.getState().openNights() },
    { label: 'Set templates…', group: 'Go to', run: () => useDialogs.getState().show({ kind: 'templates' }) },
    { label: 'Analysis problems', group: 'Go to', run: open({ kind: 'failed' }) },
    ...sets.map((set) => ({ label: `Set: ${set.name}`, group: 'Go to', run: open({ kind: 'set', setId: set.id }) })),
    { label: 'Crate…', group: 'Go to', run: () => show({ kind: 'choose-crate', trackIds: null }) },
    ...tags.map((tag) => ({ label: `Tag: ${tag.name}`, group: 'Go to', run: open({ kind: 'tag', tagId: tag.id }) })),
  ];
}

function plainEdits(): PaletteCommand[] {
  const { show } = useDialogs.getState();
  const make = (what: 'folder' | 'crate') => () => show({ kind: 'new-crate', what, parentId: null, trackIds: [] });
  const smart = { kind: 'smart-crate', id: null, parentId: null, name: '', query: '' } as const;
  return [
    { label: 'New crate…', group: 'Edit', run: make('crate') },
    { label: 'New smart crate…', group: 'Edit', run: () => show(smart) },
    { label: 'New folder of crates…', group: 'Edit', run: make('folder') },
    { label: 'New tag…', group: 'Edit', run: () => show({ kind: 'new-tag' }) },
    { label: 'History…', group: 'Edit', keys: shortcutText('history'), run: () => show({ kind: 'history' }) },
  ];
}

function useTagCommands(): PaletteCommand[] {
  const ids = useSelection((state) => state.selected);
  const show = useDialogs((state) => state.show);
  const write = {
    label: 'Write the selected tracks to file tags…',
    group: 'Edit',
    run: () => show({ kind: 'write-tags', ids: [...ids] }),
  };
  const editTexts = {
    label: 'Find and replace, clean up…',
    group: 'Edit',
    keys: shortcutText('edit-texts'),
    run: () => show({ kind: 'edit-texts', ids: [...ids] }),
  };
  const written = { label: 'Written file tags…', group: 'Edit', run: () => show({ kind: 'written-tags' }) };
  return ids.size > 0 ? [editTexts, write, written] : [editTexts, written];
}

/** For the set on show. */
function useSetCommands(): PaletteCommand[] {
  const source = useView((state) => (state.screen === 'tracks' ? state.source : null));
  const sets = useSets().data ?? [];
  const show = useDialogs((state) => state.show);
  const set = source?.kind === 'set' ? sets.find(({ id }) => id === source.setId) : undefined;
  if (set === undefined) return [];
  return [
    { label: 'Order this set…', group: 'Edit', run: () => show({ kind: 'order-set', id: set.id, name: set.name }) },
    { label: 'Fill this set…', group: 'Edit', run: () => show({ kind: 'fill-set', id: set.id, name: set.name }) },
    { label: 'Transitions of this set…', group: 'Edit', run: () => show({ kind: 'mix-set', id: set.id, from: null }) },
    {
      label: 'Render this set to an audio file…',
      group: 'Edit',
      run: () => show({ kind: 'render-set', scope: { kind: 'set', id: set.id }, name: set.name }),
    },
    {
      label: 'Make a template of this set…',
      group: 'Edit',
      run: () => show({ kind: 'template-of-set', id: set.id, name: set.name }),
    },
    { label: 'Plan this set…', group: 'Edit', run: () => show({ kind: 'plan-set', id: set.id }) },
    { label: 'Versions of this set…', group: 'Edit', run: () => show({ kind: 'versions-of-set', id: set.id }) },
    { label: 'Mark this set as played…', group: 'Edit', run: () => show({ kind: 'played-set', id: set.id }) },
  ];
}

/** Every command of the palette, as things stand. */
export function useCommands(): readonly PaletteCommand[] {
  const library = useLibraryCommands();
  const go = useGoCommands();
  const chosen = [...useSetCommands(), ...useTagCommands()];
  const { undo, redo } = useUndoRedo();
  const history = useHistory().data;
  const { mutate: update } = useUpdateSettings();
  const show = useDialogs((state) => state.show);
  const toggleTool = useDeckTools((state) => state.toggle);
  const toggle = usePanels((state) => state.toggle);
  const edits: PaletteCommand[] = [
    ...(history?.undo
      ? [{ label: `Undo: ${history.undo}`, group: 'Edit', keys: shortcutText('undo'), run: undo }]
      : []),
    ...(history?.redo
      ? [{ label: `Redo: ${history.redo}`, group: 'Edit', keys: shortcutText('redo'), run: redo }]
      : []),
    {
      label: 'New set…',
      group: 'Edit',
      keys: shortcutText('new-set'),
      run: () => show({ kind: 'new-set', trackIds: [] }),
    },
    ...plainEdits(),
    { label: 'Search', group: 'Edit', keys: shortcutText('find'), run: () => setTimeout(focusSearch) },
  ];
  const view: PaletteCommand[] = [
    { label: 'Dark theme', group: 'View', run: () => update({ theme: 'dark' }) },
    { label: 'Light theme', group: 'View', run: () => update({ theme: 'light' }) },
    {
      label: 'Show or hide the sidebar',
      group: 'View',
      keys: shortcutText('toggle-sidebar'),
      run: () => toggle('sidebar'),
    },
    {
      label: 'Show or hide the inspector',
      group: 'View',
      keys: shortcutText('toggle-inspector'),
      run: () => toggle('inspector'),
    },
    { label: 'Show or hide the deck', group: 'View', run: () => toggle('deck') },
    {
      label: 'Show or hide the grid tools',
      group: 'View',
      keys: shortcutText('grid-tools'),
      run: () => toggleTool('grid'),
    },
    { label: 'Show or hide the energy in the overview', group: 'View', run: () => toggleTool('energy') },
    { label: 'Reset columns', group: 'View', run: () => useColumns.getState().reset() },
    { label: 'Settings…', group: 'View', keys: shortcutText('settings'), run: () => show({ kind: 'settings' }) },
    {
      label: 'Keyboard shortcuts',
      group: 'View',
      keys: shortcutText('shortcuts'),
      run: () => show({ kind: 'shortcuts' }),
    },
  ];
  return [...edits, ...chosen, ...go, ...library, ...view];
}
