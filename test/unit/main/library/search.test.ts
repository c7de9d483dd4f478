import { beforeEach, describe, expect, test } from 'vitest';
import { createTrackLists, type TrackLists } from '#main/library/track-list.ts';
import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { SearchNames } from '#main/storage/queries/search-names.ts';
import { filterTracks } from '#main/storage/queries/track-filter.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import {
  entryFields,
  fileFields,
  manualClock,
  openTempLibrary,
  setFields,
  trackFields,
} from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let lists: TrackLists;
let ids: Readonly<Record<string, string>> = {};
const clock = manualClock();
const NOW = new Date(clock.now());
/** The beginning of a day so long ago. */
const daysAgo = (days: number): string => new Date(clock.now() - days * 86_400_000).toISOString();

/** Title and what of it matters. */
const TRACKS: readonly Partial<RowFields<'tracks'>>[] = [
  { title: 'Alpha', remixer: 'Jon Hopkins', mix: 'Extended Mix', composer: 'Béla Bartók', grouping: 'Peak time' },
  { title: 'Beta', colour: '#e0433f', last_played_at: daysAgo(10), play_count: 3, bpm: 124, key_index: 14 },
  { title: 'Gamma', colour: '#ff0000', bpm: 62, key_index: 16 },
  { title: 'Delta', colour: '#3f78e0', play_count: 1, bpm: 131, key_index: 4 },
  { title: 'Omega', bpm: 132 },
];

const insert = <Table extends 'crates' | 'crate_tracks' | 'sets' | 'set_entries' | 'tags' | 'track_tags'>(
  table: Table,
  set: RowFields<Table>,
): string => {
  const id = database.newId();
  const mutations = [{ op: 'insert', table, id, set }] as unknown as readonly Mutation[];
  database.mutate({ origin: 'user', label: 'x', mutations });
  return id;
};
const idOf = (title: string): string => ids[title] ?? '';

function addCrate(name: string, set: Partial<RowFields<'crates'>> = {}, titles: readonly string[] = []): string {
  const crate = { name, parent_id: null, position: 1, kind: 'crate' as const, query: '', colour: null, ...set };
  const id = insert('crates', crate);
  for (const title of titles) insert('crate_tracks', { crate_id: id, track_id: idOf(title), position: 1 });
  return id;
}
const addSmart = (name: string, query: string): string => addCrate(name, { kind: 'smart', query });

function addSet(name: string, titles: readonly string[]): void {
  const id = insert('sets', setFields(name));
  titles.forEach((title, position) => insert('set_entries', entryFields(id, idOf(title), position)));
}

function addTag(name: string, titles: readonly string[]): void {
  const id = insert('tags', { name, colour: null, position: 1 });
  for (const title of titles) insert('track_tags', { track_id: idOf(title), tag_id: id });
}

const query = (search: string, near: TrackQuery['near'] = null): TrackQuery => ({
  source: { kind: 'all' },
  search,
  near,
  sort: [{ field: 'addedAt', direction: 'ascending' }],
});
const page = (search: string, near?: TrackQuery['near']) => lists.page(query(search, near), 0, 100);
const titles = (search: string, near?: TrackQuery['near']): string =>
  page(search, near)
    .rows.map(({ title }) => title)
    .join(' ');
const fault = (message: RegExp, start: number, end: number) =>
  expect.objectContaining({
    code: 'invalid-input',
    message: expect.stringMatching(message),
    details: expect.objectContaining({ start, end }),
  });

beforeEach(() => {
  database = openTempLibrary({ clock });
  const plain = { artist: '', album: '', genre: '', label: '', comment: '' };
  const tracks = TRACKS.map((set, n) => trackFields({ ...plain, added_at: daysAgo(100 - n), ...set }));
  const added = addTracks(database, tracks);
  ids = Object.fromEntries(TRACKS.map(({ title = '' }, n) => [title, added[n] ?? '']));
  lists = createTrackLists(database, clock);
});

describe('or, not, parentheses', () => {
  test.each([
    ['alpha or omega', 'Alpha Omega'],
    ['bpm:>130 -delta | gamma', 'Gamma Omega'],
    ['bpm:>130 -(delta | gamma)', 'Omega'],
    ['not (bpm:>100 or colour:red)', 'Alpha'],
    // A track without a tempo fulfils no condition on it, and each negated one.
    ['-bpm:>100', 'Alpha Gamma'],
    ['(alpha or beta) (beta or gamma)', 'Beta'],
  ])('%s', (search, expected) => {
    expect(titles(search)).toBe(expected);
  });
});

describe('fields', () => {
  test('remixer, mix, composer and grouping go by words, without accents', () => {
    for (const search of ['remixer:hop', 'remixer:"jon hopkins"', 'mix:extended', 'composer:bartok', 'grouping:peak'])
      expect(titles(search), search).toBe('Alpha');
    for (const search of ['remixer:opkins', 'mix:"extended mi"', 'composer:"bartok bela"', 'remixer:peak'])
      expect(titles(search), search).toBe('');
    expect(titles('remixer:""')).toBe('Beta Gamma Delta Omega');
    expect(titles('-composer:""')).toBe('Alpha');
  });

  test('a remixer whom only the title names is found as well', () => {
    const artist = database.newId();
    database.mutate({
      origin: 'tag',
      label: 'x',
      mutations: [
        { op: 'insert', table: 'artists', id: artist, set: { name: 'Four Tet', name_key: 'four tet' } },
        {
          op: 'insert',
          table: 'track_artists',
          id: database.newId(),
          set: { track_id: idOf('Omega'), artist_id: artist, role: 'remixer', position: 0 },
        },
      ],
    });
    expect(titles('remixer:tet')).toBe('Omega');
    expect(titles('remixer:""')).toBe('Beta Gamma Delta');
  });

  test('colours by name, also those of other programs', () => {
    expect(titles('colour:red')).toBe('Beta Gamma');
    expect(titles('colour:red,blue')).toBe('Beta Gamma Delta');
    expect(titles('colour:""')).toBe('Alpha Omega');
  });

  test('missing files', () => {
    database.raw.prepare("UPDATE files SET missing_since = '' WHERE track_id = ?").run(idOf('Gamma'));
    expect(titles('missing:yes')).toBe('Gamma');
    expect(titles('missing:no')).toBe('Alpha Beta Delta Omega');
    const set = fileFields(idOf('Gamma'), { path: '/copy.mp3' });
    const mutations: Mutation[] = [{ op: 'insert', table: 'files', id: database.newId(), set }];
    database.mutate({ origin: 'import', label: 'x', mutations });
    expect(titles('missing:yes')).toBe('');
  });
});

describe('near', () => {
  test('the selected track: tempo within the pitch range, half and double; keys that mix', () => {
    const near = { bpm: 124, keyIndex: 14 };
    // 131 is 5.3 % away, 132 6.1 %, 62 is half.
    expect(titles('~bpm:', near)).toBe('Beta Gamma Delta');
    expect(titles('~bpm:4%', near)).toBe('Beta Gamma');
    expect(titles('~bpm:7%', near)).toBe('Beta Gamma Delta Omega');
    // 8A with 9A (16); 3A (4) clashes.
    expect(titles('~key:', near)).toBe('Beta Gamma');
    expect(titles('-~key: ~bpm:', near)).toBe('Delta');
  });

  test('a value', () => {
    expect(titles('~bpm:124')).toBe('Beta Gamma Delta');
    expect(titles('~bpm:131,0.5%')).toBe('Delta');
    expect(titles('~bpm:65')).toBe('Beta Gamma Delta Omega');
    expect(titles('~bpm:90')).toBe('');
    expect(titles('~key:8B')).toBe('Beta');
    expect(titles('~key:3A,9A')).toBe('Beta Gamma Delta');
  });

  test('without a selected track, or one without a tempo, it is as if not written, and the list says so', () => {
    expect(titles('~bpm: gamma')).toBe('Gamma');
    expect(page('~bpm:').notes).toEqual([expect.stringContaining('Select one whose tempo is known')]);
    expect(page('-~key:', { bpm: 124, keyIndex: null }).total).toBe(5);
    expect(page('~key:', { bpm: 124, keyIndex: null }).notes).toEqual([expect.stringContaining('~key:8A')]);
    expect(page('~bpm:124').notes).toEqual([]);
  });
});

describe('crates, sets and tags', () => {
  test('by the words of their names; an exact name wins', () => {
    addCrate('House', {}, ['Alpha']);
    addCrate('Deep House', {}, ['Beta']);
    addCrate('Warm-up', {}, ['Gamma']);
    expect(titles('crate:house')).toBe('Alpha');
    expect(titles('crate:hous')).toBe('Alpha Beta');
    expect(titles('crate:"deep house"')).toBe('Beta');
    expect(titles('crate:"warm up",deep')).toBe('Beta Gamma');
    expect(titles('-crate:warm')).toBe('Alpha Beta Delta Omega');
    expect(titles('crate:""')).toBe('Delta Omega');
  });

  test('sets and tags', () => {
    addSet('Friday', ['Beta', 'Alpha']);
    addTag('Late night', ['Gamma', 'Beta']);
    expect(titles('set:fri')).toBe('Alpha Beta');
    expect(titles('tag:night')).toBe('Beta Gamma');
    expect(titles('tag:late set:friday')).toBe('Beta');
    expect(titles('tag:"" set:""')).toBe('Delta Omega');
  });

  test('a folder stands for what is in it, at any depth', () => {
    const outer = addCrate('Genres', { kind: 'folder' });
    const inner = addCrate('Slow', { kind: 'folder', parent_id: outer });
    addCrate('Dub', { parent_id: inner }, ['Alpha']);
    addCrate('Reggae', { parent_id: outer }, ['Delta']);
    addCrate('Elsewhere', {}, ['Omega']);
    expect(titles('crate:genres')).toBe('Alpha Delta');
    expect(titles('crate:slow')).toBe('Alpha');
    addCrate('Empty', { kind: 'folder' });
    expect(titles('crate:empty')).toBe('');
  });

  test('an unknown name is said with its place', () => {
    expect(() => titles('alpha tag:x')).toThrow(fault(/There is no tag yet/, 6, 11));
    addTag('Late', []);
    expect(() => titles('alpha tag:x')).toThrow(fault(/No tag is called "x"/, 6, 11));
    expect(titles('tag:l')).toBe('');
  });

  test('a removed crate and its tracks are not there', () => {
    const id = addCrate('Old', {}, ['Alpha']);
    addCrate('Other', {}, ['Beta']);
    database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'crates', id }] });
    expect(() => titles('crate:old')).toThrow(/No crate is called "old"/);
    expect(titles('crate:""')).toBe('Alpha Gamma Delta Omega');
  });
});

describe('smart crates', () => {
  test('are what their search finds, others inside them included', () => {
    addCrate('Picked', {}, ['Alpha']);
    addSmart('Fast', 'bpm:>130 or crate:picked');
    addSmart('Fast not red', 'crate:fast -title:delta');
    addSmart('All', '');
    expect(titles('crate:fast')).toBe('Alpha Delta Omega');
    expect(titles('crate:"fast not red"')).toBe('Alpha Omega');
    expect(titles('crate:fast alpha')).toBe('Alpha');
    expect(titles('crate:all')).toBe('Alpha Beta Gamma Delta Omega');
    expect(titles('-crate:all')).toBe('');
    expect(titles('(crate:all crate:all) or alpha')).toBe('Alpha Beta Gamma Delta Omega');
  });

  test('that lead back to themselves are refused in words', () => {
    addSmart('Loop', 'crate:loop');
    addSmart('Ping', 'crate:pong');
    addSmart('Pong', 'bpm:>100 crate:ping');
    expect(() => titles('crate:loop')).toThrow(fault(/"Loop" looks into itself/, 0, 10));
    expect(() => titles('beta crate:ping')).toThrow(
      fault(/circle: "Ping", which looks into "Pong", which looks into "Ping"/, 5, 15),
    );
  });

  test('with a fault in their search say so at the place where they are named', () => {
    addSmart('Broken', 'bpm:fast');
    expect(() => titles('beta crate:broken')).toThrow(
      fault(/"Broken" has a fault in its search\. Write a tempo/, 5, 17),
    );
  });

  test('that multiply are refused', () => {
    addSmart('C0', 'bpm:>100');
    for (let n = 1; n <= 8; n += 1) addSmart(`C${n}`, `crate:c${n - 1} or -crate:c${n - 1}`);
    expect(titles('crate:c3')).toBe('Alpha Beta Gamma Delta Omega');
    expect(() => titles('crate:c8')).toThrow(/More than 40 smart crates/);
  });

  test('are filtered by themselves as well', () => {
    const loop = addSmart('Loop', 'crate:loop');
    const fast = addSmart('Fast', '~bpm:124');
    const names = new SearchNames(database, NOW);
    const filter = { source: { kind: 'all' as const }, near: null, recentSince: '' };
    expect(filterTracks(database, { ...filter, expression: names.crate(fast) })).toHaveLength(3);
    expect(() => names.crate(loop)).toThrow(/looks into itself/);
    expect(() => names.crate('gone')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
