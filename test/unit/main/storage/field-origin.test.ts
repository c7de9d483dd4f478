import { expect, test } from 'vitest';
import type { ChangeOrigin } from '#main/storage/schema.ts';
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
