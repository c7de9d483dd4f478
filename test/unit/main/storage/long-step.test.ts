import { expect, test } from 'vitest';
import { LongStep } from '#main/storage/long-step.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { fileFields, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const live = (library: LibraryDatabase): unknown =>
  library.raw.prepare('SELECT count(*) FROM tracks WHERE deleted_at IS NULL').pluck().get();
const newTrack = (library: LibraryDatabase): Mutation[] => [
  { op: 'insert', table: 'tracks', id: library.newId(), set: trackFields() },
];

test('what the user does while a long step is written lies above it, and it stays one step', async () => {
  const library = openTempLibrary();
  const step = new LongStep(library, { origin: 'import', label: 'Import' });
  step.write(newTrack(library));
  library.mutate({ origin: 'user', label: 'Add', mutations: newTrack(library) });
  step.write(newTrack(library));
  step.end();
  expect(library.history.steps().done.map(({ label }) => label)).toHaveLength(2);
  expect(live(library)).toBe(3);
  library.history.undo();
  expect(live(library)).toBe(2);
  expect((await library.history.stepInParts('undo')).done).toBe('Import');
  expect(live(library)).toBe(0);
  expect((await library.history.stepInParts('redo')).done).toBe('Import');
  expect(live(library)).toBe(2);
});

test('it cannot be taken back before it has ended; what lies above it can', async () => {
  const library = openTempLibrary();
  const step = new LongStep(library, { origin: 'import', label: 'Import' });
  step.write(newTrack(library));
  library.mutate({ origin: 'user', label: 'Add', mutations: newTrack(library) });
  library.history.undo();
  const message = '"Import" is still being written. Wait until it is done, or cancel it first.';
  expect(() => library.history.undo()).toThrow(message);
  await expect(library.history.stepInParts('undo')).rejects.toMatchObject({ code: 'busy' });
  expect(live(library)).toBe(1);
  step.end();
  library.history.undo();
  expect(live(library)).toBe(0);
});

test('a row that left by an undo did not leave by the user; one that was removed and is again did', () => {
  const library = openTempLibrary();
  const trackId = library.newId();
  const fileId = library.newId();
  library.mutate({
    origin: 'import',
    label: 'Import',
    mutations: [
      { op: 'insert', table: 'tracks', id: trackId, set: trackFields() },
      { op: 'insert', table: 'files', id: fileId, set: fileFields(trackId) },
    ],
  });
  const isFromUndo = () => library.isFromUndo('files', fileId, 'deleted_at');
  library.history.undo();
  expect(isFromUndo()).toBe(true);
  library.history.redo();
  library.mutate({ origin: 'user', label: 'Remove', mutations: [{ op: 'delete', table: 'files', id: fileId }] });
  expect(isFromUndo()).toBe(false);
  library.history.undo();
  library.history.redo();
  expect(isFromUndo()).toBe(false);
});
