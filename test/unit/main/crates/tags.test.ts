import { beforeEach, expect, test } from 'vitest';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import { TagId } from '#shared/contract/ids.ts';
import { type CrateLibrary, openCrateLibrary } from '#test/support/crate-library.ts';

let library: CrateLibrary;
beforeEach(() => {
  library = openCrateLibrary();
});

const ids = (titles: string) => titles.split('').map((title) => library.track(title));
const undoLabel = () => library.database.history.state().undo;
const undo = () => library.database.history.undo();
const tag = async (name: string, titles = '', colour: string | null = null) =>
  (await library.tags.create(name, colour, ids(titles))).id;
const names = () => library.tags.list().map(({ name, trackCount }) => `${name} ${trackCount}`);
const tagsOf = (title: string) =>
  trackRows(library.database, ids(title)).flatMap((row) => row.tags.map(({ name }) => name));

test('a tag is made together with what it is put on, as one step', async () => {
  const id = await tag('Peak time', 'AB', '#e0433f');
  expect(library.tags.list()).toEqual([{ id, name: 'Peak time', colour: '#e0433f', trackCount: 2 }]);
  expect(library.titles({ kind: 'tag', tagId: id }, '', [{ field: 'title', direction: 'ascending' }])).toBe('AB');
  expect(tagsOf('A')).toEqual(['Peak time']);
  expect(undoLabel()).toBe('Create tag "Peak time"');
  undo();
  expect(names()).toEqual([]);
  expect(tagsOf('A')).toEqual([]);
  library.database.history.redo();
  expect(names()).toEqual(['Peak time 2']);
});

test('names are unique whatever their case', async () => {
  const id = await tag('Peak');
  await tag('Late');
  const conflict = expect.objectContaining({ code: 'conflict' });
  await expect(tag('peak')).rejects.toThrow(conflict);
  expect(() => library.tags.rename(id, 'LATE')).toThrow(conflict);
  library.tags.rename(id, 'PEAK');
  expect(names()).toEqual(['PEAK 0', 'Late 0']);
});

test('tags go on many tracks and off them at once, each change one step in words', async () => {
  const [one, two] = [await tag('one', 'A'), await tag('two', 'ABC')];
  expect(await library.tags.change({ trackIds: ids('ABC'), add: [one], remove: [] })).toEqual({ changed: 2 });
  expect(undoLabel()).toBe('Tag 2 tracks "one"');
  expect(await library.tags.change({ trackIds: ids('AD'), add: [], remove: [two] })).toEqual({ changed: 1 });
  expect(undoLabel()).toBe('Take "two" off 1 track');
  expect(await library.tags.change({ trackIds: ids('BC'), add: [one], remove: [two] })).toEqual({ changed: 2 });
  expect(undoLabel()).toBe('Change the tags of 2 tracks');
  expect(names()).toEqual(['one 3', 'two 0']);
  undo();
  undo();
  undo();
  expect(names()).toEqual(['one 1', 'two 3']);
  expect(library.tags.ofTracks(ids('AB'))).toEqual(
    expect.arrayContaining([
      { id: one, trackCount: 1 },
      { id: two, trackCount: 2 },
    ]),
  );
});

test('a tag that was taken off can be put on again, and undo goes back through both', async () => {
  const id = await tag('one', 'A');
  await library.tags.change({ trackIds: ids('A'), add: [], remove: [id] });
  await library.tags.change({ trackIds: ids('A'), add: [id], remove: [] });
  undo();
  expect(tagsOf('A')).toEqual([]);
  undo();
  expect(tagsOf('A')).toEqual(['one']);
});

test('tags stand in the order of the user, in the list and on a track', async () => {
  const [a, , c] = [await tag('a', 'A'), await tag('b', 'A'), await tag('c', 'A')];
  library.tags.move(c, 0);
  expect(tagsOf('A')).toEqual(['c', 'a', 'b']);
  library.tags.move(a, 2);
  expect(names()).toEqual(['c 1', 'b 1', 'a 1']);
  library.tags.move(a, 2);
  expect(undoLabel()).toBe('Move tag "a"');
  undo();
  undo();
  expect(tagsOf('A')).toEqual(['a', 'b', 'c']);
});

test('a deleted tag leaves all tracks and comes back to them', async () => {
  const id = await tag('a', 'AB');
  await library.tags.remove(id);
  expect(tagsOf('AB')).toEqual([]);
  expect(library.titles({ kind: 'tag', tagId: id })).toBe('');
  undo();
  expect(tagsOf('AB')).toEqual(['a', 'a']);
  library.tags.recolour(id, '#3f78e0');
  expect(undoLabel()).toBe('Colour tag "a"');
});

test('tracks that left the library do not count, and a tag that is gone is said to be', async () => {
  await tag('a', 'AB');
  const deleted = { op: 'delete', table: 'tracks', id: library.track('A') } as const;
  library.database.mutate({ origin: 'user', label: 'Remove', mutations: [deleted] });
  expect(names()).toEqual(['a 1']);
  const gone = TagId.parse(library.database.newId());
  const notFound = expect.objectContaining({ code: 'not-found' });
  expect(() => library.tags.rename(gone, 'x')).toThrow(notFound);
  await expect(library.tags.change({ trackIds: ids('A'), add: [gone], remove: [] })).rejects.toThrow(notFound);
});
