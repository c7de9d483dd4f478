import { beforeEach, describe, expect, test } from 'vitest';
import { createSetBuilderService, type SetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetsService, type SetsService } from '#main/sets/create-sets-service.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const RULES: MixRules = { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true };
const NOW = Date.parse('2026-11-29T12:00:00.000Z');

let database: LibraryDatabase;
let builder: SetBuilderService;
let sets: SetsService;
let tracks: TrackId[];
let id: SetId;

const at = (index: number): TrackId => tracks[index] ?? TrackId.parse(database.newId());
const read = (set = id) => builder.read(set, RULES);
const titles = async (set = id) => (await read(set)).entries.map(({ title }) => title).join('');
const parkedBeside = async (title: string) =>
  (await read()).entries
    .find((entry) => entry.title === title)
    ?.alternatives.map((each) => each.title)
    .join('');

beforeEach(() => {
  database = openTempLibrary();
  const fields = ['A', 'B', 'C', 'D', 'E'].map((title, index) =>
    trackFields({ title, artist: title, duration_seconds: 60, bpm: 120 + index, key_index: 3, energy: 0.5 }),
  );
  tracks = addTracks(database, fields).map((each) => TrackId.parse(each));
  sets = createSetsService(database);
  builder = createSetBuilderService({ database, clock: manualClock(NOW) });
  ({ id } = sets.create('Friday', tracks.slice(0, 3)));
});

test('a set is read in its order, with when each track begins', async () => {
  const { entries, totalSeconds, name } = await read();
  expect({ name, totalSeconds }).toEqual({ name: 'Friday', totalSeconds: 180 });
  expect(entries.map(({ title, startSeconds }) => `${title} ${startSeconds}`)).toEqual(['A 0', 'B 60', 'C 120']);
});

test('a set that is gone cannot be read or planned', async () => {
  const gone = SetId.parse(database.newId());
  await expect(read(gone)).rejects.toThrow('This set is no longer there.');
  expect(() => builder.change(gone, { venue: 'x' })).toThrow('This set is no longer there.');
});

test('the plan is kept, and undo takes it back', async () => {
  const plan = {
    venue: 'Berghain',
    startsAt: '2026-11-28T22:00',
    targetSeconds: 7200,
    arc: { kind: 'named', name: 'warm-up' },
  } as const;
  builder.change(id, plan);
  expect(await read()).toMatchObject(plan);
  builder.change(id, { arc: null });
  expect(await read()).toMatchObject({ ...plan, arc: null });
  database.history.undo();
  database.history.undo();
  expect(await read()).toMatchObject({ venue: '', startsAt: null, targetSeconds: null, arc: null });
});

test('phases, notes and locks belong to tracks, several at once, and stay with them when they move', async () => {
  expect(builder.changeEntries(id, [at(0), at(2), at(4)], { phase: 'peak', locked: true })).toEqual({ changed: 2 });
  builder.changeEntries(id, [at(0)], { notes: 'loop the intro' });
  sets.moveTrack(id, at(0), 2);
  expect((await read()).entries.map(({ title, phase, locked, notes }) => [title, phase, locked, notes])).toEqual([
    ['B', null, false, ''],
    ['C', 'peak', true, ''],
    ['A', 'peak', true, 'loop the intro'],
  ]);
});

describe('parked tracks', () => {
  test('stand beside a track, each once, and leave the set for that', async () => {
    expect(builder.park(id, at(0), [at(3), at(4), at(0)])).toEqual({ parked: 2 });
    expect(builder.park(id, at(0), [at(3), at(2)])).toEqual({ parked: 1 });
    expect(await titles()).toBe('AB');
    expect(await parkedBeside('A')).toBe('DEC');
    database.history.undo();
    expect(await titles()).toBe('ABC');
    expect(builder.unpark(id, at(0), [at(3)])).toEqual({ unparked: 1 });
    expect(await parkedBeside('A')).toBe('E');
  });

  test('take the place of the track with its plan, and the track is parked instead', async () => {
    builder.changeEntries(id, [at(1)], { phase: 'build', notes: 'n' });
    builder.park(id, at(1), [at(3)]);
    builder.swap(id, at(1), at(3));
    expect(await titles()).toBe('ADC');
    expect((await read()).entries[1]).toMatchObject({ phase: 'build', notes: 'n' });
    expect(await parkedBeside('D')).toBe('B');
    database.history.undo();
    expect(await titles()).toBe('ABC');
  });

  test('cannot be swapped in where they are not parked, or stand in the set', async () => {
    expect(() => builder.swap(id, at(0), at(3))).toThrow('This track is no longer parked beside the other one.');
    builder.park(id, at(0), [at(3)]);
    sets.addTracks(id, [at(3)]);
    expect(() => builder.swap(id, at(0), at(3))).toThrow('This track stands in the set already.');
    expect(() => builder.park(id, at(4), [at(3)])).toThrow('This track is no longer in the set.');
  });

  test('are kept by a merge of duplicates as any other place of a track', async () => {
    builder.park(id, at(0), [at(3)]);
    database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'tracks', id: at(3) }] });
    expect(await parkedBeside('A')).toBe('');
    database.history.undo();
    expect(await parkedBeside('A')).toBe('D');
  });
});

describe('versions', () => {
  test('bring order, plan and parked tracks back, and undo takes that back', async () => {
    builder.changeEntries(id, [at(1)], { phase: 'peak' });
    builder.park(id, at(1), [at(3)]);
    const { versionId } = builder.saveVersion(id, 'before Jo');
    sets.removeTracks(id, [at(1)]);
    sets.moveTrack(id, at(2), 0);
    sets.addTracks(id, [at(4)]);
    expect(await titles()).toBe('CAE');
    expect(builder.restoreVersion(id, versionId)).toEqual({ missing: 0 });
    expect(await titles()).toBe('ABC');
    expect((await read()).entries[1]?.phase).toBe('peak');
    expect(await parkedBeside('B')).toBe('D');
    database.history.undo();
    expect(await titles()).toBe('CAE');
  });

  test('do without tracks that have left the library, and say so', async () => {
    const { versionId } = builder.saveVersion(id, 'v');
    database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'tracks', id: at(1) }] });
    expect(builder.restoreVersion(id, versionId)).toEqual({ missing: 1 });
    expect(await titles()).toBe('AC');
  });

  test('are listed the latest first, and go with undo', async () => {
    builder.saveVersion(id, 'one');
    const { versionId } = builder.saveVersion(id, 'two');
    expect((await read()).versions.map(({ name, trackCount }) => `${name} ${trackCount}`)).toEqual(['two 3', 'one 3']);
    builder.removeVersion(id, versionId);
    expect((await read()).versions.map(({ name }) => name)).toEqual(['one']);
    expect(() => builder.restoreVersion(id, versionId)).toThrow('This version of the set is no longer there.');
    database.history.undo();
    expect((await read()).versions).toHaveLength(2);
  });
});

describe('a set that was played', () => {
  const playsOf = () =>
    database.raw.prepare('SELECT played_at, session FROM plays WHERE deleted_at IS NULL ORDER BY played_at').all();

  test('gives each track a play, one after the other, once', async () => {
    expect(builder.markPlayed(id, '2026-11-28T21:00:00.000Z')).toEqual({ plays: 3 });
    expect(playsOf()).toEqual([
      { played_at: '2026-11-28T21:00:00.000Z', session: 'Friday' },
      { played_at: '2026-11-28T21:01:00.000Z', session: 'Friday' },
      { played_at: '2026-11-28T21:02:00.000Z', session: 'Friday' },
    ]);
    expect((await read()).playedAt).toBe('2026-11-28T21:00:00.000Z');
    expect(() => builder.markPlayed(id, '2026-11-28T22:00:00.000Z')).toThrow('marked as played already');
    expect(builder.unmarkPlayed(id)).toEqual({ plays: 3 });
    expect((await read()).playedAt).toBeNull();
    database.history.undo();
    expect(playsOf()).toHaveLength(3);
  });

  test('is not of the future, and not empty', async () => {
    expect(() => builder.markPlayed(id, '2026-12-01T21:00:00.000Z')).toThrow('This set begins in the future.');
    const empty = sets.create('Empty', []);
    expect(() => builder.markPlayed(empty.id, '2026-11-28T21:00:00.000Z')).toThrow('There is no track in this set');
  });

  test('is told in the next one at the same venue, and nowhere else', async () => {
    builder.change(id, { venue: 'Berghain' });
    builder.markPlayed(id, '2026-11-28T21:00:00.000Z');
    const next = sets.create('Next', [at(1), at(4)]);
    const toldOf = async () =>
      (await read(next.id)).checks.filter(({ kind }) => kind === 'played-here').map(({ trackId }) => trackId);
    expect(await toldOf()).toEqual([]);
    builder.change(next.id, { venue: 'berghain' });
    expect(await toldOf()).toEqual([at(1)]);
    builder.change(next.id, { venue: 'Tresor' });
    expect(await toldOf()).toEqual([]);
    expect((await read()).checks.filter(({ kind }) => kind === 'played-here')).toEqual([]);
  });

  test('is told of a night of an imported history as well, whichever was the last, in any spelling', async () => {
    builder.change(id, { venue: 'Café' });
    builder.markPlayed(id, '2026-11-20T21:00:00.000Z');
    const heard = (index: number, played_at: string) =>
      ({
        op: 'insert',
        table: 'plays',
        id: database.newId(),
        set: {
          track_id: at(index),
          played_at,
          set_id: null,
          source: 'serato',
          session: '',
          deck: null,
          duration_seconds: null,
        },
      }) as const;
    const [first, second] = [heard(3, '2026-11-27T22:00:00.000Z'), heard(4, '2026-11-27T23:00:00.000Z')];
    const other = heard(1, '2026-11-26T05:00:00.000Z');
    const plan: Mutation = {
      op: 'insert',
      table: 'play_nights',
      id: database.newId(),
      set: { play_id: first.id, venue: 'CAFE ', notes: '' },
    };
    database.mutate({ origin: 'import', label: 'Import', mutations: [first, second, other, plan] });
    const next = sets.create('Next', [at(1), at(3), at(4)]);
    builder.change(next.id, { venue: 'café' });
    const told = (await read(next.id)).checks.filter(({ kind }) => kind === 'played-here');
    expect(told.map(({ trackId }) => trackId)).toEqual([at(3), at(4)]);
  });
});
