import { beforeEach, expect, test } from 'vitest';
import { MOST_CRATE_LEVELS } from '#shared/contract/crates.ts';
import { CrateId } from '#shared/contract/ids.ts';
import { type CrateLibrary, openCrateLibrary } from '#test/support/crate-library.ts';

let library: CrateLibrary;
beforeEach(() => {
  library = openCrateLibrary();
});

const undoLabel = () => library.database.history.state().undo;
const undo = () => library.database.history.undo();
const folder = async (name: string, parentId: CrateId | null = null) =>
  (await library.crates.create({ kind: 'folder', name, parentId })).id;
const crate = async (name: string, parentId: CrateId | null = null, titles = '') => {
  const trackIds = titles.split('').map((title) => library.track(title));
  return (await library.crates.create({ kind: 'crate', name, parentId, trackIds })).id;
};

test('folders hold folders and crates, in the order in which they were made, and undo goes step by step', async () => {
  const house = await folder('House');
  const deep = await folder('Deep', house);
  await crate('Late', deep, 'BA');
  await crate('Top', null);
  expect(await library.tree()).toBe('House[Deep[Late]],Top');
  expect(undoLabel()).toBe('Create crate "Top"');
  undo();
  undo();
  expect(await library.tree()).toBe('House[Deep[]]');
  library.database.history.redo();
  expect(await library.tree()).toBe('House[Deep[Late]]');
});

test('crates, folders and smart crates count what they list; a folder counts a track of two crates once', async () => {
  const house = await folder('House');
  await crate('One', house, 'AB');
  await crate('Two', await folder('Inner', house), 'BC');
  await library.crates.create({ kind: 'smart', name: 'Fast', parentId: house, query: 'bpm:>=123' });
  const counts = async () => Object.fromEntries((await library.crates.list()).map((it) => [it.name, it.trackCount]));
  expect(await counts()).toEqual({ House: 5, One: 2, Inner: 2, Two: 2, Fast: 2 });
  const deleted = { op: 'delete', table: 'tracks', id: library.track('B') } as const;
  library.database.mutate({ origin: 'user', label: 'Remove', mutations: [deleted] });
  expect(await counts()).toEqual({ House: 4, One: 1, Inner: 1, Two: 1, Fast: 2 });
  undo();
  expect(await counts()).toEqual({ House: 5, One: 2, Inner: 2, Two: 2, Fast: 2 });
});

test('a crate moves before, after and into, and back by undo', async () => {
  const [a, b, c] = [await crate('a'), await crate('b'), await folder('c')];
  library.crates.move(a, { side: 'after', of: b });
  expect(await library.tree()).toBe('b,a,c[]');
  expect(undoLabel()).toBe('Move crate "a"');
  library.crates.move(c, { side: 'before', of: b });
  expect(await library.tree()).toBe('c[],b,a');
  library.crates.move(b, { side: 'into', of: c });
  library.crates.move(a, { side: 'before', of: b });
  expect(await library.tree()).toBe('c[a,b]');
  library.crates.move(b, { side: 'into', of: null });
  expect(await library.tree()).toBe('c[a],b');
  undo();
  undo();
  undo();
  expect(await library.tree()).toBe('c[],b,a');
});

test('a move to where it is changes nothing and is no step', async () => {
  const [a, b] = [await crate('a'), await crate('b')];
  library.crates.move(a, { side: 'before', of: b });
  library.crates.move(b, { side: 'into', of: null });
  expect(undoLabel()).toBe('Create crate "b"');
});

test('nothing moves into itself, into what is no folder, or too deep', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer);
  const plain = await crate('plain');
  const refused = expect.objectContaining({ code: 'invalid-input' });
  expect(() => library.crates.move(outer, { side: 'into', of: inner })).toThrow(refused);
  expect(() => library.crates.move(outer, { side: 'after', of: inner })).toThrow(refused);
  expect(() => library.crates.move(outer, { side: 'into', of: outer })).toThrow(refused);
  expect(() => library.crates.move(outer, { side: 'into', of: plain })).toThrow(refused);
  let deepest = inner;
  for (let level = 3; level < MOST_CRATE_LEVELS; level += 1) deepest = await folder(`level ${level}`, deepest);
  await crate('deepest', deepest);
  const pair = await folder('pair');
  await crate('in the pair', pair);
  expect(() => library.crates.move(pair, { side: 'into', of: deepest })).toThrow(refused);
  library.crates.move(plain, { side: 'into', of: deepest });
  const last = await folder('last', deepest);
  await expect(crate('too deep', last)).rejects.toThrow(refused);
});

test('any number of moves into the same gap finds room', async () => {
  const first = await crate('first');
  const others = [await crate('x'), await crate('y'), await crate('z')];
  for (let n = 0; n < 150; n += 1) {
    const moved = others[n % 3] as CrateId;
    library.crates.move(moved, { side: 'after', of: first });
  }
  expect(await library.tree()).toBe('first,z,y,x');
});

test('a folder goes with all that lies in it, the tracks stay, and one undo brings everything back', async () => {
  const house = await folder('House');
  const one = await crate('One', house, 'CAB');
  await folder('Inner', house);
  expect(await library.crates.remove(house)).toEqual({ removed: 3 });
  expect(await library.tree()).toBe('');
  expect(library.titlesOf(one)).toBe('');
  expect(library.titles({ kind: 'all' })).toHaveLength(5);
  expect(undoLabel()).toBe('Delete folder "House"');
  undo();
  expect(await library.tree()).toBe('House[One,Inner[]]');
  expect(library.titlesOf(one)).toBe('CAB');
});

test('a crate is renamed and coloured; what is gone is said to be', async () => {
  const id = await crate('a');
  library.crates.rename(id, 'b');
  expect(undoLabel()).toBe('Rename crate "a" to "b"');
  library.crates.recolour(id, '#e0433f');
  expect(await library.crates.list()).toMatchObject([{ name: 'b', colour: '#e0433f' }]);
  undo();
  undo();
  expect(await library.crates.list()).toMatchObject([{ name: 'a', colour: null }]);
  const gone = CrateId.parse(library.database.newId());
  const notFound = expect.objectContaining({ code: 'not-found' });
  expect(() => library.crates.rename(gone, 'x')).toThrow(notFound);
  await expect(library.crates.remove(gone)).rejects.toThrow(notFound);
  await expect(library.crates.addTracks(gone, [library.track('A')])).rejects.toThrow(notFound);
});

test('a copy of a folder has copies of everything in it and stands after the original', async () => {
  const house = await folder('House');
  const one = await crate('One', house, 'CA');
  await library.crates.create({ kind: 'smart', name: 'Fast', parentId: house, query: 'bpm:>=123' });
  await crate('Last');
  const { id } = await library.crates.duplicate(house);
  expect(await library.tree()).toBe('House[One,Fast],House copy[One,Fast],Last');
  await library.crates.removeTracks(one, [library.track('C')]);
  expect(library.titles({ kind: 'crate', crateId: id })).toBe('CADE');
  undo();
  undo();
  expect(await library.tree()).toBe('House[One,Fast],Last');
});

test('a crate whose folder is gone, or that lies in itself after a merge, stands at the top', async () => {
  const outer = await folder('outer');
  const inner = await folder('inner', outer);
  const set = library.database.raw.prepare('UPDATE crates SET parent_id = ? WHERE id = ?');
  set.run(inner, outer);
  const names = async () => (await library.crates.list()).map(({ name, parentId }) => [name, parentId]);
  expect(await names()).toEqual([
    ['outer', null],
    ['inner', outer],
  ]);
  set.run(null, outer);
  library.database.mutate({
    origin: 'sync',
    label: 'Delete',
    mutations: [{ op: 'delete', table: 'crates', id: outer }],
  });
  expect(await names()).toEqual([['inner', null]]);
});

test('2,000 crates nested 50 deep are listed with their counts', async () => {
  const { database } = library;
  const ids = Array.from({ length: 2000 }, () => database.newId());
  const tracks = library.tracks;
  database.mutate({
    origin: 'import',
    label: 'Import',
    mutations: ids.flatMap((id, n) => {
      // 40 columns of 50: each lies in the one before, and the last holds a track.
      const isLast = n % 50 === 49;
      const parent_id = n % 50 === 0 ? null : (ids[n - 1] ?? null);
      const kind = isLast ? ('crate' as const) : ('folder' as const);
      const row = { name: `c${n}`, kind, parent_id, position: n, query: '', colour: null };
      const track = { crate_id: id, track_id: tracks[n % 5] as string, position: 1 };
      const entry = { op: 'insert' as const, table: 'crate_tracks' as const, id: database.newId(), set: track };
      return [{ op: 'insert' as const, table: 'crates' as const, id, set: row }, ...(isLast ? [entry] : [])];
    }),
  });
  const listed = await library.crates.list();
  expect(listed).toHaveLength(2000);
  expect(listed.every(({ trackCount }) => trackCount === 1)).toBe(true);
  expect(library.titlesOf(listed[0]!.id)).toHaveLength(1);
});
