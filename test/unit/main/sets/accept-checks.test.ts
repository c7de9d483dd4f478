import { beforeEach, expect, test } from 'vitest';
import { createSetBuilderService, type SetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetsService, type SetsService } from '#main/sets/create-sets-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetCheck } from '#shared/contract/set-builder.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const RULES = { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true } as const;

let database: LibraryDatabase;
let builder: SetBuilderService;
let sets: SetsService;
let tracks: TrackId[];
let id: SetId;

const at = (index: number): TrackId => tracks[index] ?? TrackId.parse(database.newId());
/** "kind at place", with a tick where it is fine as it is. */
const told = async () =>
  (await builder.read(id, RULES)).checks.map(
    ({ kind, place, accepted }) => `${kind} at ${place}${accepted ? ' ✓' : ''}`,
  );
async function accept(place: number, accepted = true): Promise<void> {
  const check = (await builder.read(id, RULES)).checks.find((each) => each.place === place);
  if (check === undefined) throw new Error(`There is no check at ${place}`);
  builder.acceptCheck(id, check, accepted);
}

beforeEach(() => {
  database = openTempLibrary();
  // A and B clash, B and C go together.
  const fields = [3, 14, 14, 14].map((key, index) => {
    const title = 'ABCD'[index] ?? '';
    return trackFields({ title, artist: title, duration_seconds: 60, bpm: 120, key_index: key, energy: 0.5 });
  });
  tracks = addTracks(database, fields).map((each) => TrackId.parse(each));
  sets = createSetsService(database);
  builder = createSetBuilderService({ database, clock: manualClock(0) });
  ({ id } = sets.create('Friday', tracks.slice(0, 3)));
});

test('a check is fine as it is until that is taken back or undone', async () => {
  expect(await told()).toEqual(['key-clash at 1']);
  await accept(1);
  expect(await told()).toEqual(['key-clash at 1 ✓']);
  await accept(1, false);
  expect(await told()).toEqual(['key-clash at 1']);
  database.history.undo();
  expect(await told()).toEqual(['key-clash at 1 ✓']);
  database.history.undo();
  expect(await told()).toEqual(['key-clash at 1']);
});

test('saying so twice is one step', async () => {
  await accept(1);
  await accept(1);
  database.history.undo();
  expect(await told()).toEqual(['key-clash at 1']);
});

test('it is about the two tracks: it moves with them, and another pair is another check', async () => {
  await accept(1);
  sets.moveTrack(id, at(2), 0);
  expect(await told()).toEqual(['key-clash at 1', 'key-clash at 2 ✓']);
  sets.moveTrack(id, at(1), 0);
  expect(await told()).toEqual(['key-clash at 2']);
  sets.moveTrack(id, at(2), 2);
  sets.moveTrack(id, at(1), 1);
  expect(await told()).toEqual(['key-clash at 1 ✓']);
});

test('another key of a track is another clash', async () => {
  await accept(1);
  database.mutate({
    origin: 'user',
    label: 'x',
    mutations: [{ op: 'update', table: 'tracks', id: at(1), set: { key_index: 12 } }],
  });
  expect((await told())[0]).toBe('key-clash at 1');
});

test('it is of one set, and of tracks that are in it', async () => {
  await accept(1);
  const check = (await builder.read(id, RULES)).checks[0] as SetCheck;
  const { id: other } = sets.create('Saturday', tracks.slice(0, 2));
  expect((await builder.read(other, RULES)).checks.map(({ accepted }) => accepted)).toEqual([false]);
  sets.removeTracks(id, [at(0)]);
  expect(() => builder.acceptCheck(id, { ...check, found: 'x' }, true)).toThrow(
    'What this check is about is no longer in the set.',
  );
  expect(() => builder.acceptCheck(SetId.parse(database.newId()), check, true)).toThrow('This set is no longer there.');
});
