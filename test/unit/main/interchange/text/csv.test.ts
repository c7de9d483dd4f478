import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyFromIndex } from '#shared/domain/key.ts';
import { emptyTrack, type Playlist } from '#main/interchange/model.ts';
import { formatCsv, parseCsv } from '#main/interchange/text/csv.ts';

const read = (text: string | Uint8Array) =>
  parseCsv(typeof text === 'string' ? Buffer.from(text) : text, 'My list.csv');
const namesOf = (text: string) => read(text).library.tracks.map(({ artist, title }) => `${artist} / ${title}`);

describe('tables of other programs', () => {
  test('Spotify playlists as Exportify writes them', () => {
    const { library, unknown } = read(
      '"Track URI","Track Name","Album Name","Artist Name(s)","Release Date","Duration (ms)","Added At","Genres","Record Label","Energy","Key","Mode","Tempo"\n' +
        '"spotify:track:1","Strobe","For Lack","deadmau5","2009-09-22","634000","2023-02-01T10:11:12Z","electro","Ultra","0.6","11","0","127.99"\n',
    );
    expect(library.tracks[0]).toMatchObject({
      title: 'Strobe',
      artist: 'deadmau5',
      album: 'For Lack',
      year: 2009,
      durationSeconds: 634,
      addedAt: '2023-02-01T10:11:12Z',
      genre: 'electro',
      label: 'Ultra',
      energy: 0.6,
      key: { pitchClass: 11, mode: 'minor' },
      bpm: 127.99,
    });
    expect(unknown).toEqual({ 'column Track URI': 1 });
  });

  test('iTunes lists: tabs, UTF-16, old line ends, ratings to 100, colons for slashes', () => {
    const text =
      'Name\tArtist\tAlbum\tGenre\tSize\tTime\tTrack Number\tYear\tDate Added\tBit Rate\tSample Rate\tPlays\tMy Rating\tLocation\r' +
      'Tessellate\tAlt-J\tAn Awesome Wave\tAlt\t4501231\t182\t3\t2012\t15.05.2015, 21:04\t192\t44100\t7\t80\tMacintosh HD:Users:me:t.mp3\r';
    expect(read(Buffer.from(`\ufeff${text}`, 'utf16le')).library.tracks[0]).toMatchObject({
      title: 'Tessellate',
      artist: 'Alt-J',
      sizeBytes: 4501231,
      durationSeconds: 182,
      trackNumber: 3,
      year: 2012,
      addedAt: '2015-05-15T21:04:00',
      bitRate: 192_000,
      sampleRate: 44_100,
      playCount: 7,
      rating: 4,
      path: '/Volumes/Macintosh HD/Users/me/t.mp3',
    });
  });

  test('German columns with semicolons and commas in numbers', () => {
    expect(
      read('Titel;Interpret;BPM;Tonart;Dauer;Bewertung\nNr. 1;Äther, Öl;128,50;Am;06:01;***\n').library.tracks[0],
    ).toMatchObject({
      title: 'Nr. 1',
      artist: 'Äther, Öl',
      bpm: 128.5,
      key: { pitchClass: 9, mode: 'minor' },
      keyText: 'Am',
      durationSeconds: 361,
      rating: 3,
    });
  });

  test('Mixed In Key and Serato histories', () => {
    expect(read('File name,Artist,Title,Key result,BPM,Energy\na.mp3,A,T,8A,124,7\n').library.tracks[0]).toMatchObject({
      key: { pitchClass: 9, mode: 'minor' },
      energy: 0.7,
      extra: { 'TEXT.FILE-NAME': 'a.mp3' },
    });
    const serato = read(
      'name,artist,start time,end time,playtime,deck,notes\n"Set","",10:00:01 PM,,,,\n"T","A",10:00:05 PM,,00:03:02,1,\n',
    );
    expect(serato.library.tracks[1]).toMatchObject({ title: 'T', artist: 'A', durationSeconds: 182 });
    expect(serato.library.tracks[1]?.extra['TEXT.START-TIME']).toBe('10:00:05 PM');
  });

  test('a folder and a file name make a path', () => {
    expect(
      read('Title,Folder,Filename\nT,C:\\Music\\,a.mp3\nU,/Music,b.mp3\n').library.tracks.map((track) => track.path),
    ).toEqual(['C:\\Music\\a.mp3', '/Music/b.mp3']);
  });
});

describe('reading', () => {
  test('quotes hold delimiters, quotes and line breaks; rows are counted by row and line', () => {
    const { library, problems } = read('sep=;\r\nTitle;Artist\r\n"a ""b"";\r\nc";X\r\n;\r\nT;Y;;\r\n"cut;Z');
    expect(library.tracks.map((track) => track.title)).toEqual(['a "b";\r\nc', 'T', 'cut;Z']);
    expect(problems.map((problem) => problem.where)).toEqual(['row 6 (line 7)']);
  });

  test('values that are none are told with their row and column, and the rest of the row is read', () => {
    const { library, problems } = read('Title,Artist,BPM,Year,Date Added\nT,A,fast,0,soon\n,,120,,\n');
    expect(library.tracks).toHaveLength(1);
    expect(library.tracks[0]).toMatchObject({ title: 'T', bpm: null, year: null });
    expect(problems.map((problem) => problem.where)).toEqual(['row 2', 'row 2', 'row 3']);
    expect(problems[0]?.message).toContain('"fast" in the column "BPM"');
  });

  test('without a header, columns are told by what they hold', () => {
    const { library, problems } = read('1,Äme,Rej,06:12,123.00\n2,Âme,Fiori,07:01,122.50\n');
    expect(library.tracks.map(({ artist, title, bpm }) => [artist, title, bpm])).toEqual([
      ['Äme', 'Rej', 123],
      ['Âme', 'Fiori', 122.5],
    ]);
    expect(problems.map((problem) => problem.where)).toEqual(['row 1']);
  });

  test('lines above the header are passed over', () => {
    expect(namesOf('My charts 2020,,\n,,\nArtist,Title,Label\nA,T,L\n')).toEqual(['A / T']);
  });

  test('what is no header in any program goes to the extras and is counted', () => {
    const { library, unknown } = read('Title,Artist,Mood\nT,A,dark\nU,B,\n');
    expect(library.tracks[0]?.extra).toEqual({ 'TEXT.Mood': 'dark' });
    expect(unknown).toEqual({ 'column Mood': 1 });
  });

  test.each(['', '\n\n', 'Title,Artist\n'])('%j has no tracks', (text) => {
    expect(read(text).library.tracks).toEqual([]);
    expect(read(text).library.playlists).toEqual([{ kind: 'playlist', name: 'My list', trackIds: [] }]);
  });
});

describe('writing', () => {
  test('no cell runs as a formula in a spreadsheet', () => {
    const { output } = formatCsv([
      { ...emptyTrack('1'), title: '=HYPERLINK("http://x")', artist: '@a', comment: '-1+2', genre: '＝1' },
    ]);
    expect(output).toContain('"\'=HYPERLINK(""http://x"")",\'@a,');
    expect(output).toMatch(/,'-1\+2,/);
    expect(output).toMatch(/,'＝1,/);
  });

  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('=1+1', "'=x", "''+1", '"', 'a,b', 'a\r\nb', 'a;b\tc', '-', '@x', '12" Mix', "'n Sync", 'sep=;'),
    )
    .map((value) => value.trim());
  const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const count = some(fc.integer({ min: 1, max: 9999 }));
  const arbitraryTrack = fc.record({
    title: text.map((value) => value || 'T'),
    artist: text,
    album: text,
    albumArtist: text,
    genre: text,
    label: text,
    comment: text,
    remixer: text,
    mix: text,
    composer: text,
    grouping: text,
    year: some(fc.integer({ min: 1900, max: 2099 })),
    trackNumber: count,
    discNumber: count,
    rating: some(fc.integer({ min: 0, max: 5 })),
    colour: some(fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)),
    durationSeconds: some(fc.integer({ min: 1, max: 9_999_999 }).map((value) => value / 1000)),
    bpm: some(fc.integer({ min: 4000, max: 30_000 }).map((value) => value / 100)),
    key: some(fc.integer({ min: 0, max: 23 }).map(keyFromIndex)),
    keyText: fc.constantFrom('', 'Am', '8A', 'off'),
    energy: some(fc.integer({ min: 0, max: 100 }).map((value) => value / 100)),
    sizeBytes: some(fc.integer({ min: 1, max: 2 ** 31 })),
    bitRate: some(fc.integer({ min: 20_000, max: 2_000_000 })),
    sampleRate: some(fc.constantFrom(44_100, 48_000, 192_000)),
    addedAt: some(
      fc.constantFrom('2022-04-04', '2022-04-04T10:11:12', '2022-04-04T10:11:12.345Z', '2022-04-04T10:11:12+02:00'),
    ),
    lastPlayedAt: some(fc.constantFrom('1999-12-31', '2022-04-04T23:59:59Z')),
    playCount: some(fc.integer({ min: 0, max: 999 })),
    locked: fc.boolean(),
    path: some(fc.constantFrom('C:\\Music\\a, b.mp3', '/Music/"x".mp3', '=x.mp3', '/Музыка/ё.mp3')),
    extra: fc.constantFrom<Record<string, string>>({}, { 'TEXT.START': '61.5', 'TEXT.CATALOGUE': 'CAT 001' }),
  });

  test('what is written reads back equal', () => {
    fc.assert(
      fc.property(fc.array(arbitraryTrack, { maxLength: 4 }), (rows) => {
        const tracks = rows.map((row, index) => ({ ...emptyTrack(String(index + 1)), ...row }));
        const { output, dropped } = formatCsv(tracks);
        const back = read(output);
        expect(back.library.tracks).toEqual(tracks);
        expect((back.library.playlists[0] as Playlist).trackIds).toHaveLength(tracks.length);
        expect(back).toMatchObject({ problemCount: 0, unknown: {} });
        expect(dropped).toEqual({});
      }),
      { numRuns: 300 },
    );
  });

  test('cues, grids and extras of other formats are counted as left out', () => {
    const marker = { startSeconds: 0, bpm: 120, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' };
    const loop = { type: 'loop', slot: null, startSeconds: 1, endSeconds: 2, name: '', colour: null } as const;
    const track = { ...emptyTrack('1'), title: 'T', grid: [marker, marker], cues: [loop], extra: { 'ENTRY.FOO': '1' } };
    expect(formatCsv([track]).dropped).toEqual({ 'cue.loop': 1, 'extra.ENTRY.FOO': 1, 'track.grid': 2 });
  });
});
