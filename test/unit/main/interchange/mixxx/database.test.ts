import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMixxxDatabase } from '#main/interchange/mixxx/read-database.ts';
import { makeForeignDatabase } from '#test/support/foreign-database.ts';
import { MIXXX_DDL, mixxxBeatGrid } from '#test/support/mixxx-schema.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'musicforge-mixxx-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withTables = (fill: (raw: Database.Database) => void): string =>
  makeForeignDatabase(folder, 'mixxxdb.sqlite', (raw) => {
    raw.exec(MIXXX_DDL);
    fill(raw);
  });

function insertTracks(raw: Database.Database): void {
  raw.exec(`INSERT INTO track_locations (id, location, filename, directory, filesize, fs_deleted) VALUES
    (11, '/music/a.mp3', 'a.mp3', '/music', 5000000, 0), (12, '/music/b.mp3', 'b.mp3', '/music', 1, 1),
    (13, '/music/c.mp3', 'c.mp3', '/music', 1, 0)`);
  raw
    .prepare(
      `INSERT INTO library (id, location, artist, title, album, album_artist, year, genre, tracknumber, comment, composer,
         grouping, duration, bitrate, samplerate, bpm, bpm_lock, key, key_id, rating, color, timesplayed, datetime_added,
         last_played_at, beats, beats_version, mixxx_deleted)
       VALUES (1, 11, 'Artist', 'Title', 'Album', 'Various', '2019-05-01', 'House', '7', 'Comment', 'Composer', 'Group',
         361.5, 320, 48000, 124.0, 1, '8A', 22, 4, 16711680, 12, '2020-05-01T12:34:56.789Z', '2021-06-02 01:02:03',
         ?, 'BeatGrid-2.0', 0)`,
    )
    .run(mixxxBeatGrid(124, 24_000));
  raw.exec(`INSERT INTO library (id, location, title, mixxx_deleted, samplerate) VALUES (2, 12, 'Gone file', 0, 44100),
    (3, 13, 'Deleted', 1, 44100)`);
}

describe('a library of Mixxx', () => {
  test('a track says what its row says', () => {
    const { library, problems, unknown } = readMixxxDatabase(withTables(insertTracks));
    expect(library.tracks[0]).toEqual({
      id: '1',
      path: '/music/a.mp3',
      title: 'Title',
      artist: 'Artist',
      album: 'Album',
      albumArtist: 'Various',
      genre: 'House',
      label: '',
      comment: 'Comment',
      remixer: '',
      mix: '',
      composer: 'Composer',
      grouping: 'Group',
      year: 2019,
      trackNumber: 7,
      discNumber: null,
      rating: 4,
      colour: '#ff0000',
      durationSeconds: 361.5,
      bpm: 124,
      key: { pitchClass: 9, mode: 'minor' },
      keyText: '8A',
      energy: null,
      sizeBytes: 5_000_000,
      bitRate: 320_000,
      sampleRate: 48_000,
      addedAt: '2020-05-01T12:34:56Z',
      lastPlayedAt: '2021-06-02T01:02:03Z',
      playCount: 12,
      locked: true,
      grid: [{ startSeconds: 0.5, bpm: 124, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' }],
      cues: [],
      extra: { 'library.filetype': '?' },
    });
    expect(library.tracks[1]).toMatchObject({ rating: null, key: null, bpm: null, colour: null, playCount: 0 });
    expect(library.tracks[1]?.extra).toMatchObject({ 'track_locations.fs_deleted': '1' });
    // The deleted one.
    expect(library.tracks).toHaveLength(2);
    expect(problems).toEqual([{ where: 'library', message: expect.stringMatching(/^1 tracks .* \(mixxx_deleted\)/) }]);
    expect(unknown).toEqual({});
  });

  test('cues are in samples of two channels: half of them are frames', () => {
    const path = withTables((raw) => {
      insertTracks(raw);
      raw.exec(`INSERT INTO cues (track_id, type, position, length, hotcue, label, color) VALUES
        (1, 2, 9600, 0, -1, '', 16711680),
        (1, 4, 192000.5, 96000, 3, 'Loop', 255),
        (1, 1, 96000, 0, 0, 'Drop', 65280),
        (1, 6, 48000, 4800, -1, '', 0),
        (1, 7, 960000, 4800, -1, '', 0),
        (1, 6, -1, 4800, -1, '', 0),
        (1, 8, 100, 200, -1, '', 0),
        (1, 5, 100, 0, 5, '', 0)`);
    });
    const { library, unknown } = readMixxxDatabase(path);
    expect(library.tracks[0]?.cues).toEqual([
      { type: 'cue', slot: 0, startSeconds: 1, endSeconds: null, name: 'Drop', colour: '#00ff00' },
      {
        type: 'loop',
        slot: 3,
        startSeconds: 192_000.5 / 96_000,
        endSeconds: 288_000.5 / 96_000,
        name: 'Loop',
        colour: '#0000ff',
      },
      { type: 'load', slot: null, startSeconds: 0.1, endSeconds: null, name: '', colour: '#ff0000' },
      { type: 'fade-in', slot: null, startSeconds: 0.5, endSeconds: null, name: '', colour: '#000000' },
      { type: 'fade-out', slot: null, startSeconds: 10, endSeconds: null, name: '', colour: '#000000' },
    ]);
    expect(unknown).toEqual({ 'cues.type=5': 1 });
  });

  test('playlists keep their order, crates follow, the history becomes plays', () => {
    const path = withTables((raw) => {
      insertTracks(raw);
      raw.exec(`INSERT INTO Playlists (id, name, position, hidden, date_created) VALUES
        (1, 'Second', 2, 0, NULL), (2, 'First', 1, 0, NULL), (3, 'Auto DJ', 3, 1, NULL),
        (4, '2021-06-02', 4, 2, '2021-06-02 00:30:00')`);
      raw.exec(`INSERT INTO PlaylistTracks (playlist_id, track_id, position, pl_datetime_added) VALUES
        (1, 2, 2, NULL), (1, 1, 1, NULL), (1, 1, 3, NULL), (1, 3, 4, NULL), (3, 1, 1, NULL),
        (4, 2, 2, '2021-06-02 01:02:03'), (4, 1, 1, NULL)`);
      raw.exec(`INSERT INTO crates (id, name) VALUES (1, 'Vocal'), (2, 'Acid')`);
      raw.exec('INSERT INTO crate_tracks (crate_id, track_id) VALUES (1, 2), (1, 1), (2, 99)');
    });
    const { library, problems, unknown } = readMixxxDatabase(path);
    expect(library.playlists).toEqual([
      { kind: 'playlist', name: 'First', trackIds: [] },
      { kind: 'playlist', name: 'Second', trackIds: ['1', '2', '1'] },
      { kind: 'playlist', name: 'Acid', trackIds: [] },
      { kind: 'playlist', name: 'Vocal', trackIds: ['2', '1'] },
    ]);
    const play = { durationSeconds: null, deck: null, session: '2021-06-02' };
    expect(library.plays).toEqual([
      { ...play, trackId: '1', startedAt: '2021-06-02T00:30:00Z' },
      { ...play, trackId: '2', startedAt: '2021-06-02T01:02:03Z' },
    ]);
    expect(problems.map(({ where }) => where)).toEqual(['library', 'PlaylistTracks', 'crate_tracks']);
    expect(unknown).toEqual({ 'Playlists.auto-dj': 1 });
  });

  test.each([
    [1, 'C', 0, 'major'],
    [12, 'B', 11, 'major'],
    [13, 'Cm', 0, 'minor'],
    [24, 'Bm', 11, 'minor'],
  ] as const)('key %i is %s', (id, name, pitchClass, mode) => {
    const path = withTables((raw) => raw.prepare('INSERT INTO library (id, key_id) VALUES (1, ?)').run(id));
    expect(readMixxxDatabase(path).library.tracks[0]).toMatchObject({ key: { pitchClass, mode }, keyText: name });
  });

  test('columns that older versions do not have are not missed, those of later ones are named', () => {
    const path = withTables((raw) => {
      insertTracks(raw);
      raw.exec('ALTER TABLE library DROP COLUMN color; ALTER TABLE cues DROP COLUMN color');
      raw.exec('ALTER TABLE library ADD COLUMN mood TEXT');
      raw.exec("UPDATE settings SET value = '26' WHERE name = 'mixxx.schema.version'");
      raw.exec('INSERT INTO cues (track_id, type, position, hotcue) VALUES (1, 1, 0, 0)');
    });
    const { library, unknown } = readMixxxDatabase(path);
    expect(library.tracks[0]).toMatchObject({ colour: null, cues: [{ slot: 0, startSeconds: 0, colour: null }] });
    expect(unknown).toEqual({ 'library.mood': 1 });
  });

  test('damaged beats cost the track its grid and nothing else', () => {
    const path = withTables((raw) => {
      insertTracks(raw);
      raw.prepare('UPDATE library SET beats = ? WHERE id = 1').run(Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]));
    });
    const { library, problems } = readMixxxDatabase(path);
    expect(library.tracks[0]).toMatchObject({ title: 'Title', grid: [] });
    expect(problems[0]).toMatchObject({ where: 'track 1' });
  });

  test('values of the wrong kind are taken as what they can be', () => {
    const path = withTables((raw) => {
      raw.exec(`INSERT INTO library (id, title, year, duration, bpm, samplerate, rating, datetime_added, beats, beats_version)
        VALUES (1, 42, 'unknown', 'long', 'NaN', '44100', '3', 'never', 'text', 'BeatGrid-2.0')`);
      raw.exec("INSERT INTO cues (track_id, type, position, hotcue) VALUES (1, 1, 'here', 0)");
    });
    const { library } = readMixxxDatabase(path);
    expect(library.tracks[0]).toMatchObject({ title: '42', year: null, durationSeconds: null, bpm: null, rating: 3 });
    expect(library.tracks[0]).toMatchObject({ sampleRate: 44_100, addedAt: null, cues: [], grid: [] });
  });
});

describe('what is no library of Mixxx', () => {
  test.each([
    ['a database of something else', 'invalid-input', 'CREATE TABLE settings (name, value)'],
    ['a very old one', 'unsupported', `${MIXXX_DDL}; UPDATE settings SET value = '2'`],
  ])('%s', (_, code, sql) => {
    const path = makeForeignDatabase(folder, 'other.sqlite', (raw) => raw.exec(sql));
    expect(() => readMixxxDatabase(path)).toThrow(expect.objectContaining({ name: 'AppError', code }));
  });

  test('a text', () => {
    const path = join(folder, 'text.sqlite');
    writeFileSync(path, 'no database '.repeat(100));
    expect(() => readMixxxDatabase(path)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
