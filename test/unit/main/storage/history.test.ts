import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { fileFields, trackFields } from '#test/support/library-rows.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';

function addTrack(library: LibraryDatabase, label = 'Add track', set = {}): string {
  const id = library.newId();
  const insert = { op: 'insert', table: 'tracks', id, set: trackFields(set) } as const;
  library.mutate({ origin: 'user', label, mutations: [insert] });
  return id;
}

function edit(library: LibraryDatabase, id: string, set: object, origin: 'user' | 'analysis' = 'user') {
  const label = `Edit ${Object.keys(set).join(' and ')}`;
  return library.mutate({ origin, label, mutations: [{ op: 'update', table: 'tracks', id, set }] });
}

const row = (library: LibraryDatabase, id: string) =>
  library.query.first(library.db.selectFrom('tracks').selectAll().where('id', '=', id));

describe('undo and redo', () => {
  test('take back and bring back, in words', () => {
    const library = openTempLibrary();
    expect(library.history.state()).toEqual({ undo: null, redo: null });
    expect(library.history.undo()).toEqual({ undo: null, redo: null, done: null, kept: 0 });
    const id = addTrack(library);
    edit(library, id, { rating: 4 });
    expect(library.history.undo()).toEqual({ undo: 'Add track', redo: 'Edit rating', done: 'Edit rating', kept: 0 });
    expect(row(library, id)?.rating).toBe(0);
    expect(library.history.undo()).toEqual({ undo: null, redo: 'Add track', done: 'Add track', kept: 0 });
    expect(row(library, id)?.deleted_at).not.toBeNull();
    expect(library.history.redo().done).toBe('Add track');
    expect(row(library, id)?.deleted_at).toBeNull();
    expect(library.history.redo()).toEqual({ undo: 'Edit rating', redo: null, done: 'Edit rating', kept: 0 });
    expect(row(library, id)?.rating).toBe(4);
  });

  test('something new ends what could be brought back', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    edit(library, id, { rating: 4 });
    library.history.undo();
    edit(library, id, { title: 'New' });
    expect(library.history.state()).toEqual({ undo: 'Edit title', redo: null });
  });

  test('survive a restart', async () => {
    const first = openTempLibrary();
    const id = addTrack(first);
    edit(first, id, { rating: 4 });
    edit(first, id, { title: 'New' });
    first.history.undo();
    first.history.undo();
    first.history.redo();
    const { path } = first;
    const state = first.history.state();
    expect(state).toEqual({ undo: 'Edit rating', redo: 'Edit title' });
    await first.close();
    const second = openTempLibrary({ path });
    expect(second.history.state()).toEqual(state);
    expect(second.history.redo().done).toBe('Edit title');
    expect(row(second, id)).toMatchObject({ title: 'New', rating: 4 });
  });

  test('a field that was written again since keeps its value and is counted', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    edit(library, id, { bpm: 120, rating: 3 });
    edit(library, id, { bpm: 128.02 }, 'analysis');
    expect(library.history.undo()).toMatchObject({ done: 'Edit bpm and rating', kept: 1 });
    expect(row(library, id)).toMatchObject({ bpm: 128.02, rating: 0 });
  });

  test('a step of which nothing is left is passed over, and stays passed over after a restart', async () => {
    const first = openTempLibrary();
    const id = addTrack(first);
    edit(first, id, { bpm: 120 });
    edit(first, id, { bpm: 128.02 }, 'analysis');
    expect(first.history.undo()).toMatchObject({ done: 'Edit bpm', kept: 1, undo: 'Add track', redo: null });
    first.history.undo();
    const { path } = first;
    await first.close();
    expect(openTempLibrary({ path }).history.state()).toEqual({ undo: null, redo: 'Add track' });
  });

  test('analysis and bookkeeping are no steps of the history', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    edit(library, id, { rating: 5 });
    edit(library, id, { bpm: 128 }, 'analysis');
    library.mutate({
      origin: 'import',
      label: 'File moved',
      undoable: false,
      mutations: [{ op: 'update', table: 'tracks', id, set: { comment: 'moved' } }],
    });
    expect(library.history.state()).toEqual({ undo: 'Edit rating', redo: null });
  });

  test('the batches of one import are one step, and what came between is another', async () => {
    const library = openTempLibrary();
    const batch = (continues: string | null) =>
      library.mutate({
        origin: 'import',
        label: 'Add folder House',
        continues,
        mutations: [{ op: 'insert', table: 'tracks', id: library.newId(), set: trackFields() }],
      }).txnId;
    const live = () => library.raw.prepare('SELECT count(*) FROM tracks WHERE deleted_at IS NULL').pluck().get();
    const first = batch(null);
    expect(batch(first)).toBe(first);
    library.history.undo();
    expect(live()).toBe(0);
    library.history.redo();
    expect(live()).toBe(2);
    addTrack(library);
    expect(batch(first)).toBe(first);
    expect(live()).toBe(4);
    library.history.undo();
    expect(live()).toBe(3);
    library.history.undo();
    expect(live()).toBe(0);
    // One that was taken back meanwhile is over: what comes then is a step of its own.
    expect(batch(first)).not.toBe(first);
  });

  test('a file that was added again at its place is not doubled by undo', () => {
    const library = openTempLibrary();
    const track = addTrack(library);
    const file = (): Mutation & { op: 'insert' } => ({
      op: 'insert',
      table: 'files',
      id: library.newId(),
      set: fileFields(track),
    });
    const old = file();
    library.mutate({ origin: 'user', label: 'Add file', mutations: [old] });
    const remove = { op: 'delete', table: 'files', id: old.id } as const;
    library.mutate({ origin: 'user', label: 'Remove file', mutations: [remove] });
    library.mutate({ origin: 'import', label: 'Found again', undoable: false, mutations: [file()] });
    expect(library.history.undo()).toMatchObject({ done: 'Remove file', kept: 1 });
    const live = library.db.selectFrom('files').select('id').where('deleted_at', 'is', null);
    expect(library.query.all(live)).toHaveLength(1);
  });

  test('an import of more rows than are read at a time is taken back whole', () => {
    const library = openTempLibrary();
    const mutations = Array.from({ length: 4001 }, () => ({
      op: 'insert' as const,
      table: 'artists' as const,
      id: library.newId(),
      set: { name: 'Artist', name_key: library.newId() },
    }));
    library.mutate({ origin: 'import', label: 'Import', mutations });
    expect(library.history.undo()).toMatchObject({ done: 'Import', kept: 0 });
    expect(library.raw.prepare('SELECT count(*) FROM artists WHERE deleted_at IS NULL').pluck().get()).toBe(0);
  });
});

describe('over random edits', () => {
  const SLOTS = 3;
  const change = fc.record({
    slot: fc.nat(SLOTS - 1),
    op: fc.constantFrom('insert', 'update', 'update', 'delete', 'restore'),
    set: fc.record(
      {
        title: fc.constantFrom('a', 'b', 'c'),
        rating: fc.nat(5),
        year: fc.option(fc.integer({ min: 1990, max: 1993 })),
      },
      { requiredKeys: [] },
    ),
  });
  const transactions = fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

  /** The mutations for the changes; a slot is inserted the first time it is needed. */
  function toMutations(
    library: LibraryDatabase,
    slots: (string | undefined)[],
    changes: readonly Change[],
  ): Mutation[] {
    return changes.map(({ slot, op, set }): Mutation => {
      const id = slots[slot];
      if (id !== undefined) return { op: op === 'insert' ? 'restore' : op, table: 'tracks', id, set };
      const fresh = library.newId();
      slots[slot] = fresh;
      return { op: 'insert', table: 'tracks', id: fresh, set: trackFields(set) };
    });
  }

  /** What the user sees: the live rows. */
  const visible = (library: LibraryDatabase) =>
    library.query.all(
      library.db
        .selectFrom('tracks')
        .select(['id', 'title', 'rating', 'year'])
        .where('deleted_at', 'is', null)
        .orderBy('id'),
    );

  test('undo walks back through every state and redo forward through the same', () => {
    fc.assert(
      fc.property(transactions, (sequence) => {
        const library = openTempLibrary();
        const slots: (string | undefined)[] = [];
        const states = [visible(library)];
        for (const changes of sequence) {
          const mutations = toMutations(library, slots, changes);
          const { txnId } = library.mutate({ origin: 'user', label: 'Step', mutations });
          if (txnId !== null) states.push(visible(library));
        }
        for (let step = states.length - 2; step >= 0; step -= 1) {
          expect(library.history.undo().kept).toBe(0);
          expect(visible(library)).toEqual(states[step]);
        }
        expect(library.history.state().undo).toBeNull();
        for (let step = 1; step < states.length; step += 1) {
          expect(library.history.redo().kept).toBe(0);
          expect(visible(library)).toEqual(states[step]);
        }
        expect(library.history.state().redo).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  test('undoing everything leaves exactly what the analysis wrote last, wherever it wrote', () => {
    const write = fc.record({
      origin: fc.constantFrom('user' as const, 'analysis' as const),
      bpm: fc.constantFrom(100, 120, 140),
    });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 12 }), (writes) => {
        const library = openTempLibrary();
        const id = library.newId();
        const insert = { op: 'insert', table: 'tracks', id, set: trackFields({ bpm: 90 }) } as const;
        library.mutate({ origin: 'import', label: 'Import', undoable: false, mutations: [insert] });
        let expected: number | null | undefined = 90;
        for (const { origin, bpm } of writes) {
          // Writing the value that stands there is no write, and does not take it over.
          if (origin === 'analysis' && row(library, id)?.bpm !== bpm) expected = bpm;
          edit(library, id, { bpm }, origin);
        }
        while (library.history.state().undo !== null) library.history.undo();
        expect(row(library, id)?.bpm).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});
