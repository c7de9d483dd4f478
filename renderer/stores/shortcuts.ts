/**
 * Every shortcut of the program. The handlers take their keys from this list and the help shows this list, so the two
 * cannot differ.
 */
export type ShortcutScope = 'everywhere' | 'table';

export interface Shortcut {
  readonly id: string;
  readonly scope: ShortcutScope;
  readonly group: 'General' | 'Library' | 'Deck' | 'Cue points and grid' | 'Sets and crates';
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
  {
    id: 'import',
    scope: 'everywhere',
    group: 'General',
    label: 'Import from another program',
    keys: ['Mod+Shift+o'],
  },
  { id: 'undo', scope: 'everywhere', group: 'General', label: 'Undo', keys: ['Mod+z'] },
  { id: 'redo', scope: 'everywhere', group: 'General', label: 'Redo', keys: ['Mod+Shift+z', 'Mod+y'] },
  { id: 'edit-texts', scope: 'everywhere', group: 'Library', label: 'Find and replace', keys: ['Mod+Shift+f'] },
  { id: 'history', scope: 'everywhere', group: 'General', label: 'History', keys: ['Mod+Shift+h'] },
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
  {
    id: 'remove',
    scope: 'table',
    group: 'Library',
    label: 'Remove from the set, the crate or the library',
    keys: ['Delete'],
  },
  { id: 'add-to-crate', scope: 'table', group: 'Library', label: 'Add to a crate', keys: ['Alt+c'] },
  { id: 'play', scope: 'everywhere', group: 'Deck', label: 'Play or pause', keys: [' '] },
  { id: 'beat-back', scope: 'everywhere', group: 'Deck', label: 'One beat back', keys: ['Alt+ArrowLeft'] },
  { id: 'beat-forward', scope: 'everywhere', group: 'Deck', label: 'One beat on', keys: ['Alt+ArrowRight'] },
  { id: 'bars-back', scope: 'everywhere', group: 'Deck', label: '16 beats back', keys: ['Alt+ArrowDown'] },
  { id: 'bars-forward', scope: 'everywhere', group: 'Deck', label: '16 beats on', keys: ['Alt+ArrowUp'] },
  { id: 'zoom-in', scope: 'everywhere', group: 'Deck', label: 'Zoom in', keys: ['+', '='] },
  { id: 'zoom-out', scope: 'everywhere', group: 'Deck', label: 'Zoom out', keys: ['-'] },
  {
    id: 'hot-cue-1',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Hot cue 1: set it, or go there',
    keys: ['Alt+1'],
  },
  {
    id: 'hot-cue-2',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Hot cue 2: set it, or go there',
    keys: ['Alt+2'],
  },
  {
    id: 'hot-cue-3',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Hot cue 3: set it, or go there',
    keys: ['Alt+3'],
  },
  {
    id: 'hot-cue-4',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Hot cue 4: set it, or go there',
    keys: ['Alt+4'],
  },
  {
    id: 'hot-cue-5',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Hot cue 5: set it, or go there',
    keys: ['Alt+5'],
  },
  {
    id: 'hot-cue-6',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Hot cue 6: set it, or go there',
    keys: ['Alt+6'],
  },
  {
    id: 'hot-cue-7',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Hot cue 7: set it, or go there',
    keys: ['Alt+7'],
  },
  {
    id: 'hot-cue-8',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Hot cue 8: set it, or go there',
    keys: ['Alt+8'],
  },
  {
    id: 'memory-cue',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Memory cue, or keep the loop',
    keys: ['Alt+m'],
  },
  { id: 'loop-in', scope: 'everywhere', group: 'Cue points and grid', label: 'Start of a loop', keys: ['Alt+i'] },
  { id: 'loop-out', scope: 'everywhere', group: 'Cue points and grid', label: 'End of the loop', keys: ['Alt+o'] },
  { id: 'loop', scope: 'everywhere', group: 'Cue points and grid', label: 'Loop on or off', keys: ['Alt+l'] },
  {
    id: 'grid-tools',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Show or hide the grid tools',
    keys: ['Alt+g'],
  },
  { id: 'tap', scope: 'everywhere', group: 'Cue points and grid', label: 'Tap the tempo (grid tools)', keys: ['t'] },
  {
    id: 'grid-earlier',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Grid 1 ms earlier (grid tools)',
    keys: ['Alt+Shift+ArrowLeft'],
  },
  {
    id: 'grid-later',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Grid 1 ms later (grid tools)',
    keys: ['Alt+Shift+ArrowRight'],
  },
  {
    id: 'downbeat-here',
    scope: 'everywhere',
    group: 'Cue points and grid',
    label: 'Downbeat here (grid tools)',
    keys: ['Alt+b'],
  },
  { id: 'new-set', scope: 'everywhere', group: 'Sets and crates', label: 'New set', keys: ['Mod+n'] },
  {
    id: 'move-up',
    scope: 'table',
    group: 'Sets and crates',
    label: 'Move the track up in the set or crate',
    keys: ['Alt+Shift+ArrowUp'],
  },
  {
    id: 'move-down',
    scope: 'table',
    group: 'Sets and crates',
    label: 'Move the track down in the set or crate',
    keys: ['Alt+Shift+ArrowDown'],
  },
] as const satisfies readonly Shortcut[];

type Listed = (typeof SHORTCUTS)[number];
export type ShortcutId<Scope extends ShortcutScope = ShortcutScope> = Extract<Listed, { scope: Scope }>['id'];

/** The parts of a KeyboardEvent that matter. */
export interface KeyPress {
  readonly key: string;
  /** Which key of the keyboard, whatever it types: "KeyM", "Digit1". */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const LETTER = /^[a-z]$/i;

/** What a key types without modifiers, as it is labelled on a QWERTY keyboard; "" for other keys. */
const plainKey = (code = ''): string => /^(?:Key([A-Z])|Digit(\d))$/.exec(code)?.slice(1).join('').toLowerCase() ?? '';

/** On a Mac, Alt makes another letter of a key (µ of M), and some keyboards have digits only with Shift: then its place counts. */
function isKey(key: string, event: KeyPress, mac: boolean): boolean {
  if (LETTER.test(key) ? event.key.toLowerCase() === key : event.key === key) return true;
  return event.altKey && (mac || /^\d$/.test(key)) && plainKey(event.code) === key;
}

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
  const sameKey = isKey(key, event, mac);
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
