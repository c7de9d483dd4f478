import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEngineDatabase } from '#main/interchange/engine/read-database.ts';
import { formatEngineDatabase } from '#main/interchange/engine/write-database.ts';
import { emptyTrack, type InterchangeLibrary } from '#main/interchange/model.ts';

const OPTIONS = {
  libraryFolder: '/Volumes/USB/Engine Library',
  uuid: 'c0ffee00-0000-4000-8000-000000000001',
  writtenAtMs: 1.6e12,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'musicforge-engine-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replaceAll('\0', ''));
const cents = (most: number) => fc.integer({ min: 1, max: most }).map((value) => value / 100);
const colour = fc.integer({ min: 0, max: 0xffffff }).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`);
const cue = fc.record({ slot: fc.nat({ max: 7 }), startSeconds: cents(60_000), name: text, colour });
const loop = fc.record({ startSeconds: cents(60_000), length: cents(6_000), name: text, colour });
const trackArbitrary = fc
  .record({
    texts: fc.tuple(text, text, text, text, text, text, text, text),
    bpm: fc.integer({ min: 60, max: 200 }),
    key: fc.option(fc.record({ pitchClass: fc.nat({ max: 11 }), mode: fc.constantFrom('major', 'minor') })),
    rating: fc.option(fc.integer({ min: 1, max: 5 })),
    numbers: fc.tuple(fc.option(fc.integer({ min: 1, max: 99 })), fc.option(fc.integer({ min: 1900, max: 2100 }))),
    cues: fc.uniqueArray(cue, { selector: ({ slot }) => slot, maxLength: 8 }),
    loops: fc.array(loop, { maxLength: 8 }),
    locked: fc.boolean(),
    start: cents(3_000),
  })
  .map(({ texts, bpm, key, rating, numbers, cues, loops, locked, start }) => {
    const [title, artist, album, genre, comment, label, composer, remixer] = texts;
    return {
      ...emptyTrack(''),
      title,
      artist,
      album,
      genre,
      comment,
      label,
      composer,
      remixer,
      key,
      rating,
      locked,
      bpm: bpm + 0.25,
      trackNumber: numbers[0],
      year: numbers[1],
      durationSeconds: 600,
      sampleRate: 48_000,
      bitRate: 256_000,
      sizeBytes: 1_000_000,
      addedAt: '2022-04-04T10:00:00.000Z',
      lastPlayedAt: '2023-05-05T11:11:11.000Z',
      grid: [{ startSeconds: start, bpm, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' }],
      cues: [
        ...cues
          .toSorted((a, b) => a.slot - b.slot)
          .map((values) => ({ type: 'cue' as const, endSeconds: null, ...values })),
        ...loops.map(({ startSeconds, length, name, colour }) => ({
          type: 'loop' as const,
          slot: null,
          startSeconds,
          name,
          colour,
          endSeconds: startSeconds + length,
        })),
      ],
    };
  });

/** Seconds to the microsecond: they go through samples. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      typeof inner === 'number' && key.endsWith('Seconds') ? Math.round(inner * 1e6) / 1e6 : inner,
    ),
  );

test('a library written for Engine DJ is read back the same', () => {
  const path = join(folder, 'm.db');
  fc.assert(
    fc.property(fc.array(trackArbitrary, { minLength: 1, maxLength: 4 }), (made) => {
      const tracks = made.map((track, n) => ({ ...track, id: String(n + 1), path: `/Volumes/USB/Music/${n}.mp3` }));
      const ids = tracks.map(({ id }) => id);
      const library: InterchangeLibrary = {
        tracks,
        playlists: [
          {
            kind: 'folder',
            name: 'Sets',
            children: [
              { kind: 'playlist', name: 'Back', trackIds: ids.toReversed() },
              { kind: 'playlist', name: 'Forth', trackIds: ids },
            ],
          },
          { kind: 'playlist', name: 'Empty', trackIds: [] },
        ],
        plays: [],
      };
      const { output, dropped } = formatEngineDatabase(library, OPTIONS);
      writeFileSync(path, output);
      const read = readEngineDatabase(path, OPTIONS.libraryFolder);
      expect(read).toMatchObject({ problemCount: 0, unknown: {} });
      expect(dropped).toEqual({});
      expect(plain(read.library.playlists)).toEqual(plain(library.playlists));
      const without = (track: InterchangeLibrary['tracks'][number]) => ({ ...track, keyText: '', extra: {} });
      expect(plain(read.library.tracks.map(without))).toEqual(plain(tracks.map(without)));
    }),
    { numRuns: 40 },
  );
});

test('what Engine DJ has no place for is counted', () => {
  const place = { endSeconds: null, name: '', colour: null };
  const track = {
    ...emptyTrack('1'),
    path: '/Volumes/USB/a.mp3',
    colour: '#ff0000',
    mix: 'Dub',
    keyText: 'off',
    cues: [
      { ...place, type: 'cue' as const, slot: null, startSeconds: 1 },
      { ...place, type: 'cue' as const, slot: 8, startSeconds: 1 },
      { ...place, type: 'fade-in' as const, slot: null, startSeconds: 1 },
    ],
  };
  const { output, dropped } = formatEngineDatabase(
    {
      tracks: [track, { ...track, id: '2' }, emptyTrack('3')],
      playlists: [
        { kind: 'playlist', name: 'a;b', trackIds: ['1', '2', '3'] },
        { kind: 'folder', name: 'a,b', children: [] },
      ],
      plays: [{ trackId: '1', startedAt: '2020-01-01', durationSeconds: null, deck: null, session: '' }],
    },
    OPTIONS,
  );
  expect(dropped).toEqual({
    'cue.fade-in': 1,
    'cue.memory': 1,
    'cue.slot': 1,
    'folder.empty': 1,
    play: 1,
    'playlist.entry': 1,
    'playlist.entry.repeated': 1,
    'playlist.name': 2,
    track: 2,
    'track.colour': 1,
    'track.keyText': 1,
    'track.mix': 1,
  });
  const path = join(folder, 'counted.db');
  writeFileSync(path, output);
  expect(readEngineDatabase(path).library.playlists.map(({ name }) => name)).toEqual(['a,b', 'a,b (2)']);
});
