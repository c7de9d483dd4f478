import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyTrack, type InterchangeTrack } from '#main/interchange/model.ts';
import { PackedTracks } from '#main/interchange/packed-tracks.ts';
import { parseTraktor } from '#main/interchange/traktor/parse-traktor.ts';
import { inventCollection } from '#test/support/foreign-collection.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';

function packed(tracks: readonly InterchangeTrack[]): PackedTracks {
  const list = new PackedTracks();
  for (const track of tracks) list.push(track);
  return list;
}

describe('tracks come out as they were put in', () => {
  test.each([0, 1, 249, 250, 251, 1_000])('%i of them, in their order', (count) => {
    const { tracks } = inventCollection(count);
    const list = packed(tracks);
    expect(list.length).toBe(count);
    expect([...list]).toEqual(tracks);
  });

  const real = interchangeFixture('traktor-nml/v19_two-tracks_all-cue-types.nml');
  test.skipIf(real === null)('those of a real collection, with every field that it has', () => {
    const { tracks } = parseTraktor(readFileSync(real ?? '', 'utf8')).library;
    expect(tracks).toHaveLength(2);
    expect([...packed(tracks)]).toEqual(tracks);
  });

  test('also what no program writes: other letters, empty lists, numbers at the edge', () => {
    const odd: InterchangeTrack = {
      ...emptyTrack('\u0000 日本 🎧'),
      title: 'Ünïcödé\uD83C',
      bpm: Number.MIN_VALUE,
      sizeBytes: Number.MAX_SAFE_INTEGER,
      key: { pitchClass: 11, mode: 'minor' },
      cues: [{ type: 'loop', slot: null, startSeconds: -0.5, endSeconds: Infinity, name: '', colour: null }],
      extra: { 'TRACK.Odd': '', '': 'x' },
    };
    expect([...packed([odd, emptyTrack('next')])]).toEqual([odd, emptyTrack('next')]);
  });
});

test('any of them is found by its place', () => {
  const { tracks } = inventCollection(700);
  const list = packed(tracks);
  for (const index of [0, 699, 250, 249, 500, 3]) expect(list.at(index)).toEqual(tracks[index]);
  expect([list.at(700), list.at(5_000)]).toEqual([undefined, undefined]);
});

test('another list of the same tracks is made of its pages', () => {
  const { tracks } = inventCollection(600);
  const list = packed(tracks);
  const pages = structuredClone(list.takePages());
  expect([...new PackedTracks(pages, list.length)]).toEqual(tracks);
});
