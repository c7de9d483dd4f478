import { beforeEach, expect, test } from 'vitest';
import { createSetsService, type SetsService } from '#main/sets/create-sets-service.ts';
import { positionsBetween } from '#main/storage/positions.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { filterTracks } from '#main/storage/queries/track-filter.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let sets: SetsService;
let tracks: TrackId[] = [];

beforeEach(() => {
  database = openTempLibrary();
  const fields = ['A', 'B', 'C', 'D', 'E'].map((title) => trackFields({ title, duration_seconds: 60 }));
  tracks = addTracks(database, fields).map((id) => TrackId.parse(id));
  sets = createSetsService(database);
});

/** Titles of a set as the library lists them. */
function order(id: SetId): string {
  const numbers = filterTracks(database, {
    source: { kind: 'set', setId: id },
    expression: null,
    near: null,
    recentSince: '',
  });
  const title = database.raw.prepare('SELECT title FROM tracks WHERE number = ?').pluck();
  return Array.from(numbers, (number) => title.get(number)).join('');
}
const [first, second, third, fourth, fifth] = [0, 1, 2, 3, 4].map((n) => () => tracks[n] as TrackId) as [
  () => TrackId,
  () => TrackId,
  () => TrackId,
  () => TrackId,
  () => TrackId,
];

test('a new set has its tracks once, in order, and is one step for undo', () => {
  const set = sets.create('Friday', [second(), first(), second(), TrackId.parse(database.newId())]);
  expect(set).toMatchObject({ name: 'Friday', trackCount: 2, totalSeconds: 120 });
  expect(order(set.id)).toBe('BA');
  expect(database.history.state().undo).toBe('Create set "Friday"');
  database.history.undo();
  expect(sets.list()).toEqual([]);
  database.history.redo();
  expect(order(set.id)).toBe('BA');
});

test('tracks come at the end, at a place, and not twice', () => {
  const { id } = sets.create('S', [first(), second()]);
  expect(sets.addTracks(id, [third()])).toEqual({ added: 1 });
  expect(sets.addTracks(id, [fourth(), first(), fifth()], 1)).toEqual({ added: 2 });
  expect(order(id)).toBe('ADEBC');
  expect(database.history.state().undo).toBe('Add 2 tracks to "S"');
  expect(sets.addTracks(id, [first()])).toEqual({ added: 0 });
  expect(database.history.state().undo).toBe('Add 2 tracks to "S"');
});

test('a track moves to where it is seen afterwards', () => {
  const { id } = sets.create('S', tracks);
  sets.moveTrack(id, first(), 3);
  expect(order(id)).toBe('BCDAE');
  sets.moveTrack(id, fifth(), 0);
  expect(order(id)).toBe('EBCDA');
  sets.moveTrack(id, third(), 99);
  expect(order(id)).toBe('EBDAC');
  sets.moveTrack(id, third(), 4);
  expect(order(id)).toBe('EBDAC');
  database.history.undo();
  database.history.undo();
  expect(order(id)).toBe('BCDAE');
});

test('any number of moves into the same gap finds room', () => {
  const { id } = sets.create('S', tracks);
  let expected = 'ABCDE';
  for (let n = 0; n < 120; n += 1) {
    const title = expected.charAt(4);
    sets.moveTrack(id, tracks['ABCDE'.indexOf(title)] as TrackId, 1);
    expected = expected.charAt(0) + title + expected.slice(1, 4);
    expect(order(id)).toBe(expected);
  }
});

test('tracks leave a set; one that leaves the library leaves a place that undo fills again', () => {
  const { id } = sets.create('S', tracks);
  expect(sets.removeTracks(id, [first(), third()])).toEqual({ removed: 2 });
  expect(order(id)).toBe('BDE');
  database.mutate({ origin: 'user', label: 'Remove', mutations: [{ op: 'delete', table: 'tracks', id: fourth() }] });
  expect(order(id)).toBe('BE');
  expect(sets.list()).toMatchObject([{ trackCount: 2, totalSeconds: 120 }]);
  sets.moveTrack(id, second(), 1);
  expect(order(id)).toBe('EB');
  database.history.undo();
  database.history.undo();
  expect(order(id)).toBe('BDE');
});

test('sets are listed by name, renamed and deleted', () => {
  const { id } = sets.create('b', []);
  sets.create('C', []);
  sets.create('a', []);
  expect(sets.list().map(({ name }) => name)).toEqual(['a', 'b', 'C']);
  expect(sets.rename(id, 'D')).toMatchObject({ id, name: 'D' });
  sets.remove(id);
  expect(sets.list().map(({ name }) => name)).toEqual(['a', 'C']);
  expect(() => sets.rename(id, 'x')).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(() => sets.moveTrack(SetId.parse(id), first(), 0)).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('positions lie strictly between their neighbours, or there is no room', () => {
  expect(positionsBetween(null, null, 3)).toEqual([1, 2, 3]);
  expect(positionsBetween(1, 2, 1)).toEqual([1.5]);
  expect(positionsBetween(5, null, 2)).toEqual([6, 7]);
  expect(positionsBetween(null, 1, 1)).toEqual([0]);
  expect(positionsBetween(1, 1 + Number.EPSILON, 1)).toBeNull();
});
