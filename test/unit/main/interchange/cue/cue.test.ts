import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCue } from '#main/interchange/cue/format-cue.ts';
import { parseCue } from '#main/interchange/cue/parse-cue.ts';
import { emptyTrack } from '#main/interchange/model.ts';
import { foreignFile, hasForeignFiles } from '#test/support/interchange-fixtures.ts';

const read = (lines: readonly string[], name = 'x.cue') => parseCue(Buffer.from(lines.join('\r\n')), name);
const startsOf = (lines: readonly string[]) => read(lines).library.tracks.map((track) => track.extra['CUE.START']);

describe.skipIf(!hasForeignFiles)('sheets of other programs (../shared/fixtures)', () => {
  test('a recording of rekordbox counts hours, minutes and seconds, and names the file of each track', () => {
    const { library, problemCount, unknown } = parseCue(foreignFile('cue/rekordbox-dj_recording_2023.cue'), 'x.cue');
    expect(library.tracks.map(({ artist, title, extra }) => [artist, title, extra['CUE.START']])).toEqual([
      ['El Michels Affair', 'Villa', '0'],
      ['Sound Ambassador', 'Anahata', '39'],
      ['Photay', 'Illusion Of Seclusion', '336'],
      // The file ends before its INDEX.
      ['Txai Fernando', 'Heart to Heart', undefined],
    ]);
    expect(library.tracks[1]?.path).toBe(
      '/Users/henners/Documents/Media/Music/Music/Downloads/Sound Ambassador - Anahata.flac',
    );
    const trackIds = ['1', '2', '3', '4'];
    expect(library.playlists).toEqual([{ kind: 'playlist', name: 'REC-2023-02-19', isTracklist: true, trackIds }]);
    expect([problemCount, unknown]).toEqual([1, {}]);
  });

  test('a CD with a file a song lists the files; its performer is that of every song', () => {
    const { library, problemCount } = parseCue(foreignFile('cue/libcue_issue10.cue'), 'x.cue');
    expect(library.tracks).toHaveLength(8);
    expect(library.tracks[5]).toMatchObject({
      artist: 'Vangelis & Irene Papas',
      title: 'Racines',
      album: 'Odes',
      path: '06 - Racines.wav',
      extra: {},
    });
    expect(problemCount).toBe(0);
  });
});

const RECORDING = ['REM RECORDED_BY "rekordbox-dj"', 'TITLE "Set"', 'PERFORMER "DJ"', 'FILE "01 Set.wav" WAVE'];

describe('times', () => {
  test('minutes, seconds and 75 frames a second in an ordinary sheet', () => {
    expect(
      startsOf([
        'FILE "a.mp3" MP3',
        'TRACK 01 AUDIO',
        'INDEX 01 00:00:00',
        'TRACK 02 AUDIO',
        'INDEX 00 05:30:00',
        'INDEX 01 05:36:15',
      ]),
    ).toEqual(['0', '336.2']);
  });

  test('hours in a recording of rekordbox, beyond the first too', () => {
    expect(
      startsOf([...RECORDING, 'TRACK 01 AUDIO', 'INDEX 01 00:00:39', 'TRACK 02 AUDIO', 'INDEX 01 01:02:03']),
    ).toEqual(['39', '3723']);
  });

  test('hours where a FILE stands inside a TRACK, whoever recorded it', () => {
    expect(
      startsOf(['FILE "a.wav" WAVE', 'TRACK 01 AUDIO', 'TITLE "T"', 'FILE "D:/m/t.mp3" WAVE', 'INDEX 01 00:05:36']),
    ).toEqual(['336']);
  });

  test('frames where a number above 59 shows that they are', () => {
    expect(
      startsOf([...RECORDING, 'TRACK 01 AUDIO', 'INDEX 01 00:39:00', 'TRACK 02 AUDIO', 'INDEX 01 62:03:74']),
    ).toEqual(['39', String(62 * 60 + 3 + 74 / 75)]);
  });

  test('a gap at the end of the file before does not make a recording of a CD', () => {
    const { library } = read([
      'REM DISCID 1234',
      'REM DATE 1997',
      'REM GENRE Techno',
      'TITLE "LP"',
      'FILE "1.wav" WAVE',
      'TRACK 01 AUDIO',
      'TITLE "One"',
      'PERFORMER "A"',
      'INDEX 01 00:00:00',
      'TRACK 02 AUDIO',
      'TITLE "Two"',
      'PERFORMER "B"',
      'ISRC GBX',
      'INDEX 00 04:32:10',
      'FILE "2.wav" WAVE',
      'INDEX 01 00:00:00',
    ]);
    expect(library.tracks.map(({ title, album, year, genre, path }) => [title, album, year, genre, path])).toEqual([
      ['One', 'LP', 1997, 'Techno', '1.wav'],
      ['Two', 'LP', 1997, 'Techno', '2.wav'],
    ]);
    expect(library.tracks[1]?.extra).toEqual({ 'CUE.ISRC': 'GBX' });
  });

  test('a set recorded in two files says which one each start counts from', () => {
    const part = (name: string) => [
      `FILE "${name}" WAVE`,
      'TRACK 01 AUDIO',
      'INDEX 01 00:00:00',
      'TRACK 02 AUDIO',
      'INDEX 01 04:00:00',
    ];
    const { library } = read([...part('a.wav'), ...part('b.wav')]);
    expect(library.tracks.map(({ extra }) => [extra['CUE.FILE'], extra['CUE.START']])).toEqual([
      ['a.wav', '0'],
      ['a.wav', '240'],
      ['b.wav', '0'],
      ['b.wav', '240'],
    ]);
  });
});

describe('values', () => {
  test('without quotes, with quotes inside, in any case, with a byte order mark and tabs', () => {
    const { library } = read([
      '\ufefftitle Friday Night',
      'file my set.wav WAVE',
      '\ttrack 1 audio',
      '\t\ttitle "Say "Hello" (12" Mix)"',
      '\t\tperformer Two Words',
      '\t\tindex 1 00:00:00',
    ]);
    expect(library.tracks[0]).toMatchObject({
      title: 'Say "Hello" (12" Mix)',
      artist: 'Two Words',
      extra: { 'CUE.FILE': 'my set.wav', 'CUE.START': '0' },
    });
    expect(library.playlists[0]?.name).toBe('Friday Night');
  });

  test('Windows-1251', () => {
    const { library } = parseCue(
      Buffer.concat([
        Buffer.from('FILE "a.wav" WAVE\nTRACK 01 AUDIO\nTITLE "'),
        Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
        Buffer.from('"\nINDEX 01 00:00:00\n'),
      ]),
      'x.cue',
    );
    expect(library.tracks[0]?.title).toBe('Привет');
  });

  test('a title of "Artist - Title" without a performer is cut', () => {
    const { library } = read([
      ...RECORDING,
      'TRACK 01 AUDIO',
      'TITLE "DJ Lane - Create - Shapes"',
      'INDEX 01 00:19:23',
    ]);
    expect(library.tracks[0]).toMatchObject({ artist: 'DJ Lane', title: 'Create - Shapes' });
  });

  test('what is unknown is counted, what is wrong told with its line, and neither stops the rest', () => {
    const { library, problems, unknown } = read([
      'CATALOG 123',
      'FILE "a.wav" WAVE',
      'INDEX 01 00:00:00',
      'TRACK 01 MODE1/2352',
      'INDEX 01 00:00:00',
      'TRACK 02 AUDIO',
      'TITLE "T"',
      'INDEX 01 noon',
      '???',
      'TRACK 03 AUDIO',
    ]);
    expect(library.tracks.map((track) => track.title)).toEqual(['T']);
    expect(problems.map((problem) => problem.where)).toEqual(['line 3', 'line 4', 'line 8', 'line 6', 'line 10']);
    expect(unknown).toEqual({ CATALOG: 1, 'line without a command': 1 });
    expect(read([]).problems).toEqual([{ where: '', message: 'The sheet has no tracks.' }]);
  });
});

describe('writing', () => {
  test('a set with what a sheet cannot hold', () => {
    const track = { ...emptyTrack('1'), title: 'T "x"', artist: 'A', mix: 'Dub', bpm: 120 };
    const set = {
      title: 'Set',
      performer: 'DJ',
      file: 'set.mp3',
      entries: [
        { track, startSeconds: 0 },
        { track, startSeconds: null },
        { track: { ...track, title: 'U' }, startSeconds: 6003.2 },
      ],
    };
    expect(formatCue(set)).toEqual({
      output: [
        'TITLE "Set"',
        'PERFORMER "DJ"',
        'FILE "set.mp3" MP3',
        '  TRACK 01 AUDIO',
        `    TITLE "T 'x' (Dub)"`,
        '    PERFORMER "A"',
        '    INDEX 01 00:00:00',
        '  TRACK 02 AUDIO',
        '    TITLE "U (Dub)"',
        '    PERFORMER "A"',
        '    INDEX 01 100:03:15',
        '',
      ].join('\r\n'),
      dropped: { 'entry.without-start': 1, 'text.quote': 1, 'track.bpm': 2 },
    });
  });

  test('what is written reads back equal, to a frame', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => text.replace(/[\p{Cc}\s"]+/gu, ' ').trim() || 'x');
    const entry = fc.record({
      title: word,
      artist: word,
      startSeconds: fc.integer({ min: 0, max: 6 * 3600 * 75 }).map((frames) => frames / 75),
    });
    fc.assert(
      fc.property(word, fc.array(entry, { minLength: 1, maxLength: 6 }), (title, rows) => {
        const entries = rows.map(({ startSeconds, ...names }) => ({
          track: { ...emptyTrack('x'), ...names },
          startSeconds,
        }));
        const { output } = formatCue({ title, performer: 'DJ', file: 'set.wav', entries });
        const { library, problemCount } = parseCue(Buffer.from(output), 'x.cue');
        expect(problemCount).toBe(0);
        expect(library.playlists[0]?.name).toBe(title);
        expect(library.tracks.map((track) => [track.artist, track.title])).toEqual(
          rows.map((row) => [row.artist, row.title]),
        );
        library.tracks.forEach((track, index) => {
          expect(Number(track.extra['CUE.START'])).toBeCloseTo(rows[index]?.startSeconds ?? -1, 6);
        });
      }),
    );
  });
});
