import { expect, test } from 'vitest';
import { emptyTrack, type GridMarker, type InterchangeCue } from '#main/interchange/model.ts';
import { countStopped, shiftTimes } from '#main/interchange/shift-times.ts';

const marker = (startSeconds: number, beatNumber: number): GridMarker => ({
  startSeconds,
  bpm: 120,
  beatsPerBar: 4,
  beatNumber,
  slot: null,
  name: '',
});
const cue = (startSeconds: number, endSeconds: number | null): InterchangeCue => ({
  type: endSeconds === null ? 'cue' : 'loop',
  slot: null,
  startSeconds,
  endSeconds,
  name: '',
  colour: null,
});

test('grid and cues move together', () => {
  const track = { ...emptyTrack('1'), grid: [marker(0.1, 2), marker(60, 1)], cues: [cue(30, null), cue(40, 44)] };
  const shifted = shiftTimes(track, -0.026);
  expect(shifted.grid).toEqual([marker(0.074, 2), marker(59.974, 1)]);
  expect(shifted.cues).toEqual([cue(29.974, null), cue(39.974, 43.974)]);
  expect(shiftTimes(shifted, 0.026)).toEqual(track);
});

test('what would come before the start: cues stop there, the grid keeps its beats', () => {
  const track = { ...emptyTrack('1'), grid: [marker(0.01, 4)], cues: [cue(0.01, null)] };
  // 120 BPM: beats at -0.016, 0.484 ... and the one after the fourth is the first.
  expect(shiftTimes(track, -0.026)).toMatchObject({ grid: [marker(0.484, 1)], cues: [cue(0, null)] });
});

test('a loop that stops at the start keeps its length, there and back', () => {
  const track = { ...emptyTrack('1'), cues: [cue(0, 1.935), cue(0.01, 2.01), cue(0.026, 1.026)] };
  const shifted = shiftTimes(track, -0.026);
  expect(shifted.cues).toEqual([cue(0, 1.935), cue(0, 2), cue(0, 1)]);
  expect(shiftTimes(shifted, 0.026).cues).toEqual([cue(0.026, 1.961), cue(0.026, 2.026), cue(0.026, 1.026)]);
  expect([countStopped(track, -0.026), countStopped(track, 0.026)]).toEqual([2, 0]);
});
