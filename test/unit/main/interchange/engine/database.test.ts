import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  formatEngineLoops,
  formatEngineQuickCues,
  formatEngineTrackData,
} from '#main/interchange/engine/performance-data.ts';
import { readEngineDatabase } from '#main/interchange/engine/read-database.ts';
import { formatEngineDatabase } from '#main/interchange/engine/write-database.ts';
import type { InterchangeLibrary } from '#main/interchange/model.ts';
import { emptyTrack } from '#main/interchange/model.ts';
import { makeForeignDatabase } from '#test/support/foreign-database.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';

const DUMPS = ['engine-dj/desktop-2.0.0_m.db.sql', 'engine-dj/desktop-3.0.0_m.db.sql'];
const hasDumps = DUMPS.every((dump) => interchangeFixture(dump) !== null);
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

const reference = (raw: Database.Database, dump: string): void => {
  raw.exec(readFileSync(interchangeFixture(dump) ?? '', 'utf8'));
};

/** An m.db of ours, changed afterwards. */
function changed(library: Partial<InterchangeLibrary>, change: (raw: Database.Database) => void): string {
  const { output } = formatEngineDatabase({ tracks: [], playlists: [], plays: [], ...library }, OPTIONS);
  const raw = new SqliteDatabase(Buffer.from(output));
  change(raw);
  const path = join(folder, 'changed.db');
  writeFileSync(path, raw.serialize());
  raw.close();
  return path;
}

describe.skipIf(!hasDumps).each(DUMPS)('a reference database of Engine DJ: %s', (dump) => {
  test('is empty, and nothing in it is unknown', () => {
    const path = makeForeignDatabase(folder, 'reference.db', (raw) => reference(raw, dump));
    expect(readEngineDatabase(path)).toEqual({
      library: { tracks: [], playlists: [], plays: [] },
      problems: [],
      problemCount: 0,
      unknown: {},
    });
  });

  test('is read with its own triggers and views', () => {
    const path = makeForeignDatabase(folder, 'filled.db', (raw) => {
      reference(raw, dump);
      const track = raw.prepare(
        `INSERT INTO Track (path, title, bpm, bpmAnalyzed, key, rating, length, bitrate, dateAdded, isBeatGridLocked, year)
         VALUES (?, ?, 120, 120.02, 1, 80, 300, 320, 1600000000, 1, 0)`,
      );
      for (const name of ['a', 'b', 'c']) track.run(`../Music/${name}.mp3`, name.toUpperCase());
      const cue = { name: 'Drop', offset: 88_200, argb: 0xff00ff00 };
      const loop = { name: '', start: 44_100, end: 88_200, isStartSet: true, isEndSet: true, argb: 0xff0000ff };
      raw
        .prepare('INSERT INTO PerformanceData (trackId, trackData, quickCues, loops) VALUES (1, ?, ?, ?)')
        .run(
          formatEngineTrackData({ sampleRate: 44_100, samples: 441_000, key: 1 }),
          formatEngineQuickCues({ pads: [cue], mainCue: 4_410, isMainCueAdjusted: true, analysedMainCue: 0 }),
          formatEngineLoops([loop]),
        );
      const list = raw.prepare('INSERT INTO Playlist (title, parentListId, nextListId) VALUES (?, ?, 0)');
      for (const [title, parent] of [
        ['House', 0],
        ['Techno', 0],
        ['Deep', 1],
      ] as const)
        list.run(title, parent);
      // Track 3, then 1, then 2.
      raw.exec(`INSERT INTO PlaylistEntity (id, listId, trackId, databaseUuid, nextEntityId)
        SELECT column1, 3, column2, uuid, column3 FROM (VALUES (1, 1, 2), (2, 2, 0), (3, 3, 1)), Information`);
    });
    const { library, problemCount } = readEngineDatabase(path, '/Volumes/USB/Engine Library');
    expect(problemCount).toBe(0);
    expect(library.tracks[0]).toMatchObject({
      id: '1',
      path: '/Volumes/USB/Music/a.mp3',
      title: 'A',
      bpm: 120.02,
      key: { pitchClass: 9, mode: 'minor' },
      keyText: 'Am',
      rating: 4,
      durationSeconds: 10,
      bitRate: 320_000,
      sampleRate: 44_100,
      addedAt: '2020-09-13T12:26:40.000Z',
      locked: true,
      year: null,
      cues: [
        { type: 'load', slot: null, startSeconds: 0.1 },
        { type: 'cue', slot: 0, startSeconds: 2, name: 'Drop', colour: '#00ff00' },
        { type: 'loop', slot: null, startSeconds: 1, endSeconds: 2, colour: '#0000ff' },
      ],
    });
    expect(library.tracks[1]).toMatchObject({ durationSeconds: 300, cues: [], grid: [] });
    expect(library.playlists).toEqual([
      { kind: 'folder', name: 'House', children: [{ kind: 'playlist', name: 'Deep', trackIds: ['3', '1', '2'] }] },
      { kind: 'playlist', name: 'Techno', trackIds: [] },
    ]);
  });
});

test.skipIf(!hasDumps)('what we write has every table, column, view, index and trigger of the reference', () => {
  const shape = (raw: Database.Database) => {
    const objects = raw
      .prepare<[], { name: string; type: string }>(
        "SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",
      )
      .all();
    return objects.flatMap(({ name, type }) => [
      `${type} ${name.toLowerCase()}`,
      ...(type === 'table' || type === 'view' ? columnsOf(raw, name) : []),
    ]);
  };
  const columnsOf = (raw: Database.Database, table: string) =>
    raw
      .prepare<[], { name: string; type: string }>(`PRAGMA table_info(${table})`)
      .all()
      .map(({ name, type }) => `${table}.${name.toLowerCase()} ${type}`);
  const theirs = new SqliteDatabase(':memory:');
  reference(theirs, DUMPS[1] ?? '');
  const { output } = formatEngineDatabase({ tracks: [], playlists: [], plays: [] }, OPTIONS);
  const ours = new SqliteDatabase(Buffer.from(output));
  expect(shape(ours)).toEqual(expect.arrayContaining(shape(theirs)));
  ours.close();
  theirs.close();
});

const TRACKS = ['1', '2', '3'].map((id) => ({ ...emptyTrack(id), path: `/Volumes/USB/${id}.mp3` }));
const list = (name: string, ...trackIds: string[]) => ({ kind: 'playlist' as const, name, trackIds });

describe('damaged databases', () => {
  test('playlists and entries that run in circles lose nothing and are told', () => {
    const library = { tracks: TRACKS, playlists: [list('A', '1', '2', '3'), list('B', '2'), list('C')] };
    const path = changed(library, (raw) => {
      raw.exec('UPDATE PlaylistEntity SET nextEntityId = 1 WHERE id = 3');
      raw.exec("UPDATE Playlist SET nextListId = 1 WHERE title = 'C'");
    });
    const { library: read, problemCount } = readEngineDatabase(path);
    expect(read.playlists).toEqual([list('A', '1', '2', '3'), list('B', '2'), list('C')]);
    expect(problemCount).toBe(2);
  });

  test('a folder inside itself stands at the top', () => {
    const children = [{ kind: 'folder' as const, name: 'Inner', children: [list('A', '1')] }];
    const path = changed({ tracks: TRACKS, playlists: [{ kind: 'folder', name: 'Outer', children }] }, (raw) => {
      raw.exec(
        'DROP TRIGGER trigger_after_update_isPersistParent; UPDATE Playlist SET parentListId = 2, nextListId = 3 WHERE id = 1',
      );
    });
    const { library, problemCount } = readEngineDatabase(path);
    expect(library.playlists).toEqual([{ kind: 'folder', name: 'Outer', children }]);
    expect(problemCount).toBe(1);
  });

  test('ten thousand playlists in one another do not end the reading', () => {
    const path = changed({}, (raw) => {
      raw.exec('DROP TRIGGER trigger_before_insert_List; DROP TRIGGER trigger_after_insert_List');
      const insert = raw.prepare(
        'INSERT INTO Playlist (id, title, parentListId, nextListId, isPersisted) VALUES (?, ?, ?, 0, 0)',
      );
      for (let n = 1; n <= 10_000; n += 1) insert.run(n, `P${n}`, n - 1);
    });
    const { library, problemCount } = readEngineDatabase(path);
    expect(JSON.stringify(library.playlists).match(/"playlist"/g)?.length).toBe(problemCount + 1);
  });

  test('data of one track that is damaged costs no other, and is told', () => {
    const cues = [{ type: 'cue' as const, slot: 0, startSeconds: 1, endSeconds: null, name: 'x', colour: '#123456' }];
    const path = changed({ tracks: TRACKS.map((track) => ({ ...track, cues })) }, (raw) => {
      raw.prepare('UPDATE Track SET quickCues = ? WHERE id = 2').run(Buffer.from('0000001aff', 'hex'));
      raw.exec("UPDATE Track SET beatData = 'text', loops = 7, trackData = NULL WHERE id = 3");
    });
    const { library, problems } = readEngineDatabase(path);
    expect(library.tracks.map(({ cues }) => cues.length)).toEqual([1, 0, 1]);
    expect(problems.map(({ where }) => where)).toEqual(['track 2, quickCues', 'track 3']);
  });

  test('entries of tracks that came from another database find them', () => {
    const path = changed({ tracks: TRACKS, playlists: [list('A', '1')] }, (raw) => {
      raw.exec("UPDATE Track SET originDatabaseUuid = 'other', originTrackId = 77 WHERE id = 3");
      raw.exec("UPDATE PlaylistEntity SET databaseUuid = 'other', trackId = 77");
    });
    expect(readEngineDatabase(path).library.playlists).toEqual([list('A', '3')]);
  });

  test('smart lists and the prepare list are counted, columns of later versions named', () => {
    const path = changed({ tracks: TRACKS }, (raw) => {
      raw.exec("INSERT INTO Smartlist (listUuid, title) VALUES ('a', 'Fast')");
      raw.exec('INSERT INTO PreparelistEntity (trackId) VALUES (1), (2)');
      raw.exec('ALTER TABLE Track ADD COLUMN mood TEXT');
    });
    expect(readEngineDatabase(path).unknown).toEqual({ 'Track.mood': 1, Smartlist: 1, PreparelistEntity: 2 });
  });
});

describe('what is no database of Engine DJ 2 to 4', () => {
  test.each([
    ['text', Buffer.from('not a database at all, but long enough to be looked at'.repeat(20)), 'invalid-input'],
    ['nothing', Buffer.alloc(0), 'invalid-input'],
  ])('%s', (_, bytes, code) => {
    const path = join(folder, 'other.db');
    writeFileSync(path, bytes);
    expect(() => readEngineDatabase(path)).toThrow(expect.objectContaining({ name: 'AppError', code }));
  });

  test('a missing file', () => {
    expect(() => readEngineDatabase(join(folder, 'missing.db'))).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });

  test('a database of Engine Prime 1', () => {
    const path = changed({}, (raw) => raw.exec('UPDATE Information SET schemaVersionMajor = 1'));
    expect(() => readEngineDatabase(path)).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });

  test('one that is cut short anywhere', () => {
    const { output } = formatEngineDatabase({ tracks: TRACKS, playlists: [list('A', '1')], plays: [] }, OPTIONS);
    const path = join(folder, 'cut.db');
    for (let length = 0; length < output.length; length += 4_096) {
      writeFileSync(path, output.subarray(0, length + 100));
      try {
        readEngineDatabase(path);
      } catch (error) {
        expect(error).toMatchObject({ name: 'AppError' });
      }
    }
  });
});
