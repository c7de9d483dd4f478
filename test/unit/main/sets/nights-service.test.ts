import { beforeEach, describe, expect, test } from 'vitest';
import { createNightsService, type NightsService } from '#main/sets/create-nights-service.ts';
import { createSetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetsService } from '#main/sets/create-sets-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { type Night, NightId } from '#shared/contract/nights.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { addPlays } from '#test/support/plays.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const NOW = Date.parse('2026-11-27T12:00:00.000Z');

let database: LibraryDatabase;
let nights: NightsService;
let tracks: TrackId[];

const at = (index: number): TrackId => tracks[index] ?? TrackId.parse(database.newId());
const some = (...indexes: readonly number[]): TrackId[] => indexes.map(at);
const builder = () => createSetBuilderService({ database, clock: manualClock(NOW) });

async function latest(): Promise<Night> {
  const [night] = await nights.list();
  if (night === undefined) throw new Error('There is no night');
  return night;
}

beforeEach(() => {
  database = openTempLibrary();
  nights = createNightsService({ database, clock: manualClock(NOW) });
  const fields = ['A', 'B', 'C', 'D'].map((title) => trackFields({ title, artist: title, duration_seconds: 240 }));
  tracks = addTracks(database, fields).map((id) => TrackId.parse(id));
});

describe('nights', () => {
  test('are listed the latest first, with their tracks in the order in which they were played', async () => {
    addPlays(database, [
      { day: '2026-10-01', tracks: some(0, 1) },
      { day: '2026-11-01', tracks: some(2, 0, 1), source: 'traktor-nml' },
    ]);
    const list = await nights.list();
    expect(list.map(({ startedAt, source, trackCount }) => [startedAt, source, trackCount])).toEqual([
      ['2026-11-01T22:00:00.000Z', 'traktor-nml', 3],
      ['2026-10-01T22:00:00.000Z', 'test', 2],
    ]);
    expect((await nights.tracks((await latest()).id)).map(({ title }) => title)).toEqual(['C', 'A', 'B']);
  });

  test('of sets that were played have the name, the venue and the notes of the set, both ways', async () => {
    const { id } = createSetsService(database).create('Friday', some(0, 1));
    builder().change(id, { venue: 'Cellar', notes: 'loud' });
    builder().markPlayed(id, '2026-11-20T22:00:00.000Z');
    const night = await latest();
    expect(night).toMatchObject({ name: 'Friday', setId: id, venue: 'Cellar', notes: 'loud', source: 'musicforge' });
    await nights.change(night.id, { venue: 'Roof' });
    const rules = { keyRule: null, keyLock: true, tempoRangePercent: 6, halfDoubleTime: true };
    expect(await builder().read(id, rules)).toMatchObject({ venue: 'Roof', notes: 'loud' });
  });

  test('of other programs keep what is said of them, through imports that add to them, and undo takes it back', async () => {
    addPlays(database, [{ day: '2026-11-01', tracks: some(0, 1) }]);
    const { id } = await latest();
    await nights.change(id, { venue: 'Cellar' });
    await nights.change(id, { notes: 'until six' });
    expect(await latest()).toMatchObject({ venue: 'Cellar', notes: 'until six' });
    database.history.undo();
    expect(await latest()).toMatchObject({ venue: 'Cellar', notes: '' });
    const played = { set_id: null, source: 'test', session: '', deck: null, duration_seconds: null };
    const earlier = { track_id: at(2), played_at: '2026-11-01T21:30:00.000Z', ...played };
    const mutation = { op: 'insert', table: 'plays', id: database.newId(), set: earlier } as const;
    database.mutate({ origin: 'import', label: 'Import', mutations: [mutation] });
    expect(await latest()).toMatchObject({ venue: 'Cellar', trackCount: 3 });
  });

  test('are removed in one step, which undo takes back', async () => {
    addPlays(database, [{ day: '2026-11-01', tracks: some(0, 1, 2) }]);
    expect(await nights.remove((await latest()).id)).toEqual({ plays: 3 });
    expect(await nights.list()).toEqual([]);
    database.history.undo();
    expect(await latest()).toMatchObject({ trackCount: 3 });
  });

  test('that are gone are told', async () => {
    const gone = NightId.parse(database.newId());
    await expect(nights.tracks(gone)).rejects.toMatchObject({ code: 'not-found' });
    await expect(nights.remove(gone)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('have tracks that left the library, marked as such, dates of the future as of now, and doubles once', async () => {
    addPlays(database, [
      { day: '2026-11-01', tracks: some(0, 1) },
      { day: '2026-11-01', tracks: some(0, 1), source: 'other' },
      { day: '2031-01-01', tracks: some(2) },
    ]);
    database.mutate({ origin: 'user', label: 'Remove', mutations: [{ op: 'delete', table: 'tracks', id: at(1) }] });
    const list = await nights.list();
    expect(list.map(({ startedAt, trackCount }) => [startedAt, trackCount])).toEqual([
      [new Date(NOW).toISOString(), 1],
      ['2026-11-01T22:00:00.000Z', 2],
    ]);
    const played = await nights.tracks(list[1]?.id ?? NightId.parse(database.newId()));
    expect(played.map(({ title, isThere }) => [title, isThere])).toEqual([
      ['A', true],
      ['B', false],
    ]);
  });
});

test('what was played beside a track: the most often first, and not from one night to the next', async () => {
  addPlays(database, [
    { day: '2026-10-01', tracks: some(0, 1) },
    { day: '2026-10-08', tracks: some(0, 1, 2) },
    { day: '2026-10-15', tracks: some(0, 2, 3) },
    { day: '2026-10-22', tracks: some(3, 0) },
  ]);
  const { before, after } = await nights.beside(at(0));
  expect(after.map(({ track, times, lastAt }) => [track.title, times, lastAt.slice(0, 10)])).toEqual([
    ['B', 2, '2026-10-08'],
    ['C', 1, '2026-10-15'],
  ]);
  expect(before.map(({ track, times }) => [track.title, times])).toEqual([['D', 1]]);
});
