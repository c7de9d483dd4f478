import { beforeEach, expect, test } from 'vitest';
import { createTrackLists, type TrackLists } from '#main/library/track-list.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { SortField, TrackQuery } from '#shared/contract/tracks.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let lists: TrackLists;
let ids: Readonly<Record<string, string>> = {};
const clock = manualClock();
const daysAgo = (days: number): string => new Date(clock.now() - days * 86_400_000).toISOString();

/** Title and what programs say of it. */
const TRACKS: readonly Partial<RowFields<'tracks'>>[] = [
  { title: 'Alpha' },
  { title: 'Beta', last_played_at: daysAgo(10), play_count: 3 },
  { title: 'Gamma' },
  { title: 'Delta', play_count: 1 },
  { title: 'Omega' },
];

beforeEach(() => {
  database = openTempLibrary({ clock });
  const added = addTracks(
    database,
    TRACKS.map((set) => trackFields(set)),
  );
  ids = Object.fromEntries(TRACKS.map(({ title = '' }, index) => [title, added[index] ?? '']));
  lists = createTrackLists(database, clock);
});

/** A play that an import brought. */
function play(title: string, days: number): void {
  const set = { track_id: ids[title] ?? '', played_at: daysAgo(days), set_id: null, source: 'traktor' };
  const more = { session: '', deck: null, duration_seconds: null };
  const insert = { op: 'insert', table: 'plays', id: database.newId(), set: { ...set, ...more } } as const;
  database.mutate({ origin: 'user', label: 'x', mutations: [insert] });
}

/** Titles in the order of the tracks. */
function titles(search: string): string {
  const order = TRACKS.map(({ title }) => title);
  const query: TrackQuery = { source: { kind: 'all' }, search, sort: [] };
  return lists
    .page(query, 0, 100)
    .rows.map(({ title }) => title)
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .join(' ');
}

function firstBy(field: SortField) {
  return lists.page({ source: { kind: 'all' }, search: '', sort: [{ field, direction: 'descending' }] }, 0, 3).rows;
}

test('plays: what a program counts and known plays are not added up, the more counts', () => {
  for (const days of [400, 30, 5]) play('Alpha', days);
  for (const days of [20, 10]) play('Beta', days);
  expect(titles('plays:3')).toBe('Alpha Beta');
  expect(titles('plays:>3')).toBe('');
  for (const days of [40, 50]) play('Beta', days);
  expect(titles('plays:4')).toBe('Beta');
  expect(titles('plays:0')).toBe('Gamma Omega');
  expect(firstBy('playCount').map(({ title, playCount }) => [title, playCount])).toEqual([
    ['Beta', 4],
    ['Alpha', 3],
    ['Delta', 1],
  ]);
  database.history.undo();
  expect(titles('plays:4')).toBe('');
  expect(titles('plays:3')).toBe('Alpha Beta');
});

test('the last time is the later of what a program says and of the plays', () => {
  play('Alpha', 5);
  play('Beta', 400);
  expect(firstBy('lastPlayedAt').map(({ title, lastPlayedAt }) => [title, lastPlayedAt])).toEqual([
    ['Alpha', daysAgo(5)],
    ['Beta', daysAgo(10)],
    ['Delta', null],
  ]);
});

test('played: from the plays and from what other programs tell', () => {
  play('Alpha', 5);
  play('Alpha', 400);
  play('Gamma', 400);
  expect(titles('played:never')).toBe('Omega');
  expect(titles('played:<30d')).toBe('Alpha Beta');
  expect(titles('played:>1y')).toBe('Gamma');
  expect(titles('played:>7d')).toBe('Beta Gamma');
  expect(titles('played:>1y,never')).toBe('Gamma Omega');
  // Any of the plays counts for a stretch of time.
  expect(titles(`played:${daysAgo(400).slice(0, 10)}`)).toBe('Alpha Gamma');
  expect(titles(`played:${daysAgo(10).slice(0, 10)}`)).toBe('Beta');
  expect(titles('-played:<30d')).toBe('Gamma Delta Omega');
});
