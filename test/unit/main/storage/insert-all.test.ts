import { expect, test } from 'vitest';
import { fileFields, trackFields } from '#test/support/library-rows.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';

test('many rows inserted at once are one entry of the log, and one step for undo and redo', () => {
  const library = openTempLibrary();
  const ids = Array.from({ length: 5 }, () => library.newId());
  const titles = () =>
    library.raw.prepare('SELECT title FROM tracks WHERE deleted_at IS NULL ORDER BY title').pluck().all();
  const { changed } = library.mutate({
    origin: 'import',
    label: 'Import',
    mutations: [
      { op: 'insert-all', table: 'tracks', rows: ids.map((id, n) => ({ id, set: trackFields({ title: `T${n}` }) })) },
      { op: 'insert-all', table: 'files', rows: ids.map((id) => ({ id: library.newId(), set: fileFields(id) })) },
      { op: 'insert-all', table: 'plays', rows: [] },
    ],
  });
  expect(changed).toBe(10);
  expect(library.raw.prepare('SELECT table_name, history_step FROM change_log ORDER BY seq').all()).toEqual([
    { table_name: 'tracks', history_step: 1 },
    { table_name: 'files', history_step: 0 },
  ]);
  expect(titles()).toEqual(['T0', 'T1', 'T2', 'T3', 'T4']);
  expect(library.fieldOrigin('tracks', ids[2] ?? '', 'title')).toBe('import');
  // What was edited since keeps its edit when the insert is taken back, and the row is gone all the same.
  library.mutate({
    origin: 'user',
    label: 'Edit',
    mutations: [{ op: 'update', table: 'tracks', id: ids[0] ?? '', set: { title: 'Mine' } }],
  });
  library.history.undo();
  expect(titles()).toEqual(['T0', 'T1', 'T2', 'T3', 'T4']);
  expect(library.history.undo().done).toBe('Import');
  expect(titles()).toEqual([]);
  expect(library.raw.prepare('SELECT count(*) FROM files WHERE deleted_at IS NULL').pluck().get()).toBe(0);
  library.history.redo();
  expect(titles()).toEqual(['T0', 'T1', 'T2', 'T3', 'T4']);
});

test('a row with a column that the table has not, or a value that cannot be stored, writes none of them', () => {
  const library = openTempLibrary();
  const rows = [
    { id: library.newId(), set: trackFields() },
    { id: library.newId(), set: trackFields({ bpm: Number.NaN }) },
  ];
  const insert = { op: 'insert-all', table: 'tracks', rows } as const;
  expect(() => library.mutate({ origin: 'import', label: 'Import', mutations: [insert] })).toThrow(RangeError);
  expect(library.raw.prepare('SELECT count(*) FROM tracks').pluck().get()).toBe(0);
});
