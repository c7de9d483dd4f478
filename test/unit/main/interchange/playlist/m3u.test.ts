import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyTrack, type InterchangeLibrary, type Playlist } from '#main/interchange/model.ts';
import { formatM3u8, parseM3u } from '#main/interchange/playlist/m3u.ts';
import { foreignFile, hasForeignFiles } from '#test/support/interchange-fixtures.ts';

const read = (text: string, name = 'set.m3u8') => parseM3u(Buffer.from(text), name);
const playlistOf = (library: InterchangeLibrary) => library.playlists[0] as Playlist;

describe.skipIf(!hasForeignFiles)('playlists of other programs (../shared/fixtures)', () => {
  test('paths of macOS and Windows are read as they are written', () => {
    const mac = parseM3u(foreignFile('m3u/beets_playlist.m3u8'), 'beets_playlist.m3u8');
    expect(mac.library.tracks.map((track) => track.path)).toEqual([
      '/This/is/å/path/to_a_file.mp3',
      '/This/is/another/path/tö_a_file.mp3',
    ]);
    const windows = parseM3u(foreignFile('m3u/beets_playlist_windows.m3u8'), 'C:\\x\\beets_playlist_windows.m3u8');
    expect(windows.library.tracks.map((track) => track.path)).toEqual([
      'x:\\This\\is\\å\\path\\to_a_file.mp3',
      'x:\\This\\is\\another\\path\\tö_a_file.mp3',
    ]);
    expect(playlistOf(windows.library)).toEqual({
      kind: 'playlist',
      name: 'beets_playlist_windows',
      trackIds: ['1', '2'],
    });
    expect(windows.problemCount).toBe(0);
  });
});

describe('reading', () => {
  test('titles, lengths and names come from the directives', () => {
    const { library, problemCount, unknown } = read(
      [
        '\ufeff#EXTM3U\r',
        '#PLAYLIST:Friday\r',
        '#EXTINF:245,Kölsch - Grey - Part 2 (Dub)\r',
        'C:\\Music\\grey.mp3\r',
        '#EXTINF:-1 tvg-id="x" group="a,b",Untitled\r',
        '#EXTALB:LP\r',
        '#EXTGENRE:House\r',
        '#EXTBYT:1234\r',
        '..\\b.mp3\r',
        '#EXTINF:312.5,A - B\r',
        'file://localhost/Users/me/a%20%23b.mp3\r',
        '#EXTVDJ:<time>21:30</time><artist>X</artist><title>Y</title><remix>Dub</remix><songlength>200.5</songlength>\r',
        'c.mp3\r',
        '#EXTVLCOPT:start-time=1\r',
        '# made by hand\r',
      ].join('\n'),
    );
    expect(playlistOf(library).name).toBe('Friday');
    expect(
      library.tracks.map(({ artist, title, path, durationSeconds }) => [artist, title, path, durationSeconds]),
    ).toEqual([
      ['Kölsch', 'Grey - Part 2 (Dub)', 'C:\\Music\\grey.mp3', 245],
      ['', 'Untitled', '..\\b.mp3', null],
      ['A', 'B', '/Users/me/a #b.mp3', 312.5],
      ['X', 'Y (Dub)', 'c.mp3', 200.5],
    ]);
    expect(library.tracks[1]).toMatchObject({ album: 'LP', genre: 'House', sizeBytes: 1234 });
    expect(unknown).toEqual({ '#EXTVLCOPT': 1, comment: 1 });
    expect(problemCount).toBe(0);
  });

  test('a track that comes twice is one track at two places', () => {
    const { library } = read('C:\\a.mp3\nC:\\b.mp3\nc:/A.mp3\n');
    expect(library.tracks).toHaveLength(2);
    expect(playlistOf(library).trackIds).toEqual(['1', '2', '1']);
  });

  test('addresses on the internet are told, not read', () => {
    const { library, problems } = read(
      '#EXTM3U\n#EXTINF:-1,Radio\nhttp://radio.example/x.mp3\nspotify:track:1\nD:\\a.mp3\n',
    );
    expect(library.tracks.map((track) => [track.title, track.path])).toEqual([['', 'D:\\a.mp3']]);
    expect(problems.map((problem) => problem.where)).toEqual(['line 3', 'line 4']);
  });

  test('a title without a file, a NUL and a cut end are told with their line', () => {
    const { library, problems } = read('#EXTINF:1,A - B\n#EXTINF:2,C - D\n/c.mp3\n/x\0y.mp3\n#EXTINF:3,E - F\n');
    expect(library.tracks.map((track) => track.title)).toEqual(['D']);
    expect(problems.map((problem) => problem.where)).toEqual(['line 1', 'line 4', 'line 5']);
  });

  test.each([
    ['Windows-1252', Buffer.from('/Beyonc\xe9/D\xe9j\xe0 Vu.mp3', 'latin1'), '/Beyoncé/Déjà Vu.mp3'],
    ['Windows-1251', Buffer.from([0x2f, 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2e, 0x6d, 0x70, 0x33]), '/Привет.mp3'],
    ['UTF-16', Buffer.from('\ufeff/東京/曲.mp3', 'utf16le'), '/東京/曲.mp3'],
    ['old Mac line ends', Buffer.from('/a.mp3\r/b.mp3'), '/a.mp3'],
  ])('%s', (_, bytes, path) => expect(parseM3u(bytes, 'x.m3u').library.tracks[0]?.path).toBe(path));

  test('an empty file is an empty playlist', () => {
    expect(read('', 'Empty.m3u').library).toEqual({
      tracks: [],
      playlists: [{ kind: 'playlist', name: 'Empty', trackIds: [] }],
      plays: [],
    });
  });
});

describe('writing', () => {
  test('what M3U8 has no place for is counted', () => {
    const track = {
      ...emptyTrack('a'),
      path: '/a.mp3',
      title: 'T',
      artist: 'A',
      durationSeconds: 61.6,
      album: 'X',
      bpm: 120,
      cues: [{ type: 'cue', slot: 0, startSeconds: 1, endSeconds: null, name: '', colour: null }],
    } as const;
    const tracks = [track, emptyTrack('b'), { ...emptyTrack('c'), path: 'https://x.example/a.mp3' }];
    const playlist = { kind: 'playlist', name: 'P', trackIds: ['a', 'b', 'c', 'd', 'a'] } as const;
    expect(formatM3u8({ tracks, playlists: [playlist], plays: [] }, playlist)).toEqual({
      output: '#EXTM3U\n#PLAYLIST:P\n#EXTINF:62,A - T\n/a.mp3\n#EXTINF:62,A - T\n/a.mp3\n',
      dropped: {
        'cue.cue': 1,
        'playlist.unknown-track': 1,
        'track.album': 1,
        'track.bpm': 1,
        'track.not-a-file': 1,
        'track.without-path': 1,
      },
    });
  });

  test('what is written reads back equal', () => {
    const word = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim());
    const names = fc.oneof(
      word,
      fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => words.join(' - ').trim()),
    );
    const path = word
      .filter((text) => !/[\\/:]|^\.{1,2}$/.test(text) && text !== '')
      .map((name) => `/Music/${name}.mp3`);
    const fields = fc.record({
      path: fc.oneof(path, fc.constantFrom('#1 hits.mp3', '..\\x\\a.mp3', 'C:\\Music\\a.mp3')),
      title: names,
      artist: names,
      durationSeconds: fc.option(fc.integer({ min: 1, max: 10_000 })),
    });
    const list = fc.uniqueArray(fields, {
      selector: ({ path: key }) => key.normalize('NFC').toLowerCase(),
      maxLength: 5,
    });
    fc.assert(
      fc.property(list, word, (rows, name) => {
        const tracks = rows.map((row, index) => ({ ...emptyTrack(String(index + 1)), ...row }));
        const playlist: Playlist = { kind: 'playlist', name, trackIds: tracks.map((track) => track.id) };
        const library = { tracks, playlists: [playlist], plays: [] };
        const { output } = formatM3u8(library, playlist);
        expect(parseM3u(Buffer.from(output), `${name}.m3u8`)).toMatchObject({ library: { tracks }, problemCount: 0 });
      }),
    );
  });
});
