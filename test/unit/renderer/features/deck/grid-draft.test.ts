import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Draft, GridDraft } from '#renderer/features/deck/grid-draft.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { newGrid } from '#shared/domain/grid-edit.ts';
import { bpm, seconds } from '#shared/domain/units.ts';

const [ONE, TWO] = ['one', 'two'] as [TrackId, TrackId];
const edit = (start: number, change: Draft['change'] = 'shift', trackId = ONE): Draft => ({
  trackId,
  grid: newGrid(bpm(120), seconds(start)),
  change,
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A draft whose saves end when the test says so. */
function draftUnderTest() {
  let kept: Draft | null = null;
  const store = {
    keep: (edited: Draft) => {
      kept = edited;
    },
    forget: () => {
      kept = null;
    },
  };
  const saves: { readonly draft: Draft; readonly end: (failed?: Error) => void }[] = [];
  const draft = new GridDraft(
    (saved) =>
      new Promise<void>((resolve, reject) =>
        saves.push({ draft: saved, end: (failed) => (failed ? reject(failed) : resolve()) }),
      ),
    store,
  );
  return { draft, saves, kept: () => kept };
}

test('a burst is shown edit by edit, and saved once, when it rests', async () => {
  const { draft, saves } = draftUnderTest();
  const shown: (number | undefined)[] = [];
  draft.subscribe(() => shown.push(draft.get()?.grid.segments[0]?.startSeconds));
  for (const start of [1, 2, 3]) {
    draft.edit(edit(start));
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(shown).toEqual([1, 2, 3]);
  expect(saves).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  expect(saves.map(({ draft: saved }) => saved)).toEqual([edit(3)]);
  saves[0]?.end();
  await draft.flush();
  expect(draft.get()).toBeNull();
});

test('an edit is written down until it is saved', async () => {
  const { draft, saves, kept } = draftUnderTest();
  draft.edit(edit(1));
  expect(kept()).toEqual(edit(1));
  void draft.flush();
  await vi.advanceTimersByTimeAsync(0);
  draft.edit(edit(2));
  saves[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  // The first is saved, the second is not yet.
  expect(kept()).toEqual(edit(2));
  void draft.flush();
  await vi.advanceTimersByTimeAsync(0);
  saves[1]?.end();
  await draft.flush();
  expect(kept()).toBeNull();
});

test('edits of different kinds in one burst are several', async () => {
  const { draft, saves } = draftUnderTest();
  draft.edit(edit(1));
  draft.edit(edit(2, 'tempo'));
  void draft.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(saves[0]?.draft.change).toBe('several');
  draft.edit(edit(3, 'tempo'));
  expect(draft.get()?.change).toBe('tempo');
});

test('flushing saves at once, one save after the other, and an edit meanwhile stays on show', async () => {
  const { draft, saves } = draftUnderTest();
  draft.edit(edit(1));
  void draft.flush();
  draft.edit(edit(2));
  const done = draft.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(saves).toHaveLength(1);
  saves[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.get()).toEqual(edit(2));
  expect(saves).toHaveLength(2);
  saves[1]?.end();
  await done;
  expect(draft.get()).toBeNull();
});

test('another track on the deck saves what waits for the first', async () => {
  const { draft, saves } = draftUnderTest();
  draft.edit(edit(1));
  draft.edit(edit(5, 'shift', TWO));
  await vi.advanceTimersByTimeAsync(0);
  expect(saves.map(({ draft: saved }) => saved)).toEqual([edit(1)]);
  expect(draft.get()).toEqual(edit(5, 'shift', TWO));
});

test('a save that fails gives the lines back to the library, and the next one works', async () => {
  const { draft, saves } = draftUnderTest();
  draft.edit(edit(1));
  const done = draft.flush();
  await vi.advanceTimersByTimeAsync(0);
  saves[0]?.end(new Error('the host is gone'));
  await done;
  expect(draft.get()).toBeNull();
  draft.edit(edit(2));
  void draft.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(saves).toHaveLength(2);
});
