/**
 * Every shortcut of the program. The handlers take their keys from this list and the help shows this list, so the two
 * cannot differ.
 */
export type ShortcutScope = 'everywhere' | 'table';

export interface Shortcut {
  readonly id: string;
  readonly scope: ShortcutScope;
  readonly group: 'General' | 'Library' | 'Deck' | 'Sets';
  readonly label: string;
  /** Alternatives; `Mod` is Ctrl, on a Mac Command. The last part is a KeyboardEvent.key. */
  readonly keys: readonly string[];
  /** Works while the user types in a field as well. */
  readonly whileTyping?: boolean;
}

export const SHORTCUTS = [
  { id: 'find', scope: 'everywhere', group: 'General', label: 'Search', keys: ['Mod+f'], whileTyping: true },
  { id: 'palette', scope: 'everywhere', group: 'General', label: 'Commands', keys: ['Mod+k'], whileTyping: true },
  { id: 'add-folder', scope: 'everywhere', group: 'General', label: 'Add music folder', keys: ['Mod+o'] },
  { id: 'undo', scope: 'everywhere', group: 'General', label: 'Undo', keys: ['Mod+z'] },
  { id: 'redo', scope: 'everywhere', group: 'General', label: 'Redo', keys: ['Mod+Shift+z', 'Mod+y'] },
  { id: 'settings', scope: 'everywhere', group: 'General', label: 'Settings', keys: ['Mod+,'], whileTyping: true },
  { id: 'shortcuts', scope: 'everywhere', group: 'General', label: 'This list', keys: ['?'] },
  { id: 'toggle-sidebar', scope: 'everywhere', group: 'General', label: 'Show or hide the sidebar', keys: ['Mod+b'] },
  {
    id: 'toggle-inspector',
    scope: 'everywhere',
    group: 'General',
    label: 'Show or hide the inspector',
    keys: ['Mod+i'],
  },
  { id: 'down', scope: 'table', group: 'Library', label: 'Next row', keys: ['ArrowDown'] },
  { id: 'up', scope: 'table', group: 'Library', label: 'Previous row', keys: ['ArrowUp'] },
  {
    id: 'extend-down',
    scope: 'table',
    group: 'Library',
    label: 'Extend the selection down',
    keys: ['Shift+ArrowDown'],
  },
  { id: 'extend-up', scope: 'table', group: 'Library', label: 'Extend the selection up', keys: ['Shift+ArrowUp'] },
  { id: 'cell-right', scope: 'table', group: 'Library', label: 'Next cell', keys: ['ArrowRight'] },
  { id: 'cell-left', scope: 'table', group: 'Library', label: 'Previous cell', keys: ['ArrowLeft'] },
  { id: 'page-down', scope: 'table', group: 'Library', label: 'One screen down', keys: ['PageDown'] },
  { id: 'page-up', scope: 'table', group: 'Library', label: 'One screen up', keys: ['PageUp'] },
  { id: 'first', scope: 'table', group: 'Library', label: 'First row', keys: ['Home'] },
  { id: 'last', scope: 'table', group: 'Library', label: 'Last row', keys: ['End'] },
  { id: 'extend-first', scope: 'table', group: 'Library', label: 'Extend to the first row', keys: ['Shift+Home'] },
  { id: 'extend-last', scope: 'table', group: 'Library', label: 'Extend to the last row', keys: ['Shift+End'] },
  { id: 'toggle-row', scope: 'table', group: 'Library', label: 'Add or take away this row', keys: ['Mod+ '] },
  { id: 'select-all', scope: 'table', group: 'Library', label: 'Select all', keys: ['Mod+a'] },
  { id: 'preview', scope: 'table', group: 'Library', label: 'Load into the deck and play', keys: ['Enter'] },
  { id: 'edit', scope: 'table', group: 'Library', label: 'Edit the cell, or the title', keys: ['F2'] },
  { id: 'rate-0', scope: 'table', group: 'Library', label: 'No stars', keys: ['0'] },
  { id: 'rate-1', scope: 'table', group: 'Library', label: '1 star', keys: ['1'] },
  { id: 'rate-2', scope: 'table', group: 'Library', label: '2 stars', keys: ['2'] },
  { id: 'rate-3', scope: 'table', group: 'Library', label: '3 stars', keys: ['3'] },
  { id: 'rate-4', scope: 'table', group: 'Library', label: '4 stars', keys: ['4'] },
  { id: 'rate-5', scope: 'table', group: 'Library', label: '5 stars', keys: ['5'] },
  { id: 'remove', scope: 'table', group: 'Library', label: 'Remove from the set or the library', keys: ['Delete'] },
  { id: 'play', scope: 'everywhere', group: 'Deck', label: 'Play or pause', keys: [' '] },
  { id: 'beat-back', scope: 'everywhere', group: 'Deck', label: 'One beat back', keys: ['Alt+ArrowLeft'] },
  { id: 'beat-forward', scope: 'everywhere', group: 'Deck', label: 'One beat on', keys: ['Alt+ArrowRight'] },
  { id: 'bars-back', scope: 'everywhere', group: 'Deck', label: '16 beats back', keys: ['Alt+ArrowDown'] },
  { id: 'bars-forward', scope: 'everywhere', group: 'Deck', label: '16 beats on', keys: ['Alt+ArrowUp'] },
  { id: 'zoom-in', scope: 'everywhere', group: 'Deck', label: 'Zoom in', keys: ['+', '='] },
  { id: 'zoom-out', scope: 'everywhere', group: 'Deck', label: 'Zoom out', keys: ['-'] },
  { id: 'new-set', scope: 'everywhere', group: 'Sets', label: 'New set', keys: ['Mod+n'] },
  { id: 'move-up', scope: 'table', group: 'Sets', label: 'Move the track up in the set', keys: ['Alt+Shift+ArrowUp'] },
  {
    id: 'move-down',
    scope: 'table',
    group: 'Sets',
    label: 'Move the track down in the set',
    keys: ['Alt+Shift+ArrowDown'],
  },
] as const satisfies readonly Shortcut[];

type Listed = (typeof SHORTCUTS)[number];
export type ShortcutId<Scope extends ShortcutScope = ShortcutScope> = Extract<Listed, { scope: Scope }>['id'];

/** The parts of a KeyboardEvent that matter. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const LETTER = /^[a-z]$/i;

interface Combination {
  readonly key: string;
  readonly modifiers: ReadonlySet<string>;
}

function parseCombination(text: string): Combination {
  // "+" itself is a key.
  const plus = text.endsWith('+');
  const parts = text.split('+').filter((part) => part !== '');
  return { key: plus ? '+' : (parts.at(-1) ?? ''), modifiers: new Set(plus ? parts : parts.slice(0, -1)) };
}

function presses(combination: string, event: KeyPress, mac: boolean): boolean {
  const { key, modifiers } = parseCombination(combination);
  const [mod, foreign] = mac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  // A sign such as "?" or "+" may need Shift on one keyboard and not on another.
  const sign = key.length === 1 && /[^a-z0-9 ]/i.test(key);
  const sameKey = LETTER.test(key) ? event.key.toLowerCase() === key : event.key === key;
  const sameShift = sign || event.shiftKey === modifiers.has('Shift');
  return sameKey && sameShift && !foreign && mod === modifiers.has('Mod') && event.altKey === modifiers.has('Alt');
}

/** The shortcut of `scope` that a key press means, or null. */
export function matchShortcut<Scope extends ShortcutScope>(
  scope: Scope,
  event: KeyPress,
  mac: boolean,
): (Shortcut & { readonly id: ShortcutId<Scope> }) | null {
  const found = SHORTCUTS.find((entry) => entry.scope === scope && entry.keys.some((key) => presses(key, event, mac)));
  return (found ?? null) as (Shortcut & { readonly id: ShortcutId<Scope> }) | null;
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'Page Down',
  PageUp: 'Page Up',
};

/** Keys to print: ["Ctrl", "Shift", "Z"]. */
export function keyLabels(combination: string, mac: boolean): readonly string[] {
  const plus = combination.endsWith('+');
  const parts = combination.split('+').filter((part) => part !== '');
  return [...parts, ...(plus ? ['+'] : [])].map((part) => {
    if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
    if (part === 'Alt') return mac ? '⌥' : 'Alt';
    return KEY_NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

/** True on a Mac, where Command takes the place of Ctrl. */
export const isMac = /mac/i.test(globalThis.navigator?.platform ?? '');

/** The keys of a shortcut as one text ("Ctrl+Z"), for menus and tooltips. */
export function shortcutText(id: ShortcutId): string {
  const found = SHORTCUTS.find((entry) => entry.id === id);
  return keyLabels(found?.keys[0] ?? '', isMac).join(isMac ? '' : '+');
}
