import { beforeEach, describe, expect, test } from 'vitest';
import { createSetBuilderService, type SetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetsService, type SetsService } from '#main/sets/create-sets-service.ts';
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
const titles = (set = id) =>
  read(set)
    .entries.map(({ title }) => title)
    .join('');
const parkedBeside = (title: string) =>
  read()
    .entries.find((entry) => entry.title === title)
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

test('a set is read in its order, with when each track begins', () => {
  const { entries, totalSeconds, name } = read();
  expect({ name, totalSeconds }).toEqual({ name: 'Friday', totalSeconds: 180 });
  expect(entries.map(({ title, startSeconds }) => `${title} ${startSeconds}`)).toEqual(['A 0', 'B 60', 'C 120']);
});

test('a set that is gone cannot be read or planned', () => {
  const gone = SetId.parse(database.newId());
  expect(() => read(gone)).toThrow('This set is no longer there.');
  expect(() => builder.change(gone, { venue: 'x' })).toThrow('This set is no longer there.');
});

test('the plan is kept, and undo takes it back', () => {
  const plan = {
    venue: 'Berghain',
    startsAt: '2026-11-28T22:00',
    targetSeconds: 7200,
    arc: { kind: 'named', name: 'warm-up' },
  } as const;
  builder.change(id, plan);
  expect(read()).toMatchObject(plan);
  builder.change(id, { arc: null });
  expect(read()).toMatchObject({ ...plan, arc: null });
  database.history.undo();
  database.history.undo();
  expect(read()).toMatchObject({ venue: '', startsAt: null, targetSeconds: null, arc: null });
});

test('phases, notes and locks belong to tracks, several at once, and stay with them when they move', () => {
  expect(builder.changeEntries(id, [at(0), at(2), at(4)], { phase: 'peak', locked: true })).toEqual({ changed: 2 });
  builder.changeEntries(id, [at(0)], { notes: 'loop the intro' });
  sets.moveTrack(id, at(0), 2);
  expect(read().entries.map(({ title, phase, locked, notes }) => [title, phase, locked, notes])).toEqual([
    ['B', null, false, ''],
    ['C', 'peak', true, ''],
    ['A', 'peak', true, 'loop the intro'],
  ]);
});

describe('parked tracks', () => {
  test('stand beside a track, each once, and leave the set for that', () => {
    expect(builder.park(id, at(0), [at(3), at(4), at(0)])).toEqual({ parked: 2 });
    expect(builder.park(id, at(0), [at(3), at(2)])).toEqual({ parked: 1 });
    expect(titles()).toBe('AB');
    expect(parkedBeside('A')).toBe('DEC');
    database.history.undo();
    expect(titles()).toBe('ABC');
    expect(builder.unpark(id, at(0), [at(3)])).toEqual({ unparked: 1 });
    expect(parkedBeside('A')).toBe('E');
  });

  test('take the place of the track with its plan, and the track is parked instead', () => {
    builder.changeEntries(id, [at(1)], { phase: 'build', notes: 'n' });
    builder.park(id, at(1), [at(3)]);
    builder.swap(id, at(1), at(3));
    expect(titles()).toBe('ADC');
    expect(read().entries[1]).toMatchObject({ phase: 'build', notes: 'n' });
    expect(parkedBeside('D')).toBe('B');
    database.history.undo();
    expect(titles()).toBe('ABC');
  });

  test('cannot be swapped in where they are not parked, or stand in the set', () => {
    expect(() => builder.swap(id, at(0), at(3))).toThrow('This track is no longer parked beside the other one.');
    builder.park(id, at(0), [at(3)]);
    sets.addTracks(id, [at(3)]);
    expect(() => builder.swap(id, at(0), at(3))).toThrow('This track stands in the set already.');
    expect(() => builder.park(id, at(4), [at(3)])).toThrow('This track is no longer in the set.');
  });

  test('are kept by a merge of duplicates as any other place of a track', () => {
    builder.park(id, at(0), [at(3)]);
    database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'tracks', id: at(3) }] });
    expect(parkedBeside('A')).toBe('');
    database.history.undo();
    expect(parkedBeside('A')).toBe('D');
  });
});

describe('versions', () => {
  test('bring order, plan and parked tracks back, and undo takes that back', () => {
    builder.changeEntries(id, [at(1)], { phase: 'peak' });
    builder.park(id, at(1), [at(3)]);
    const { versionId } = builder.saveVersion(id, 'before Jo');
    sets.removeTracks(id, [at(1)]);
    sets.moveTrack(id, at(2), 0);
    sets.addTracks(id, [at(4)]);
    expect(titles()).toBe('CAE');
    expect(builder.restoreVersion(id, versionId)).toEqual({ missing: 0 });
    expect(titles()).toBe('ABC');
    expect(read().entries[1]?.phase).toBe('peak');
    expect(parkedBeside('B')).toBe('D');
    database.history.undo();
    expect(titles()).toBe('CAE');
  });

  test('do without tracks that have left the library, and say so', () => {
    const { versionId } = builder.saveVersion(id, 'v');
    database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'tracks', id: at(1) }] });
    expect(builder.restoreVersion(id, versionId)).toEqual({ missing: 1 });
    expect(titles()).toBe('AC');
  });

  test('are listed the latest first, and go with undo', () => {
    builder.saveVersion(id, 'one');
    const { versionId } = builder.saveVersion(id, 'two');
    expect(read().versions.map(({ name, trackCount }) => `${name} ${trackCount}`)).toEqual(['two 3', 'one 3']);
    builder.removeVersion(id, versionId);
    expect(read().versions.map(({ name }) => name)).toEqual(['one']);
    expect(() => builder.restoreVersion(id, versionId)).toThrow('This version of the set is no longer there.');
    database.history.undo();
    expect(read().versions).toHaveLength(2);
  });
});

describe('a set that was played', () => {
  const playsOf = () =>
    database.raw.prepare('SELECT played_at, session FROM plays WHERE deleted_at IS NULL ORDER BY played_at').all();

  test('gives each track a play, one after the other, once', () => {
    expect(builder.markPlayed(id, '2026-11-28T21:00:00.000Z')).toEqual({ plays: 3 });
    expect(playsOf()).toEqual([
      { played_at: '2026-11-28T21:00:00.000Z', session: 'Friday' },
      { played_at: '2026-11-28T21:01:00.000Z', session: 'Friday' },
      { played_at: '2026-11-28T21:02:00.000Z', session: 'Friday' },
    ]);
    expect(read().playedAt).toBe('2026-11-28T21:00:00.000Z');
    expect(() => builder.markPlayed(id, '2026-11-28T22:00:00.000Z')).toThrow('marked as played already');
    expect(builder.unmarkPlayed(id)).toEqual({ plays: 3 });
    expect(read().playedAt).toBeNull();
    database.history.undo();
    expect(playsOf()).toHaveLength(3);
  });

  test('is not of the future, and not empty', () => {
    expect(() => builder.markPlayed(id, '2026-12-01T21:00:00.000Z')).toThrow('This set begins in the future.');
    const empty = sets.create('Empty', []);
    expect(() => builder.markPlayed(empty.id, '2026-11-28T21:00:00.000Z')).toThrow('There is no track in this set');
  });

  test('is told in the next one at the same venue, and nowhere else', () => {
    builder.change(id, { venue: 'Berghain' });
    builder.markPlayed(id, '2026-11-28T21:00:00.000Z');
    const next = sets.create('Next', [at(1), at(4)]);
    const toldOf = () =>
      read(next.id)
        .checks.filter(({ kind }) => kind === 'played-here')
        .map(({ trackId }) => trackId);
    expect(toldOf()).toEqual([]);
    builder.change(next.id, { venue: 'berghain' });
    expect(toldOf()).toEqual([at(1)]);
    builder.change(next.id, { venue: 'Tresor' });
    expect(toldOf()).toEqual([]);
    expect(read().checks.filter(({ kind }) => kind === 'played-here')).toEqual([]);
  });
});
