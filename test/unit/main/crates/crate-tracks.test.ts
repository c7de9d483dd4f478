import { beforeEach, expect, test } from 'vitest';
import type { CrateId } from '#shared/contract/ids.ts';
import { type CrateLibrary, openCrateLibrary } from '#test/support/crate-library.ts';

let library: CrateLibrary;
beforeEach(() => {
  library = openCrateLibrary();
});

const ids = (titles: string) => titles.split('').map((title) => library.track(title));
const undoLabel = () => library.database.history.state().undo;
const undo = () => library.database.history.undo();
const crate = async (titles: string) =>
  (await library.crates.create({ kind: 'crate', name: 'C', parentId: null, trackIds: ids(titles) })).id;
const smart = async (query: string) =>
  (await library.crates.create({ kind: 'smart', name: 'S', parentId: null, query })).id;

/** As an import brings it: a track may stand in a crate several times. */
function imported(titles: string): CrateId {
  const { database } = library;
  const id = database.newId();
  const set = { name: 'I', kind: 'crate' as const, parent_id: null, position: 9, query: '', colour: null };
  const entries = ids(titles).map((track_id, position) => {
    const entry = { crate_id: id, track_id, position };
    return { op: 'insert' as const, table: 'crate_tracks' as const, id: database.newId(), set: entry };
  });
  database.mutate({
    origin: 'import',
    label: 'Import',
    mutations: [{ op: 'insert', table: 'crates', id, set }, ...entries],
  });
  return id as CrateId;
}

test('tracks come at the end, at a place, and not twice', async () => {
  const id = await crate('AB');
  expect(await library.crates.addTracks(id, ids('C'))).toEqual({ added: 1 });
  expect(await library.crates.addTracks(id, ids('DAE'), 1)).toEqual({ added: 2 });
  expect(library.titlesOf(id)).toBe('ADEBC');
  expect(undoLabel()).toBe('Add 2 tracks to "C"');
  expect(await library.crates.addTracks(id, ids('A'))).toEqual({ added: 0 });
  undo();
  expect(library.titlesOf(id)).toBe('ABC');
});

test('several tracks move together, in the order in which they stand', async () => {
  const id = await crate('ABCDE');
  await library.crates.moveTracks(id, ids('DB'), 0);
  expect(library.titlesOf(id)).toBe('BDACE');
  expect(undoLabel()).toBe('Move 2 tracks in "C"');
  await library.crates.moveTracks(id, ids('BA'), 3);
  expect(library.titlesOf(id)).toBe('DCEBA');
  await library.crates.moveTracks(id, ids('BA'), 3);
  await library.crates.moveTracks(id, ids('E'), 99);
  expect(library.titlesOf(id)).toBe('DCBAE');
  undo();
  undo();
  undo();
  expect(library.titlesOf(id)).toBe('ABCDE');
});

test('tracks leave a crate and stay in the library; undo puts them back in their places', async () => {
  const id = await crate('ABCDE');
  expect(await library.crates.removeTracks(id, ids('DB'))).toEqual({ removed: 2 });
  expect(library.titlesOf(id)).toBe('ACE');
  expect(library.titles({ kind: 'all' })).toHaveLength(5);
  undo();
  expect(library.titlesOf(id)).toBe('ABCDE');
});

test('a track that an import put in a crate twice is listed twice, moves and leaves as one', async () => {
  const id = imported('ABAC');
  expect(library.titlesOf(id)).toBe('ABAC');
  expect((await library.crates.list()).find((each) => each.id === id)?.trackCount).toBe(4);
  await library.crates.moveTracks(id, ids('A'), 2);
  expect(library.titlesOf(id)).toBe('BCAA');
  expect(await library.crates.removeTracks(id, ids('A'))).toEqual({ removed: 1 });
  expect(library.titlesOf(id)).toBe('BC');
});

test('one place of a track that stands in a crate twice can be left alone; undo puts it back there', async () => {
  const id = imported('ABAC');
  const a = library.track('A');
  expect(await library.crates.removeEntry(id, a, 1)).toEqual({ removed: 1 });
  expect(library.titlesOf(id)).toBe('ABC');
  expect(undoLabel()).toBe('Remove 1 track from "I"');
  undo();
  expect(library.titlesOf(id)).toBe('ABAC');
  await library.crates.removeEntry(id, a, 0);
  expect(library.titlesOf(id)).toBe('BAC');
  await expect(library.crates.removeEntry(id, a, 1)).rejects.toMatchObject({ code: 'not-found' });
});

test('a crate is searched and sorted like any list; without a sort it keeps its order', async () => {
  const id = await crate('DACB');
  const source = { kind: 'crate' as const, crateId: id };
  expect(library.titles(source, 'bpm:<=122')).toBe('ACB');
  expect(library.titles(source, '', [{ field: 'title', direction: 'descending' }])).toBe('DCBA');
});

test('a smart crate lists what its search finds at this moment', async () => {
  const id = await smart('bpm:>=123');
  const source = { kind: 'crate' as const, crateId: id };
  const edit = (bpm: number) =>
    library.database.mutate({
      origin: 'user',
      label: 'Edit',
      mutations: [{ op: 'update', table: 'tracks', id: library.track('A'), set: { bpm } }],
    });
  expect(library.titles(source)).toBe('DE');
  edit(130);
  expect(library.titles(source, '', [{ field: 'title', direction: 'ascending' }])).toBe('ADE');
  expect((await library.crates.list())[0]?.trackCount).toBe(3);
  expect(library.titles(source, 'title:E')).toBe('E');
  library.crates.setQuery(id, 'bpm:<122');
  expect(undoLabel()).toBe('Change the search of "S"');
  expect(library.titles(source)).toBe('B');
  undo();
  undo();
  expect(library.titles(source)).toBe('DE');
});

test('a search that cannot be read is refused with its place, and told where one is stored', async () => {
  const fault = expect.objectContaining({
    code: 'invalid-input',
    details: expect.objectContaining({ start: 5, end: 10 }),
  });
  await expect(smart('deep bpm:x')).rejects.toThrow(fault);
  const id = await smart('bpm:>=123');
  expect(() => library.crates.setQuery(id, 'deep bpm:x')).toThrow(fault);
  library.database.raw.prepare("UPDATE crates SET query = 'bpm:x'").run();
  expect(await library.crates.list()).toMatchObject([{ trackCount: null }]);
  expect(() => library.titlesOf(id)).toThrow(expect.objectContaining({ code: 'unsupported' }));
});

test('tracks are put by hand into crates alone', async () => {
  const refused = expect.objectContaining({ code: 'invalid-input' });
  const { id: folder } = await library.crates.create({ kind: 'folder', name: 'F', parentId: null });
  await expect(library.crates.addTracks(folder, ids('A'))).rejects.toThrow(refused);
  await expect(library.crates.addTracks(await smart('bpm:>1'), ids('A'))).rejects.toThrow(refused);
  expect(() => library.crates.setQuery(folder, 'a')).toThrow(refused);
});

test('a crate becomes a set and a set a crate, in their order; a smart crate and a folder as they are listed', async () => {
  const set = await library.crates.toSet(await crate('CAB'));
  expect(set).toMatchObject({ name: 'C', trackCount: 3 });
  expect(library.titles({ kind: 'set', setId: set.id })).toBe('CAB');
  undo();
  expect(library.sets.list()).toEqual([]);
  const { id: setId } = library.sets.create('Friday', ids('EDA'));
  const { id } = await library.crates.fromSet(setId);
  expect(library.titlesOf(id)).toBe('EDA');
  expect(undoLabel()).toBe('Create crate "Friday"');
  expect((await library.crates.toSet(await smart('bpm:>=123'))).trackCount).toBe(2);
});

test('a crate of thousands of tracks is made, emptied and filled again in one step each', async () => {
  const { addTracks, inventTracks } = await import('#test/support/many-tracks.ts');
  const many = addTracks(library.database, inventTracks(1200)) as ReturnType<typeof ids>;
  const id = await crate('');
  await library.crates.addTracks(id, many);
  await library.crates.removeTracks(id, many);
  undo();
  expect((await library.crates.list())[0]?.trackCount).toBe(1200);
  undo();
  expect((await library.crates.list())[0]?.trackCount).toBe(0);
});
