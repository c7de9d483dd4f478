import { expect, test } from 'vitest';
import type { ChangeOrigin } from '#main/storage/schema-change-log.ts';
import { trackFields } from '#test/support/library-rows.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';

test('a value knows who gave it, also after undo and redo', () => {
  const library = openTempLibrary();
  const id = library.newId();
  const set = (origin: ChangeOrigin, bpm: number) =>
    library.mutate({ origin, label: 'Edit', mutations: [{ op: 'update', table: 'tracks', id, set: { bpm } }] });
  const origin = () => library.fieldOrigin('tracks', id, 'bpm');

  expect(origin()).toBeNull();
  const insert = { op: 'insert', table: 'tracks', id, set: trackFields() } as const;
  library.mutate({ origin: 'import', label: 'Import', mutations: [insert] });
  expect(origin()).toBe('import');
  set('analysis', 128);
  expect(origin()).toBe('analysis');
  set('user', 64);
  expect(origin()).toBe('user');
  set('user', 32);
  library.history.undo();
  expect(origin()).toBe('user');
  library.history.undo();
  expect(origin()).toBe('analysis');
  library.history.redo();
  expect(origin()).toBe('user');
});

test.each([null, 128])('a field that is taken over changes hands at the same value, %s, and back', (bpm) => {
  const library = openTempLibrary();
  const id = library.newId();
  const origin = () => library.fieldOrigin('tracks', id, 'bpm');
  const insert = { op: 'insert', table: 'tracks', id, set: trackFields({ bpm }) } as const;
  library.mutate({ origin: 'user', label: 'Add', mutations: [insert] });
  const again = [{ op: 'update', table: 'tracks', id, set: { bpm } }] as const;
  expect(library.mutate({ origin: 'analysis', label: 'Equal', mutations: again }).changed).toBe(0);
  const request = { origin: 'analysis', label: 'Take over', undoable: true, takesOver: true } as const;
  expect(library.mutate({ ...request, mutations: again }).changed).toBe(1);
  expect(origin()).toBe('analysis');
  expect(library.history.undo()).toMatchObject({ done: 'Take over', kept: 0 });
  expect(origin()).toBe('user');
  expect(library.history.redo()).toMatchObject({ done: 'Take over', kept: 0 });
  expect(origin()).toBe('analysis');
});
