import { useEffect } from 'react';
import { type DeckPlayer, useDeck } from '#renderer/stores/deck-store.ts';
import { useDeckTools } from '#renderer/stores/deck-tools-store.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { usePanels } from '#renderer/stores/panels-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { isTyping } from './is-typing.ts';
import { isMac, matchShortcut, type ShortcutId } from '#renderer/stores/shortcuts.ts';
import { useAddMusicFolder } from './use-add-music-folder.ts';
import { focusSearch, useShellCommands } from './use-shell-commands.ts';
import { useUndoRedo } from './use-undo-redo.ts';

/** What the deck does; nothing while it is empty. */
const onDeck = (run: (player: DeckPlayer) => void) => () => {
  const { player } = useDeck.getState();
  if (player) run(player);
};

/** Grid tools act only while they are on show: a letter pressed by mistake must not move a grid. */
const onGrid = (run: (player: DeckPlayer) => void) =>
  onDeck((player) => (useDeckTools.getState().grid ? run(player) : undefined));

const pad = (slot: number) => onDeck((player) => player.pad(slot));

const CUE_ACTIONS = {
  'hot-cue-1': pad(0),
  'hot-cue-2': pad(1),
  'hot-cue-3': pad(2),
  'hot-cue-4': pad(3),
  'hot-cue-5': pad(4),
  'hot-cue-6': pad(5),
  'hot-cue-7': pad(6),
  'hot-cue-8': pad(7),
  'memory-cue': onDeck((player) => player.rememberCue()),
  'loop-in': onDeck((player) => player.loopIn()),
  'loop-out': onDeck((player) => player.loopOut()),
  loop: onDeck((player) => player.toggleLoop()),
  'grid-tools': () => useDeckTools.getState().toggle('grid'),
  tap: onGrid((player) => player.tap()),
  'grid-earlier': onGrid((player) => player.shiftGrid(-1)),
  'grid-later': onGrid((player) => player.shiftGrid(1)),
  'downbeat-here': onGrid((player) => player.downbeatHere()),
} satisfies Partial<Actions>;

type Actions = Readonly<Record<ShortcutId<'everywhere'>, () => void>>;

function takesSpace(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, a, [role="menuitem"], [role="option"], [role="switch"], [role="checkbox"]') !== null
  );
}

/** Plays or pauses the deck; an empty deck takes the track that is selected. */
function playOrPause(): void {
  const { player, loadTrack } = useDeck.getState();
  const { current } = useSelection.getState();
  if (player) player.toggle();
  else if (current !== null) loadTrack(current, true);
}

function useActions(): Actions {
  const { undo, redo } = useUndoRedo();
  const addFolder = useAddMusicFolder();
  const show = useDialogs((state) => state.show);
  const beats = (count: number) => onDeck((player) => player.jumpBeats(count));
  const zoom = (factor: number) => onDeck((player) => player.zoomBy(factor));
  return {
    find: focusSearch,
    'add-folder': addFolder,
    import: () => show({ kind: 'import' }),
    palette: () => show({ kind: 'palette' }),
    undo,
    redo,
    'edit-texts': () => show({ kind: 'edit-texts', ids: [...useSelection.getState().selected] }),
    history: () => show({ kind: 'history' }),
    settings: () => show({ kind: 'settings' }),
    shortcuts: () => show({ kind: 'shortcuts' }),
    'toggle-sidebar': () => usePanels.getState().toggle('sidebar'),
    'toggle-inspector': () => usePanels.getState().toggle('inspector'),
    play: playOrPause,
    'beat-back': beats(-1),
    'beat-forward': beats(1),
    'bars-back': beats(-16),
    'bars-forward': beats(16),
    'zoom-in': zoom(1.5),
    'zoom-out': zoom(1 / 1.5),
    'new-set': () => show({ kind: 'new-set', trackIds: [] }),
    ...CUE_ACTIONS,
  };
}

/** Handles every shortcut that works everywhere; the table handles its own and stops them. */
export function useGlobalShortcuts(): void {
  const actions = useActions();
  useShellCommands(actions);
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const shortcut = matchShortcut('everywhere', event, isMac);
      if (!shortcut) return;
      if (isTyping(event.target) && shortcut.whileTyping !== true) return;
      if (shortcut.id === 'play' && takesSpace(event.target)) return;
      // A dialog is modal for the keyboard as well; only closing it leads back.
      if (useDialogs.getState().dialog !== null) return;
      event.preventDefault();
      actions[shortcut.id]();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [actions]);
}
