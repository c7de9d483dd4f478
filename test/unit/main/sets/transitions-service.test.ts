import { beforeEach, describe, expect, test } from 'vitest';
import { createSetBuilderService } from '#main/sets/create-set-builder-service.ts';
import { createSetsService, type SetsService } from '#main/sets/create-sets-service.ts';
import { createTransitionsService, type TransitionsService } from '#main/sets/create-transitions-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type SetId, TrackId } from '#shared/contract/ids.ts';
import type { Pair } from '#shared/contract/transitions.ts';
import { UNCHANGED } from '#shared/domain/transition/mix-track.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const GRID = { beatsPerBar: 4, segments: [{ startSeconds: 0.1, bpm: 124, firstBeatNumber: 1 }] };

let database: LibraryDatabase;
let sets: SetsService;
let transitions: TransitionsService;
let tracks: TrackId[];
let id: SetId;

const pairOf = (first: number): Pair => {
  const [trackId, nextTrackId] = tracks.slice(first, first + 2);
  return { id, trackId: TrackId.parse(trackId), nextTrackId: TrackId.parse(nextTrackId) };
};

beforeEach(() => {
  database = openTempLibrary();
  const fields = ['A', 'B', 'C'].map((title) =>
    trackFields({ title, artist: '', duration_seconds: 300, bpm: 124, key_index: 3, grid: JSON.stringify(GRID) }),
  );
  tracks = addTracks(database, fields).map((each) => TrackId.parse(each));
  sets = createSetsService(database);
  transitions = createTransitionsService(database);
  ({ id } = sets.create('Friday', tracks));
});

test('a pair is read with its grids, and nothing changed yet', () => {
  const { from, to, change } = transitions.read(pairOf(0));
  expect(from).toMatchObject({
    title: 'A',
    waveformVersion: 0,
    mix: { seconds: 300, key: 3, grid: GRID, bands: null },
  });
  expect(to.title).toBe('B');
  expect(change).toEqual(UNCHANGED);
});

test('changes add up, each one step for undo, and go back to the proposal', () => {
  transitions.change(pairOf(0), { shiftBeats: 4 });
  transitions.change(pairOf(0), { bars: 32, bassSwap: false });
  expect(transitions.read(pairOf(0)).change).toEqual({ ...UNCHANGED, shiftBeats: 4, bars: 32, bassSwap: false });
  expect(transitions.read(pairOf(1)).change).toEqual(UNCHANGED);
  transitions.reset(pairOf(0));
  expect(transitions.read(pairOf(0)).change).toEqual(UNCHANGED);
  database.history.undo();
  expect(transitions.read(pairOf(0)).change).toMatchObject({ shiftBeats: 4, bars: 32 });
  database.history.undo();
  expect(transitions.read(pairOf(0)).change).toEqual({ ...UNCHANGED, shiftBeats: 4 });
});

test('a change outlives a track that comes in between and goes again', () => {
  transitions.change(pairOf(0), { tempoMode: 'ramp' });
  sets.moveTrack(id, pairOf(2 - 1).nextTrackId, 1);
  expect(() => transitions.read(pairOf(0))).toThrow('not neighbours in the set any more');
  expect(() => transitions.change(pairOf(0), { shiftBeats: 1 })).toThrow('not neighbours');
  sets.moveTrack(id, pairOf(1).nextTrackId, 2);
  expect(transitions.read(pairOf(0)).change.tempoMode).toBe('ramp');
});

test('a grid that cannot be read counts as none', () => {
  const [first] = tracks;
  const broken = { op: 'update', table: 'tracks', id: String(first), set: { grid: '{"beatsPerBar":4}' } } as const;
  database.mutate({ origin: 'user', label: 'Break', mutations: [broken] });
  expect(transitions.read(pairOf(0)).from.mix.grid).toBeNull();
});

describe('a version of the set', () => {
  const builder = () => createSetBuilderService({ database, clock: manualClock(0) });
  const changes = () => transitions.ofSet(id).changes;

  test('keeps what was changed in its transitions, and going back gives it back, and undo takes that back', () => {
    transitions.change(pairOf(0), { shiftBeats: 4, bassSwap: false });
    const { versionId } = builder().saveVersion(id, 'before Jo');
    transitions.change(pairOf(0), { shiftBeats: -8, bars: 32 });
    transitions.change(pairOf(1), { tempoMode: 'ramp' });
    const since = changes();
    builder().restoreVersion(id, versionId);
    expect(changes()).toEqual([{ ...UNCHANGED, shiftBeats: 4, bassSwap: false }, UNCHANGED]);
    database.history.undo();
    expect(changes()).toEqual(since);
    database.history.redo();
    expect(changes()[0]?.shiftBeats).toBe(4);
  });

  test('gives back what was taken back to the proposal since, also with another order', () => {
    transitions.change(pairOf(1), { mixOutSeconds: 200 });
    const { versionId } = builder().saveVersion(id, 'v');
    transitions.reset(pairOf(1));
    sets.moveTrack(id, pairOf(1).nextTrackId, 0);
    builder().restoreVersion(id, versionId);
    expect(changes()).toEqual([UNCHANGED, { ...UNCHANGED, mixOutSeconds: 200 }]);
  });

  test('does without those of tracks that have left the library', () => {
    transitions.change(pairOf(0), { shiftBeats: 4 });
    const { versionId } = builder().saveVersion(id, 'v');
    transitions.reset(pairOf(0));
    const leaving = { op: 'delete', table: 'tracks', id: pairOf(0).trackId } as const;
    database.mutate({ origin: 'user', label: 'x', mutations: [leaving] });
    expect(builder().restoreVersion(id, versionId)).toEqual({ missing: 1 });
    expect(changes()).toEqual([UNCHANGED]);
  });

  test('that was saved before transitions were kept leaves them as they are', () => {
    const { versionId } = builder().saveVersion(id, 'old');
    const entry = { phase: null, notes: '', locked: 0, alternatives: [] };
    const content = JSON.stringify({ entries: tracks.map((trackId) => ({ ...entry, trackId })) });
    const old = { op: 'update', table: 'set_versions', id: versionId, set: { content } } as const;
    database.mutate({ origin: 'user', label: 'x', mutations: [old] });
    transitions.change(pairOf(0), { shiftBeats: 4 });
    builder().restoreVersion(id, versionId);
    expect(changes()[0]?.shiftBeats).toBe(4);
  });
});

describe('what is to be said of transitions', () => {
  const said = (from: number, count: number) => transitions.warnings({ id, from, count, rules: ORDER_RULES });

  test('is told for a stretch of the set, by what was changed in them', async () => {
    expect(await said(0, 40)).toEqual([]);
    transitions.change(pairOf(0), { mixOutSeconds: 290, bars: 32 });
    const second = { op: 'update', table: 'tracks', id: String(tracks[2]), set: { key_index: 9 } } as const;
    database.mutate({ origin: 'user', label: 'Key', mutations: [second] });
    const [first, next] = [
      { trackId: tracks[0], warnings: ['past-end'] },
      { trackId: tracks[1], warnings: ['keys-clash'] },
    ];
    expect(await said(0, 40)).toEqual([first, next]);
    expect(await said(0, 1)).toEqual([first]);
    expect(await said(1, 40)).toEqual([next]);
    expect(await said(2, 40)).toEqual([]);
    expect(await said(500, 40)).toEqual([]);
  });

  test('is not told of a set that is gone', async () => {
    sets.remove(id);
    await expect(said(0, 40)).rejects.toThrow('This set is no longer there.');
  });
});
