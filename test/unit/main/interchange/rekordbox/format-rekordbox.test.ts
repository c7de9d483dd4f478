import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyTrack, type InterchangeLibrary, type InterchangeTrack } from '#main/interchange/model.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { parseRekordbox } from '#main/interchange/rekordbox/parse-rekordbox.ts';
import { library, track } from '#test/support/interchange-library.ts';

const COLOURS = ['#ff007f', '#ff0000', '#ffa500', '#ffff00', '#00ff00', '#25fde9', '#0000ff', '#660099'];
const heldTrack = track(
  { colours: COLOURS, cueColours: true, freeGrid: true, bitRateStep: 1_000, sizeStep: 1, wholeSeconds: true },
  ['locked'],
);
const of = (...tracks: Partial<InterchangeTrack>[]): InterchangeLibrary => ({
  tracks: tracks.map((fields, index) => ({ ...emptyTrack(String(index + 1)), ...fields })),
  playlists: [],
  plays: [],
});

test('what rekordbox can hold is read as it was written', () => {
  fc.assert(
    fc.property(library(heldTrack), (held) => {
      const { output, dropped } = formatRekordbox(held);
      expect(dropped).toEqual({});
      const read = parseRekordbox(output);
      expect(read.problems).toEqual([]);
      expect(read.unknown).toEqual({});
      expect(read.library).toEqual(held);
    }),
    { numRuns: 200 },
  );
});

test('a track is written as rekordbox writes it', () => {
  const { output } = formatRekordbox(
    of({
      path: 'D:\\Music\\A & B.mp3',
      title: 'A & B',
      bpm: 128,
      durationSeconds: 279.6,
      bitRate: 320_000,
      rating: 4,
      grid: [{ startSeconds: 0.1985, bpm: 128, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' }],
      cues: [
        { type: 'cue', slot: 0, startSeconds: 16.71, endSeconds: null, name: '', colour: '#28e214' },
        { type: 'loop', slot: null, startSeconds: 148.804, endSeconds: 157.059, name: 'L', colour: null },
      ],
    }),
  );
  expect(output).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<DJ_PLAYLISTS Version="1.0.0">\n/);
  expect(output).toContain('<COLLECTION Entries="1">');
  expect(output).toMatch(/<TRACK TrackID="1" Name="A &amp; B" .*Kind="MP3 File" Size="0" TotalTime="280" /);
  expect(output).toMatch(/AverageBpm="128.00" BitRate="320" .*Rating="204" /);
  expect(output).toContain('Location="file://localhost/D:/Music/A%20%26%20B.mp3"');
  expect(output).toContain('<TEMPO Inizio="0.1985" Bpm="128.00" Metro="4/4" Battito="1"/>');
  expect(output).toContain('<POSITION_MARK Name="" Type="0" Start="16.710" Num="0" Red="40" Green="226" Blue="20"/>');
  expect(output).toContain('<POSITION_MARK Name="L" Type="4" Start="148.804" End="157.059" Num="-1"/>');
  expect(output).toContain('<NODE Type="0" Name="ROOT" Count="0">');
});

test('ids that are numbers stay, others get what is free', () => {
  const ids = ['7', 'C:/:a.mp3', '1', '007', '4294967296', '7'];
  const tracks = ids.map((id) => emptyTrack(id));
  const playlists = [{ kind: 'playlist', name: 'P', trackIds: [...ids, 'gone'] }] as const;
  const { output, dropped } = formatRekordbox({ tracks, playlists, plays: [] });
  const read = parseRekordbox(output);
  expect(read.problems).toEqual([]);
  expect(read.library.tracks.map(({ id }) => id)).toEqual(['7', '2', '1', '3', '4', '5']);
  expect(read.library.playlists).toMatchObject([{ trackIds: ['7', '2', '1', '3', '4', '7'] }]);
  expect(dropped).toEqual({ 'playlist.missing-track': 1 });
});

test('cues need a length: a track of unknown length gets one that holds them', () => {
  const loop = { type: 'loop', slot: null, startSeconds: 10, endSeconds: 20.5, name: '', colour: null } as const;
  expect(formatRekordbox(of({ cues: [loop] })).output).toContain('TotalTime="22"');
  expect(formatRekordbox(of({})).output).toContain('TotalTime="0"');
});

test('what rekordbox has no place for is counted', () => {
  const { output, dropped } = formatRekordbox({
    ...of({
      title: 'bell\u0007 and\u0000',
      energy: 0.5,
      locked: true,
      keyText: '2d',
      key: { pitchClass: 0, mode: 'major' },
      colour: '#ff1010',
      addedAt: '2014-04-24T09:28:38Z',
      lastPlayedAt: '2019-08-29',
      extra: { 'INFO.FLAGS': '28', 'TRACK.Year': '1', 'TRACK.Kind': 'Datei', 'TRACK.a b': '' },
      grid: [{ startSeconds: 1, bpm: 120, beatsPerBar: 4, beatNumber: 1, slot: 0, name: 'Start' }],
      cues: [{ type: 'loop', slot: 1, startSeconds: 2, endSeconds: null, name: '', colour: 'red' }],
    }),
    plays: [{ trackId: '1', startedAt: '2019-08-29T22:13:05', durationSeconds: 5, deck: 0, session: 'S' }],
  });
  expect(dropped).toEqual({
    'cue.colour': 1,
    'cue.loop-without-end': 1,
    'grid.name': 1,
    'grid.slot': 1,
    play: 1,
    'text.character': 2,
    'track.addedAt-time': 1,
    'track.colour-shade': 1,
    'track.energy': 1,
    'track.extra': 3,
    'track.keyText': 1,
    'track.locked': 1,
  });
  expect(parseRekordbox(output)).toMatchObject({
    problemCount: 0,
    library: {
      tracks: [
        {
          title: 'bell and',
          colour: '#ff0000',
          addedAt: '2014-04-24',
          key: { pitchClass: 0, mode: 'major' },
          keyText: 'C',
          extra: { 'TRACK.Kind': 'Datei' },
          cues: [{ type: 'cue', startSeconds: 2 }],
        },
      ],
    },
  });
});
