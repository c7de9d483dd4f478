import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createTrackLists, type TrackLists } from '#main/library/track-list.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { FolderId, SetId, TrackId } from '#shared/contract/ids.ts';
import { SORT_FIELDS, type SortField, type SortKey, type TrackQuery } from '#shared/contract/tracks.ts';
import { keyIndex, parseKey } from '#shared/domain/key.ts';
import { ANALYSIS_VERSION } from '#shared/domain/track-analysis.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { entryFields, fileFields, setFields, trackFields } from '#test/support/library-rows.ts';
import { manualClock, openTempLibrary } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let lists: TrackLists;
let ids: string[] = [];

const key = (text: string): number | null => {
  const parsed = parseKey(text);
  return parsed === null ? null : keyIndex(parsed);
};
const TRACKS: readonly Partial<RowFields<'tracks'>>[] = [
  {
    title: 'Glue',
    artist: 'Bicep',
    genre: 'House',
    label: 'Ninja Tune',
    bpm: 126.02,
    key_index: key('8A'),
    energy: 0.7,
  },
  { title: 'Strobe', artist: 'deadmau5', genre: 'Progressive House', bpm: 128, key_index: key('10B'), energy: 0.45 },
  { title: 'Für Elise (Remix)', artist: 'AC/DC', genre: 'Techno', bpm: 140, key_index: key('12A'), rating: 4 },
  { title: 'Track 10', artist: '東京事変', genre: '', bpm: null, key_index: null, year: 1999, comment: 'vocal 🔥' },
  { title: 'Track 2', artist: '', genre: 'House', bpm: 87.5, key_index: key('1A'), duration_seconds: 301 },
];
const DEFAULTS = { album: '', label: '', comment: '', year: 2020, rating: 0, duration_seconds: 200 };

const query = (search: string, set: Partial<TrackQuery> = {}): TrackQuery => ({
  source: { kind: 'all' },
  search,
  sort: [{ field: 'title', direction: 'ascending' }],
  ...set,
});
const titles = (search: string, set: Partial<TrackQuery> = {}): string[] =>
  lists.page(query(search, set), 0, 500).rows.map(({ title }) => title);
const sorted = (...sort: readonly SortKey[]): string[] => titles('', { sort: [...sort] });
const up = (field: SortField): SortKey => ({ field, direction: 'ascending' });
const down = (field: SortField): SortKey => ({ field, direction: 'descending' });

beforeEach(() => {
  database = openTempLibrary({ clock: manualClock() });
  ids = addTracks(
    database,
    TRACKS.map((set, day) => trackFields({ ...DEFAULTS, added_at: `2026-11-0${day + 1}T12:00:00.000Z`, ...set })),
  );
  lists = createTrackLists(database, manualClock());
});

describe('sorting', () => {
  test('titles as people expect', () => {
    expect(sorted(up('title'))).toEqual(['Für Elise (Remix)', 'Glue', 'Strobe', 'Track 2', 'Track 10']);
    expect(sorted(down('title'))).toEqual(['Track 10', 'Track 2', 'Strobe', 'Glue', 'Für Elise (Remix)']);
  });
  test('keys around the wheel, those without last in both directions', () => {
    expect(sorted(up('keyIndex'))).toEqual(['Track 2', 'Glue', 'Strobe', 'Für Elise (Remix)', 'Track 10']);
    expect(sorted(down('keyIndex'))).toEqual(['Für Elise (Remix)', 'Strobe', 'Glue', 'Track 2', 'Track 10']);
  });
  test('several columns', () => {
    expect(sorted(up('genre'), down('bpm'))).toEqual(['Glue', 'Track 2', 'Strobe', 'Für Elise (Remix)', 'Track 10']);
  });
  test('newest first when nothing is asked for', () => {
    expect(sorted()).toEqual(['Track 2', 'Track 10', 'Für Elise (Remix)', 'Strobe', 'Glue']);
  });
  test('every field sorts', () => {
    for (const field of SORT_FIELDS)
      expect(sorted(up(field)).toSorted(), field).toEqual(sorted(down(field)).toSorted());
  });
});

describe('search', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['', ['Für Elise (Remix)', 'Glue', 'Strobe', 'Track 2', 'Track 10']],
    ['str', ['Strobe']],
    ['track', ['Track 2', 'Track 10']],
    ['fur elise', ['Für Elise (Remix)']],
    ['FÜR', ['Für Elise (Remix)']],
    ['dead strob', ['Strobe']],
    ['"progressive house"', ['Strobe']],
    ['"house progressive"', []],
    ['house', ['Glue', 'Strobe', 'Track 2']],
    ['house -glue', ['Strobe', 'Track 2']],
    ['ac/dc', ['Für Elise (Remix)']],
    ['東京', ['Track 10']],
    ['京', ['Track 10']],
    ['🔥', ['Track 10']],
    ['&', ['Für Elise (Remix)', 'Glue', 'Strobe', 'Track 2', 'Track 10']],
    ['genre:house', ['Glue', 'Strobe', 'Track 2']],
    ['artist:house', []],
    ['label:ninja', ['Glue']],
    ['genre:""', ['Track 10']],
    ['-genre:""', ['Für Elise (Remix)', 'Glue', 'Strobe', 'Track 2']],
    ['genre:techno,"progressive house"', ['Für Elise (Remix)', 'Strobe']],
    ['bpm:126', ['Glue']],
    ['bpm:120-126', ['Glue']],
    ['bpm:>126', ['Für Elise (Remix)', 'Glue', 'Strobe']],
    ['-bpm:>126', ['Track 2', 'Track 10']],
    ['bpm:""', ['Track 10']],
    ['key:8A', ['Glue']],
    ['key:Am,1A', ['Glue', 'Track 2']],
    ['-key:8A', ['Für Elise (Remix)', 'Strobe', 'Track 2', 'Track 10']],
    // 0.7 is shown as level 7, 0.45 as 5.
    ['energy:7', ['Glue']],
    ['energy:>4', ['Glue', 'Strobe']],
    ['rating:>=4', ['Für Elise (Remix)']],
    ['rating:0', ['Glue', 'Strobe', 'Track 2', 'Track 10']],
    ['year:1990-1999', ['Track 10']],
    ['time:>5:00', ['Track 2']],
    ['added:<16d', ['Track 2', 'Track 10']],
    ['added:2026-11-02', ['Strobe']],
    ['bpm:120-130 house -strobe', ['Glue']],
    ['bpm:', ['Für Elise (Remix)', 'Glue', 'Strobe', 'Track 2', 'Track 10']],
  ];
  test('words, phrases, fields, ranges, and what they exclude', () => {
    for (const [search, expected] of cases) expect(titles(search), search).toEqual(expected);
  });

  test('a term that cannot be fulfilled is an error that says what to write, and where', () => {
    expect(() => titles('house bpm:fast')).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        message: expect.stringContaining('bpm:120-126'),
        details: expect.objectContaining({ start: 6, end: 14 }),
      }),
    );
  });

  test('no text makes a broken query', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        'bpm:',
        'key:',
        'genre:',
        'added:<',
        '"',
        "'",
        '*',
        '(',
        ')',
        '{title}',
        ' AND ',
        ' NOT ',
        ' OR ',
        '^',
        ':',
        '-',
        '%',
        '\0',
        'NEAR(',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        try {
          lists.page(query(pieces.join('').slice(0, 500)), 0, 10);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('sources', () => {
  const only = (source: TrackQuery['source'], sort = [up('title')]): string[] => titles('', { source, sort });
  const lose = (track = ''): unknown =>
    database.raw.prepare("UPDATE files SET missing_since = '2026-01-01T00:00:00.000Z' WHERE track_id = ?").run(track);

  test('missing, failed, recent', () => {
    lose(ids[0]);
    database.raw
      .prepare(
        "INSERT INTO analysis_jobs (id, track_id, state, created_at, updated_at) VALUES ('j', ?, 'failed', '', '')",
      )
      .run(ids[1]);
    expect(only({ kind: 'missing' })).toEqual(['Glue']);
    expect(only({ kind: 'failed' })).toEqual(['Strobe']);
    const old = { ...trackFields({ title: 'Old' }), added_at: '2026-10-01T00:00:00.000Z' };
    addTracks(database, [old]);
    expect(only({ kind: 'recent' })).not.toContain('Old');
    expect(only({ kind: 'recent' })).toHaveLength(5);
  });

  test('outdated: with a result of an older version and a file that is there', () => {
    const insert = database.raw.prepare(
      `INSERT INTO track_analyses (track_id, version, content_hash, bpm_confidence, key_confidence, duration_seconds, analysed_at)
       VALUES (?, ?, 'x', 1, 1, 240, '')`,
    );
    insert.run(ids[0], ANALYSIS_VERSION);
    insert.run(ids[1], ANALYSIS_VERSION - 1);
    insert.run(ids[2], ANALYSIS_VERSION - 1);
    lose(ids[2]);
    expect(only({ kind: 'outdated' })).toEqual(['Strobe']);
  });

  test('a second file that is there keeps a track from being missing', () => {
    lose(ids[0]);
    const set = fileFields(ids[0] ?? '', { path: '/copy.mp3' });
    database.mutate({
      origin: 'import',
      label: 'x',
      mutations: [{ op: 'insert', table: 'files', id: database.newId(), set }],
    });
    expect(only({ kind: 'missing' })).toEqual([]);
  });

  test('a folder, and a set in its order or sorted', () => {
    const folderId = database.newId();
    const setId = database.newId();
    const entry = (track: string | undefined, position: number) => ({
      op: 'insert' as const,
      table: 'set_entries' as const,
      id: database.newId(),
      set: entryFields(setId, track ?? '', position),
    });
    database.mutate({
      origin: 'user',
      label: 'x',
      mutations: [
        { op: 'insert', table: 'library_folders', id: folderId, set: { path: '/f', last_scanned_at: null } },
        { op: 'insert', table: 'sets', id: setId, set: setFields('S') },
        {
          op: 'insert',
          table: 'files',
          id: database.newId(),
          set: fileFields(ids[2] ?? '', { path: '/f/x', folder_id: folderId }),
        },
        entry(ids[4], 1),
        entry(ids[0], 0.5),
        entry(ids[3], 2),
      ],
    });
    expect(only({ kind: 'folder', folderId: FolderId.parse(folderId) })).toEqual(['Für Elise (Remix)']);
    const source = { kind: 'set' as const, setId: SetId.parse(setId) };
    expect(only(source, [])).toEqual(['Glue', 'Track 2', 'Track 10']);
    expect(only(source, [down('title')])).toEqual(['Track 10', 'Track 2', 'Glue']);
    expect(titles('house', { source, sort: [] })).toEqual(['Glue', 'Track 2']);
  });
});

describe('changes', () => {
  test('a list follows edits, removals, undo and new tracks', () => {
    expect(sorted(up('title'))[0]).toBe('Für Elise (Remix)');
    const [first = ''] = ids;
    const revision = lists.page(query(''), 0, 1).revision;
    database.mutate({
      origin: 'user',
      label: 'x',
      mutations: [{ op: 'update', table: 'tracks', id: first, set: { title: 'Aaa' } }],
    });
    expect(sorted(up('title'))[0]).toBe('Aaa');
    expect(lists.page(query(''), 0, 1).revision).toBeGreaterThan(revision);
    database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'tracks', id: first }] });
    expect(titles('')).toHaveLength(4);
    expect(titles('aaa')).toEqual([]);
    database.history.undo();
    database.history.undo();
    expect(titles('glue')).toEqual(['Glue']);
    addTracks(database, [trackFields({ title: 'Zzz' })]);
    expect(sorted(up('title')).at(-1)).toBe('Zzz');
  });
});

test('pages are parts of one order, with totals of the whole', () => {
  database = openTempLibrary({ clock: manualClock() });
  const tracks = inventTracks(1200);
  addTracks(database, tracks);
  lists = createTrackLists(database, manualClock());
  const sort = [up('artist'), down('bpm')];
  const pages = [0, 500, 1000, 1500].map((offset) => lists.page(query('', { sort }), offset, 500));
  expect(pages.map(({ rows }) => rows.length)).toEqual([500, 500, 200, 0]);
  expect(pages[0]?.total).toBe(1200);
  expect(pages[0]?.totalSeconds).toBeCloseTo(
    tracks.reduce((sum, track) => sum + (track.duration_seconds ?? 0), 0),
    3,
  );
  const inOrder = pages.flatMap(({ rows }) => rows);
  expect(inOrder.map(({ id }) => id)).toEqual(lists.ids(query('', { sort })));
  expect(new Set(inOrder.map(({ id }) => id)).size).toBe(1200);
  for (const [index, row] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next === undefined || row.artist < next.artist) continue;
    expect(row.artist).toBe(next.artist);
    expect(row.bpm ?? 0).toBeGreaterThanOrEqual(next.bpm ?? 0);
  }
  expect(TrackId.safeParse(inOrder[0]?.id).success).toBe(true);
});
