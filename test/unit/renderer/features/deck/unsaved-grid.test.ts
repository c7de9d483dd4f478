import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unsavedGrid } from '#renderer/features/deck/unsaved-grid.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { newGrid } from '#shared/domain/grid-edit.ts';
import { bpm, seconds } from '#shared/domain/units.ts';

const KEY = 'musicforge.unsaved-grid';
let items: Map<string, string>;

beforeEach(() => {
  items = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('what is kept is read by the next window, until it is forgotten', () => {
  const draft = { trackId: 'one' as TrackId, grid: newGrid(bpm(120), seconds(1)), change: 'shift' } as const;
  expect(unsavedGrid.read()).toBeNull();
  unsavedGrid.keep(draft);
  expect(unsavedGrid.read()).toEqual(draft);
  unsavedGrid.forget();
  expect(unsavedGrid.read()).toBeNull();
});

test('what is damaged is nothing, and is not read again', () => {
  items.set(KEY, '{"trackId":');
  expect(unsavedGrid.read()).toBeNull();
  expect(items.has(KEY)).toBe(false);
});
