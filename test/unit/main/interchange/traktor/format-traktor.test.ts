import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  emptyTrack,
  type InterchangeLibrary,
  type InterchangeTrack,
  type PlaylistNode,
} from '#main/interchange/model.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { parseRekordbox } from '#main/interchange/rekordbox/parse-rekordbox.ts';
import { formatTraktor } from '#main/interchange/traktor/format-traktor.ts';
import { parseTraktor } from '#main/interchange/traktor/parse-traktor.ts';
import { library, track, type TrackScope } from '#test/support/interchange-library.ts';

const COLOURS = ['#ff0000', '#ff8000', '#ffff00', '#00ff00', '#0000ff', '#8000ff', '#ff00ff'];
const scope: TrackScope = {
  colours: COLOURS,
  cueColours: false,
  freeGrid: false,
  bitRateStep: 1,
  sizeStep: 1_024,
  wholeSeconds: false,
};
const LEFT: (keyof InterchangeTrack)[] = ['composer', 'grouping', 'discNumber', 'sampleRate'];
/** Where there is a grid its tempo is the track's. */
const withTempo = (each: InterchangeTrack): InterchangeTrack => ({ ...each, bpm: each.grid[0]?.bpm ?? each.bpm });
const heldTrack = track(scope, LEFT).map(withTempo);

/** The same with the names that NML gives: keys for ids, and no volume beside the path. */
function withoutKeys({ tracks, playlists, plays }: InterchangeLibrary): InterchangeLibrary {
  const ids = new Map(tracks.map(({ id }, index) => [id, String(index + 1)]));
  const idOf = (id: string): string => ids.get(id) ?? id;
  const rename = (node: PlaylistNode): PlaylistNode =>
    node.kind === 'folder'
      ? { ...node, children: node.children.map(rename) }
      : { ...node, trackIds: node.trackIds.map(idOf) };
  return {
    tracks: tracks.map(({ extra, ...each }) => {
      const kept = Object.entries(extra).filter(([name]) => !name.startsWith('LOCATION.VOLUME'));
      return { ...each, id: idOf(each.id), extra: Object.fromEntries(kept) };
    }),
    playlists: playlists.map(rename),
    plays: plays.map((play) => ({ ...play, trackId: idOf(play.trackId) })),
  };
}
const of = (...tracks: Partial<InterchangeTrack>[]): InterchangeLibrary => ({
  tracks: tracks.map((fields, index) => ({ ...emptyTrack(String(index + 1)), path: `C:\\${index}.mp3`, ...fields })),
  playlists: [],
  plays: [],
});

test('what NML 19 can hold is read as it was written', () => {
  fc.assert(
    fc.property(library(heldTrack), (held) => {
      const { output, dropped } = formatTraktor(held);
      expect(dropped).toEqual({});
      const read = parseTraktor(output);
      expect(read.problems).toEqual([]);
      expect(read.unknown).toEqual({});
      expect(withoutKeys(read.library)).toEqual(held);
    }),
    { numRuns: 200 },
  );
});

test('NML 20 holds a tempo for each grid marker and the colours of cues, too', () => {
  const tracks = track({ ...scope, cueColours: true, freeGrid: true }, LEFT).map((each) => {
    const grid = each.grid.map((marker) => ({ ...marker, beatsPerBar: 4, beatNumber: 1 }));
    return withTempo({ ...each, grid });
  });
  fc.assert(
    fc.property(library(tracks), (held) => {
      const { output, dropped } = formatTraktor(held, 20);
      expect(dropped).toEqual({});
      expect(output).toContain('<NML VERSION="20">');
      expect(withoutKeys(parseTraktor(output).library)).toEqual(held);
    }),
    { numRuns: 100 },
  );
});

test('plays are read as they were written', () => {
  const play = (trackId: string, startedAt: string, session: string) => ({
    trackId,
    startedAt,
    durationSeconds: 43.7995186,
    deck: 1,
    session,
  });
  const held = {
    ...of({}, {}),
    plays: [
      play('1', '2019-08-29T22:13:05', 'HISTORY'),
      play('2', '2019-08-29T22:14:00', 'HISTORY'),
      play('1', '2020-01-01T00:00:00', 'b'),
    ],
  };
  const { output, dropped } = formatTraktor(held);
  expect(dropped).toEqual({});
  expect(output).toContain('STARTDATE="132319261" STARTTIME="79985"');
  expect(withoutKeys(parseTraktor(output).library)).toEqual(held);
});

test('an entry is written as Traktor writes it', () => {
  const { output } = formatTraktor({
    ...of({
      path: '/Volumes/USB/A & B.mp3',
      title: 'A & B',
      bpm: 124,
      durationSeconds: 392.907745,
      rating: 4,
      year: 2013,
      key: { pitchClass: 0, mode: 'minor' },
      grid: [{ startSeconds: 0.543397665, bpm: 124.000504, beatsPerBar: 4, beatNumber: 1, slot: 0, name: '' }],
      cues: [{ type: 'loop', slot: 1, startSeconds: 1, endSeconds: 1.5, name: 'L', colour: null }],
    }),
    playlists: [{ kind: 'playlist', name: 'P', trackIds: ['1'] }],
  });
  expect(output).toMatch(/^<\?xml version="1.0" encoding="UTF-8" standalone="no" \?>\n<NML VERSION="19">/);
  expect(output).toContain('<COLLECTION ENTRIES="1">');
  expect(output).toContain('<LOCATION DIR="/:" FILE="A &amp; B.mp3" VOLUME="USB" VOLUMEID="USB"></LOCATION>');
  expect(output).toContain('PLAYTIME="393" PLAYTIME_FLOAT="392.907745" RANKING="204" RELEASE_DATE="2013/1/1"');
  // The grid is what the tempo has to fit.
  expect(output).toContain('<TEMPO BPM="124.000504"></TEMPO>');
  expect(output).toContain('<MUSICAL_KEY VALUE="12"></MUSICAL_KEY>');
  expect(output).toContain(
    '<CUE_V2 NAME="AutoGrid" DISPL_ORDER="0" TYPE="4" START="543.397665" LEN="0.000000" REPEATS="-1" HOTCUE="0"></CUE_V2>',
  );
  expect(output).toContain(
    '<CUE_V2 NAME="L" DISPL_ORDER="0" TYPE="5" START="1000.000000" LEN="500.000000" REPEATS="-1" HOTCUE="1"></CUE_V2>',
  );
  expect(output).toMatch(
    /<NODE TYPE="FOLDER" NAME="\$ROOT">\s+<SUBNODES COUNT="1">\s+<NODE TYPE="PLAYLIST" NAME="P">\s+<PLAYLIST ENTRIES="1" TYPE="LIST" UUID="[0-9a-f]{32}">/,
  );
  expect(output).toContain('<PRIMARYKEY TYPE="TRACK" KEY="USB/:A &amp; B.mp3"></PRIMARYKEY>');
});

test('grid markers stand on the first beat of a bar', () => {
  const marker = (startSeconds: number, beatNumber: number) => ({
    startSeconds,
    bpm: 120,
    beatsPerBar: 4,
    beatNumber,
    slot: null,
    name: '',
  });
  // 120 BPM: half a second a beat, two seconds a bar.
  const { output, dropped } = formatTraktor(
    of({ bpm: 120, grid: [marker(1.1, 3), marker(10, 2), marker(20, 4), marker(20.5, 1)] }, { grid: [marker(0.2, 2)] }),
  );
  const grids = parseTraktor(output).library.tracks.map(({ grid }) => grid.map(({ startSeconds }) => startSeconds));
  expect(grids).toEqual([[0.1, 11.5, 20.5], [1.7]]);
  expect(dropped).toEqual({ 'grid.beatNumber': 3, 'grid.marker': 1 });
});

test('what NML has no place for is counted', () => {
  const { output, dropped } = formatTraktor({
    tracks: of(
      {
        title: 'bell\u0007',
        composer: 'c',
        grouping: 'g',
        discNumber: 1,
        energy: 0.5,
        sampleRate: 44_100,
        colour: '#ff1010',
        bpm: 128,
        addedAt: '2014-04-24T09:28:38Z',
        extra: { 'TRACK.Kind': 'x', 'INFO.FLAGS': '28', 'INFO.a b': '' },
        grid: [
          { startSeconds: 1, bpm: 127.9, beatsPerBar: 3, beatNumber: 1, slot: 9, name: '' },
          { startSeconds: 9, bpm: 130, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' },
        ],
        cues: [
          { type: 'cue', slot: 8, startSeconds: 2, endSeconds: null, name: '', colour: '#ff0000' },
          { type: 'loop', slot: 1, startSeconds: 2, endSeconds: null, name: '', colour: null },
        ],
      },
      { path: 'relative.mp3' },
      { path: null },
      { path: 'C:\\0.mp3' },
    ).tracks,
    playlists: [{ kind: 'playlist', name: 'P', trackIds: ['1', '2', '4', 'gone'] }],
    plays: [
      { trackId: '1', startedAt: '2019-08-29T22:13:05Z', durationSeconds: null, deck: null, session: 'S' },
      { trackId: '1', startedAt: 'yesterday', durationSeconds: null, deck: null, session: 'S' },
      { trackId: '3', startedAt: '2019-08-29T22:13:05', durationSeconds: null, deck: null, session: 'S' },
    ],
  });
  expect(dropped).toEqual({
    'cue.colour': 1,
    'cue.loop-without-end': 1,
    'cue.slot': 1,
    'grid.beatsPerBar': 1,
    'grid.bpm': 1,
    'grid.slot': 1,
    play: 2,
    'play.zone': 1,
    'playlist.missing-track': 2,
    'text.character': 1,
    'track.addedAt-time': 1,
    'track.bpm': 1,
    'track.colour-shade': 1,
    'track.composer': 1,
    'track.discNumber': 1,
    'track.energy': 1,
    'track.extra': 2,
    'track.grouping': 1,
    'track.same-file': 1,
    'track.sampleRate': 1,
    'track.without-path': 2,
  });
  const { library: read, problems } = parseTraktor(output);
  expect(problems).toEqual([]);
  expect(read.tracks).toHaveLength(1);
  expect(read.playlists).toMatchObject([{ trackIds: ['C:/:0.mp3', 'C:/:0.mp3'] }]);
  expect(read.plays).toMatchObject([{ startedAt: '2019-08-29T22:13:05', durationSeconds: null, deck: null }]);
});

test('Traktor to rekordbox and back keeps grids and cues within a millisecond', () => {
  fc.assert(
    fc.property(library(heldTrack), (held) => {
      const throughRekordbox = parseRekordbox(formatRekordbox(held).output).library;
      const back = parseTraktor(formatTraktor(throughRekordbox).output).library;
      expect(back.tracks.length).toBe(held.tracks.length);
      for (const [index, { grid, cues }] of back.tracks.entries()) {
        const original = held.tracks[index];
        expect(grid.map(({ bpm }) => bpm)).toEqual(original?.grid.map(({ bpm }) => bpm));
        const timesOf = (each: Pick<InterchangeTrack, 'grid' | 'cues'> | undefined) =>
          [...(each?.grid ?? []), ...(each?.cues ?? [])].flatMap((mark) => [
            mark.startSeconds,
            'endSeconds' in mark ? (mark.endSeconds ?? 0) : 0,
          ]);
        const expected = timesOf(original);
        for (const [n, time] of timesOf({ grid, cues }).entries())
          expect(Math.abs(time - (expected[n] ?? Number.NaN))).toBeLessThan(0.001);
        expect(cues.map(({ type, slot, name }) => ({ type, slot, name }))).toEqual(
          original?.cues.map(({ type, slot, name }) => ({ type, slot, name })),
        );
      }
    }),
    { numRuns: 100 },
  );
});
