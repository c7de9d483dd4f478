import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { createRekordboxReader, parseRekordbox } from '#main/interchange/rekordbox/parse-rekordbox.ts';
import { decodeText } from '#main/interchange/decode-text.ts';
import { AppError } from '#shared/errors/app-error.ts';

const file = (collection: string, playlists = '', entries = (collection.match(/<TRACK/g) ?? []).length) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<DJ_PLAYLISTS Version="1.0.0"><PRODUCT Name="rekordbox" Version="6.6.2" Company="AlphaTheta"/>
<COLLECTION Entries="${entries}">
${collection}
</COLLECTION>
<PLAYLISTS>${playlists}</PLAYLISTS></DJ_PLAYLISTS>`;
const trackOf = (attributes: string, marks = '') =>
  parseRekordbox(file(`<TRACK TrackID="1" ${attributes}>${marks}</TRACK>`));

test('every attribute of a track has its place', () => {
  const { library, problems, unknown } = trackOf(
    `Name="Song" Artist="A" Composer="C" Album="B" Grouping="G" Genre="House" Kind="Mp3-Datei " Size="6899624"
     TotalTime="172" DiscNumber="2" TrackNumber="7" Year="2021" AverageBpm="128.50" DateModified="2022-05-01"
     DateAdded="2022-04-09" BitRate="320" SampleRate="44100" Comments="8A" PlayCount="3" LastPlayed="2022-06-01"
     Rating="204" Location="file://localhost/C:/a.mp3" Remixer="R" Tonality="Fm" Label="L" Mix="M" Colour="0xFF007F" Foo="x"`,
  );
  expect(problems).toEqual([]);
  expect(unknown).toEqual({ 'TRACK.Foo': 1 });
  expect(library.tracks).toEqual([
    {
      id: '1',
      path: 'C:\\a.mp3',
      title: 'Song',
      artist: 'A',
      album: 'B',
      albumArtist: '',
      genre: 'House',
      label: 'L',
      comment: '8A',
      remixer: 'R',
      mix: 'M',
      composer: 'C',
      grouping: 'G',
      year: 2021,
      trackNumber: 7,
      discNumber: 2,
      rating: 4,
      colour: '#ff007f',
      durationSeconds: 172,
      bpm: 128.5,
      key: { pitchClass: 5, mode: 'minor' },
      keyText: 'Fm',
      energy: null,
      sizeBytes: 6_899_624,
      bitRate: 320_000,
      sampleRate: 44_100,
      addedAt: '2022-04-09',
      lastPlayedAt: '2022-06-01',
      playCount: 3,
      locked: false,
      grid: [],
      cues: [],
      extra: { 'TRACK.Kind': 'Mp3-Datei ', 'TRACK.DateModified': '2022-05-01', 'TRACK.Foo': 'x' },
    },
  ]);
});

test('0 says that there is none, where rekordbox means it so', () => {
  const zero =
    'Year="0" TrackNumber="0" DiscNumber="0" AverageBpm="0.00" Size="0" BitRate="0" SampleRate="0" TotalTime="0"';
  const nothing = { year: null, trackNumber: null, discNumber: null, bpm: null, sizeBytes: null, bitRate: null };
  expect(trackOf(`${zero} PlayCount="0" Rating="0"`).library.tracks).toMatchObject([
    { ...nothing, sampleRate: null, durationSeconds: null, playCount: 0, rating: 0 },
  ]);
  expect(trackOf('').library.tracks).toMatchObject([
    { ...nothing, title: '', playCount: null, rating: null, path: null },
  ]);
});

test.each([
  ['Rating="999"', 'Rating'],
  ['Year="soon"', 'Year'],
  ['DateAdded="yesterday 9"', 'DateAdded'],
  ['Colour="red"', 'Colour'],
  ['AverageBpm="fast"', 'AverageBpm'],
])('%s is left out and told', (attribute, name) => {
  const { library, problems } = trackOf(`Name="kept" ${attribute}`);
  expect(problems).toEqual([{ where: 'line 4', message: expect.stringContaining(name) }]);
  expect(library.tracks).toMatchObject([
    { title: 'kept', rating: null, year: null, addedAt: null, colour: null, bpm: null },
  ]);
});

test('a decimal comma is a point', () =>
  expect(trackOf('AverageBpm="128,50"').library.tracks).toMatchObject([{ bpm: 128.5 }]));

test('several tempos are a grid in the order of time', () => {
  const { library, problems } = trackOf(
    '',
    `<TEMPO Inizio="48.026" Bpm="121.5" Metro="3/4" Battito="2"/><TEMPO Inizio="0.025" Bpm="120.00" Metro="4/4" Battito="4"/>
     <TEMPO Inizio="60" Bpm="122"/><TEMPO Inizio="61" Bpm="122" Metro="4/4" Battito="5"/><TEMPO Inizio="x" Bpm="1"/>`,
  );
  const common = { slot: null, name: '' };
  expect(library.tracks[0]?.grid).toEqual([
    { startSeconds: 0.025, bpm: 120, beatsPerBar: 4, beatNumber: 4, ...common },
    { startSeconds: 48.026, bpm: 121.5, beatsPerBar: 3, beatNumber: 2, ...common },
    { startSeconds: 60, bpm: 122, beatsPerBar: 4, beatNumber: 1, ...common },
    { startSeconds: 61, bpm: 122, beatsPerBar: 4, beatNumber: 1, ...common },
  ]);
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('Battito is 5'),
    expect.stringContaining('"x"'),
    expect.stringContaining('no place or no tempo'),
  ]);
});

test('marks are hot cues, memory cues and loops of every type', () => {
  const { library, problems } = trackOf(
    '',
    `<POSITION_MARK Name="a" Type="0" Start="0.198" Num="-1"/>
     <POSITION_MARK Name="b" Type="1" Start="1" Num="0" Red="40" Green="226" Blue="20"/>
     <POSITION_MARK Name="c" Type="2" Start="2" Num="7" Red="40" Green="300" Blue="20"/>
     <POSITION_MARK Name="d" Type="3" Start="3"/>
     <POSITION_MARK Name="e" Type="4" Start="4" End="8.5" Num="15"/>
     <POSITION_MARK Name="f" Type="4" Start="5" Num="-1"/>
     <POSITION_MARK Name="g" Type="9" Start="6" Num="-1"/><POSITION_MARK Name="h" Type="0"/>`,
  );
  const cue = { slot: null, endSeconds: null, colour: null };
  expect(library.tracks[0]?.cues).toEqual([
    { ...cue, type: 'cue', startSeconds: 0.198, name: 'a' },
    { ...cue, type: 'fade-in', startSeconds: 1, name: 'b', slot: 0, colour: '#28e214' },
    { ...cue, type: 'fade-out', startSeconds: 2, name: 'c', slot: 7 },
    { ...cue, type: 'load', startSeconds: 3, name: 'd' },
    { ...cue, type: 'loop', startSeconds: 4, endSeconds: 8.5, name: 'e', slot: 15 },
    { ...cue, type: 'cue', startSeconds: 5, name: 'f' },
    { ...cue, type: 'cue', startSeconds: 6, name: 'g' },
  ]);
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('colour'),
    expect.stringContaining('no End'),
    expect.stringContaining('unknown type 9'),
    expect.stringContaining('no Start'),
  ]);
});

test('tracks without an id or with that of another are kept; playlists mean the first', () => {
  const { library, problems } = parseRekordbox(
    file(
      '<TRACK Name="none"/>\n<TRACK TrackID="5" Name="first"/>\n<TRACK TrackID="5" Name="second"/>',
      '<NODE Type="0" Name="ROOT" Count="1"><NODE Name="P" Type="1" KeyType="0" Entries="1"><TRACK Key="5"/></NODE></NODE>',
    ),
  );
  expect(library.tracks.map(({ id, title }) => [id, title])).toEqual([
    ['track 1', 'none'],
    ['5', 'first'],
    ['5-2', 'second'],
  ]);
  expect(library.playlists).toEqual([{ kind: 'playlist', name: 'P', trackIds: ['5'] }]);
  expect(problems.map(({ where }) => where)).toEqual(['line 4', 'line 6']);
});

test('playlists by location, missing tracks, wrong counts and lists in lists', () => {
  const { library, problems } = parseRekordbox(
    file(
      '<TRACK TrackID="1" Location="file://localhost/C:/A%20B.mp3"/><TRACK TrackID="2" Location="file://localhost/C:/Caf%c3%a9.mp3"/>',
      `<NODE Type="0" Name="ROOT" Count="2">
<NODE Name="F" Type="0" Count="3"><NODE Name="by path" Type="1" KeyType="1" Entries="3"><TRACK Key="file://localhost/c:/a%20b.mp3"/>
<TRACK Key="file://localhost/C:/Cafe%cc%81.mp3"/><TRACK Key="file://localhost/C:/gone.mp3"/></NODE></NODE>
<NODE Name="by id" Type="1" KeyType="0" Entries="9"><TRACK Key="2"/><TRACK/><TRACK Key="2"/>
<NODE Name="inside" Type="1" Entries="0"/></NODE></NODE>`,
      7,
    ),
  );
  expect(library.playlists).toEqual([
    { kind: 'folder', name: 'F', children: [{ kind: 'playlist', name: 'by path', trackIds: ['1', '2'] }] },
    {
      kind: 'folder',
      name: 'by id',
      children: [
        { kind: 'playlist', name: 'by id', trackIds: ['2', '2'] },
        { kind: 'playlist', name: 'inside', trackIds: [] },
      ],
    },
  ]);
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('stands inside a list'),
    expect.stringContaining('says that it holds 7 tracks, but holds 2'),
    expect.stringContaining('"F" says that it holds 3, but holds 1'),
    expect.stringContaining('gone.mp3'),
    expect.stringContaining('"by id" says that it holds 9, but holds 4'),
    expect.stringContaining('names no track'),
  ]);
});

test('folders nested a thousand deep are read', () => {
  const deep = '<NODE Name="f" Type="0" Count="1">'.repeat(1_000);
  const { library, problemCount } = parseRekordbox(
    file(
      '',
      `<NODE Type="0" Name="ROOT" Count="1">${deep}<NODE Name="l" Type="1" Entries="0"/>${'</NODE>'.repeat(1_001)}`,
    ),
  );
  expect(problemCount).toBe(0);
  let [node, depth] = [library.playlists[0], 0];
  while (node?.kind === 'folder') [node, depth] = [node.children[0], depth + 1];
  expect([depth, node?.name]).toEqual([1_000, 'l']);
});

test('tracks of streaming services have no path and are written as they were', () => {
  const location = 'file://localhostspotify:track:4uLU6hMCjMI75M1A2tKUQC';
  const list = `<NODE Type="0" Name="ROOT" Count="1"><NODE Name="P" Type="1" KeyType="1" Entries="1"><TRACK Key="${location}"/></NODE></NODE>`;
  const { library, problems } = parseRekordbox(
    file(`<TRACK TrackID="9" Name="" Artist="" Location="${location}"/>`, list),
  );
  expect(problems).toEqual([]);
  expect(library.tracks).toMatchObject([{ path: null, extra: { 'TRACK.Location': location } }]);
  expect(library.playlists).toMatchObject([{ trackIds: ['9'] }]);
  const { output, dropped } = formatRekordbox(library);
  expect([output.includes(`Location="${location}"`), dropped]).toEqual([true, {}]);
  expect(parseRekordbox(output).library).toEqual(library);
});

test('UTF-16 without a mark is read through its decoder', () => {
  const text = file('<TRACK TrackID="1" Name="Déjà Vu"/>').replace('UTF-8', 'UTF-16');
  expect(parseRekordbox(decodeText(Buffer.from(text, 'utf16le'))).library.tracks).toMatchObject([{ title: 'Déjà Vu' }]);
});

test('another kind of file is refused with what to do', () => {
  for (const text of ['', 'hello', '<NML VERSION="19"/>', '<html><body></body></html>']) {
    expect(() => parseRekordbox(text)).toThrow(AppError);
    expect(() => parseRekordbox(text)).toThrow(/Export the collection/);
  }
});

test('elements that nobody knows are counted by name', () => {
  const { unknown } = parseRekordbox(
    file('<TRACK TrackID="1"><NEW a="1"/><NEW/><TEMPO Inizio="0" Bpm="1" Swing="2"/></TRACK>'),
  );
  expect(unknown).toEqual({ NEW: 2, 'TEMPO.Swing': 1 });
});

test('what is read does not keep the text of the file in memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  const reader = createRekordboxReader<InterchangeTrack[]>([]);
  reader.write('<DJ_PLAYLISTS><COLLECTION>');
  for (let n = 0; n < 60; n += 1) {
    const padding = `<!--${String(n % 10).repeat(1_000_000)}-->`;
    reader.write(
      `<TRACK TrackID="${n}" Name="A title of some length" Foo="and a value" Location="file://localhost/a/${n}.mp3"/>${padding}`,
    );
  }
  const { library } = reader.finish();
  collect();
  // 60 MB were written.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(15_000_000);
  expect(library.tracks).toHaveLength(60);
});
