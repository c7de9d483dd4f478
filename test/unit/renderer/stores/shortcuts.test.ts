import { expect, test } from 'vitest';
import { keyLabels, matchShortcut, SHORTCUTS, type Shortcut } from '#renderer/stores/shortcuts.ts';

const ALL: readonly Shortcut[] = SHORTCUTS;
const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

/** The key press that a combination of the list describes. */
function pressOf(combination: string, mac: boolean) {
  const parts = combination.split('+').filter((part) => part !== '');
  const key = combination.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  const has = (modifier: string) => parts.includes(modifier);
  return { key, ctrlKey: has('Mod') && !mac, metaKey: has('Mod') && mac, shiftKey: has('Shift'), altKey: has('Alt') };
}

test.each([true, false])('every listed combination is found under its own name (Mac: %s)', (mac) => {
  for (const shortcut of ALL)
    for (const combination of shortcut.keys)
      expect(matchShortcut(shortcut.scope, pressOf(combination, mac), mac)?.id, combination).toBe(shortcut.id);
});

test('no combination means two things in one scope, nor in the table and everywhere at once', () => {
  const combinations = ALL.flatMap((shortcut) => shortcut.keys);
  expect(new Set(combinations).size).toBe(combinations.length);
});

test('a sign is found with and without Shift, as keyboards differ', () => {
  expect(matchShortcut('everywhere', { ...none, key: '?', shiftKey: true }, false)?.id).toBe('shortcuts');
  expect(matchShortcut('everywhere', { ...none, key: '+', shiftKey: true }, false)?.id).toBe('zoom-in');
});

test('Ctrl is not Command on a Mac, and Caps Lock changes nothing', () => {
  expect(matchShortcut('everywhere', { ...none, key: 'f', ctrlKey: true }, true)).toBeNull();
  expect(matchShortcut('everywhere', { ...none, key: 'F', ctrlKey: true }, false)?.id).toBe('find');
});

test('an arrow with Alt is for the deck, not for the table', () => {
  const press = { ...none, key: 'ArrowDown', altKey: true };
  expect(matchShortcut('table', press, false)).toBeNull();
  expect(matchShortcut('everywhere', press, false)?.id).toBe('bars-back');
});

test('with Alt the key counts where it types something else: on a Mac, and digits that need Shift', () => {
  const mac = { ...none, key: 'µ', code: 'KeyM', altKey: true };
  expect(matchShortcut('everywhere', mac, true)?.id).toBe('memory-cue');
  expect(matchShortcut('everywhere', mac, false)).toBeNull();
  const french = { ...none, key: '&', code: 'Digit1', altKey: true };
  expect(matchShortcut('everywhere', french, false)?.id).toBe('hot-cue-1');
  expect(matchShortcut('table', { ...french, altKey: false }, false)).toBeNull();
});

test('keys are printed as they stand on the keyboard', () => {
  expect(keyLabels('Mod+Shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(keyLabels('Mod+Shift+z', true)).toEqual(['⌘', 'Shift', 'Z']);
  expect(keyLabels('+', false)).toEqual(['+']);
  expect(keyLabels(' ', false)).toEqual(['Space']);
});
