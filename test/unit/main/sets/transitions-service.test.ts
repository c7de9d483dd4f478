import { beforeEach, expect, test } from 'vitest';
import { createSetsService, type SetsService } from '#main/sets/create-sets-service.ts';
import { createTransitionsService, type TransitionsService } from '#main/sets/create-transitions-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type SetId, TrackId } from '#shared/contract/ids.ts';
import type { Pair } from '#shared/contract/transitions.ts';
import { UNCHANGED } from '#shared/domain/transition/mix-track.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

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
