import { describe, expect, test } from 'vitest';
import type { AppError } from '#shared/errors/app-error.ts';
import type { LibraryChange } from '#main/storage/changes.ts';
import type { MutationRequest } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { fileFields, trackFields } from '#test/support/library-rows.ts';
import { manualClock, openTempLibrary } from '#test/support/temp-library.ts';

function addTrack(library: LibraryDatabase, set = {}): string {
  const id = library.newId();
  library.mutate({
    origin: 'user',
    label: 'Add track',
    mutations: [{ op: 'insert', table: 'tracks', id, set: trackFields(set) }],
  });
  return id;
}

const row = (library: LibraryDatabase, id: string) =>
  library.query.first(library.db.selectFrom('tracks').selectAll().where('id', '=', id));

function editTitle(library: LibraryDatabase, id: string, title: string) {
  return library.mutate({
    origin: 'user',
    label: 'Edit 1 track',
    mutations: [{ op: 'update', table: 'tracks', id, set: { title } }],
  });
}

describe('mutate', () => {
  test('an insert stands in the table and in the log', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    expect(row(library, id)).toMatchObject({ title: 'Strobe', year: 2009, deleted_at: null });
    const log = library.query.all(library.db.selectFrom('change_log').selectAll());
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({
      table_name: 'tracks',
      row_id: id,
      before: null,
      origin: 'user',
      label: 'Add track',
    });
    expect(JSON.parse(log[0]?.after ?? '')).toEqual(trackFields());
  });

  test.each(['import', 'analysis'] as const)(
    'what is locked is not written by an %s, and nothing else is kept',
    (origin) => {
      const library = openTempLibrary();
      const locked = { bpm: 120, grid: '{}', key_index: 3, grid_locked: 1, key_locked: 1 };
      const id = addTrack(library, locked);
      const set = { bpm: 99, grid: null, key_index: 7, grid_locked: 0, key_locked: 0, title: 'Other' };
      const update = { op: 'update', table: 'tracks', id, set } as const;
      expect(library.mutate({ origin, label: 'Import', mutations: [update] }).changed).toBe(1);
      expect(row(library, id)).toMatchObject({ ...locked, title: 'Other' });
      library.mutate({ origin: 'user', label: 'Edit', mutations: [update] });
      expect(row(library, id)).toMatchObject(set);
    },
  );

  test('one lock keeps its own fields only', () => {
    const library = openTempLibrary();
    const id = addTrack(library, { bpm: 120, key_index: 3, grid_locked: 1 });
    const update = { op: 'update', table: 'tracks', id, set: { bpm: 99, key_index: 7 } } as const;
    library.mutate({ origin: 'import', label: 'Import', mutations: [update] });
    expect(row(library, id)).toMatchObject({ bpm: 120, key_index: 7 });
  });

  test('an update writes, stamps and logs only the fields that differ', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    const inserted = JSON.parse(row(library, id)?.clocks ?? '') as Record<string, string>;
    const result = library.mutate({
      origin: 'user',
      label: 'Edit 1 track',
      mutations: [{ op: 'update', table: 'tracks', id, set: { title: 'Strobe (Club Edit)', year: 2009, rating: 5 } }],
    });
    expect(result.changed).toBe(1);
    const clocks = JSON.parse(row(library, id)?.clocks ?? '') as Record<string, string>;
    expect(Object.keys(clocks).sort()).toEqual(['*', 'rating', 'title']);
    expect(clocks['*']).toBe(inserted['*']);
    expect(clocks['title']! > clocks['*']!).toBe(true);
    const last = library.query.all(library.db.selectFrom('change_log').selectAll()).at(-1);
    expect(JSON.parse(last?.before ?? '')).toEqual({ title: 'Strobe', rating: 0 });
    expect(JSON.parse(last?.after ?? '')).toEqual({ title: 'Strobe (Club Edit)', rating: 5 });
  });

  test('what changes nothing writes nothing', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    const before = library.revision();
    expect(editTitle(library, id, 'Strobe')).toEqual({ txnId: null, changed: 0 });
    expect(editTitle(library, library.newId(), 'A track that is not there')).toEqual({ txnId: null, changed: 0 });
    expect(library.revision()).toBe(before);
    expect(library.query.all(library.db.selectFrom('change_log').select('seq'))).toHaveLength(1);
  });

  test('a deleted row stays, takes no edits, and comes back with restore', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    const remove = { op: 'delete', table: 'tracks', id } as const;
    expect(library.mutate({ origin: 'user', label: 'Remove', mutations: [remove, remove] }).changed).toBe(1);
    expect(row(library, id)?.deleted_at).toBe('2026-11-20T00:00:00.000Z');
    expect(editTitle(library, id, 'Ghost').changed).toBe(0);
    library.mutate({ origin: 'user', label: 'Restore', mutations: [{ op: 'restore', table: 'tracks', id }] });
    expect(row(library, id)).toMatchObject({ deleted_at: null, title: 'Strobe' });
  });

  test('one bad mutation takes the whole request back', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    const seen: LibraryChange[] = [];
    library.onChange((change) => seen.push(change));
    const request = () =>
      library.mutate({
        origin: 'import',
        label: 'Import',
        mutations: [
          { op: 'update', table: 'tracks', id, set: { title: 'Changed' } },
          { op: 'insert', table: 'tracks', id, set: trackFields() },
        ],
      });
    expect(request).toThrow(expect.objectContaining({ code: 'conflict' }) as AppError);
    expect(row(library, id)?.title).toBe('Strobe');
    expect(seen).toEqual([]);
    expect(library.history.state().undo).toBe('Add track');
  });

  test('unknown and bookkeeping fields and values that are no values are refused', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    const set = (fields: object) => () =>
      library.mutate({
        origin: 'user',
        label: 'Edit',
        mutations: [{ op: 'update', table: 'tracks', id, set: fields }],
      });
    expect(set({ 'title = 1; --': 'x' })).toThrow(RangeError);
    expect(set({ clocks: '{}' })).toThrow(RangeError);
    expect(set({ bpm: Number.NaN })).toThrow(RangeError);
  });

  test('listeners hear of a commit once, with every row that changed, and a throwing one harms nobody', () => {
    const problems: unknown[] = [];
    const library = openTempLibrary({ onProblem: (error) => problems.push(error) });
    const seen: LibraryChange[] = [];
    library.onChange(() => {
      throw new Error('listener');
    });
    const end = library.onChange((change) => seen.push(change));
    const id = library.newId();
    library.transaction('user', () => {
      library.mutate({
        origin: 'import',
        label: 'Import',
        mutations: [
          { op: 'insert', table: 'tracks', id, set: trackFields() },
          { op: 'insert', table: 'files', id: library.newId(), set: fileFields(id) },
        ],
      });
      library.markChanged('waveforms', [id]);
      expect(seen).toEqual([]);
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.revision).toBe(library.revision());
    expect([...(seen[0]?.rows.keys() ?? [])].sort()).toEqual(['files', 'tracks', 'waveforms']);
    expect(problems).toEqual([new Error('listener')]);
    end();
    editTitle(library, id, 'Unheard');
    expect(seen).toHaveLength(1);
  });

  test('a nested transaction that fails leaves the outer one whole', () => {
    const library = openTempLibrary();
    const id = addTrack(library);
    library.transaction('user', () => {
      editTitle(library, id, 'Kept');
      expect(() =>
        library.transaction('user', () => {
          editTitle(library, id, 'Dropped');
          throw new Error('inner');
        }),
      ).toThrow('inner');
    });
    expect(row(library, id)?.title).toBe('Kept');
    library.history.undo();
    expect(row(library, id)?.title).toBe('Strobe');
  });

  test('user edits are synced to the disk, analysis results need not be', () => {
    const library = openTempLibrary();
    const level = () => library.raw.pragma('synchronous', { simple: true });
    const levelOf = (request: Pick<MutationRequest, 'origin' | 'durability'>): unknown => {
      let seen: unknown;
      library.mutate({
        label: 'Look',
        ...request,
        get mutations() {
          seen = level();
          return [];
        },
      });
      return seen;
    };
    const levels: unknown[] = [];
    library.transaction('user', () => levels.push(level()));
    library.transaction('derived', () => levels.push(level()));
    expect(levels).toEqual([2, 1]); // FULL, NORMAL
    expect(level()).toBe(1);
    expect([levelOf({ origin: 'user' }), levelOf({ origin: 'analysis' })]).toEqual([2, 1]);
    expect([levelOf({ origin: 'import' }), levelOf({ origin: 'import', durability: 'derived' })]).toEqual([2, 1]);
    expect(level()).toBe(1);
  });

  test('clock readings go on rising after a restart, even when the machine clock was set back', async () => {
    const clock = manualClock();
    const first = openTempLibrary({ clock });
    addTrack(first);
    const { path } = first;
    const last = (library: LibraryDatabase) =>
      library.query.all(library.db.selectFrom('change_log').select('hlc').orderBy('seq')).map(({ hlc }) => hlc);
    await first.close();
    clock.advance(-60_000);
    const second = openTempLibrary({ path, clock });
    addTrack(second);
    const readings = last(second);
    expect(readings).toHaveLength(2);
    expect(readings).toEqual([...readings].sort());
  });
});
