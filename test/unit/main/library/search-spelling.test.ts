import { beforeEach, expect, test } from 'vitest';
import { createTrackLists, type TrackLists } from '#main/library/track-list.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { editDistance } from '#shared/domain/edit-distance.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const TITLES = ['Strobe', 'Progressive Anthem', 'Solar Wind', 'Solar Flare', 'Polar Bear', 'House 12345'];

let database: LibraryDatabase;
let lists: TrackLists;

const query = (search: string): TrackQuery => ({
  source: { kind: 'all' },
  search,
  sort: [{ field: 'title', direction: 'ascending' }],
});
const page = (search: string) => lists.page(query(search), 0, 100);
const titles = (search: string): string =>
  page(search)
    .rows.map(({ title }) => title)
    .join(' ');
const notes = (search: string): string => page(search).notes.join();

beforeEach(() => {
  database = openTempLibrary({ clock: manualClock() });
  addTracks(
    database,
    TITLES.map((title) => trackFields({ title, artist: '', album: '', genre: '', label: '' })),
  );
  lists = createTrackLists(database, manualClock());
});

test('words that nothing has are taken for the nearest that are there, and the list says so', () => {
  expect(titles('stroeb')).toBe('Strobe');
  expect(notes('stroeb')).toBe('Showing results for "strobe": nothing has "stroeb".');
  expect(titles('progresive')).toBe('Progressive Anthem');
  expect(titles('porgresivve')).toBe('');
  expect(titles('progrezzive')).toBe('Progressive Anthem');
  expect(titles('title:slar wind')).toBe('');
  expect(titles('title:solaar wind')).toBe('Solar Wind');
});

test('two words as near are both taken, that of more tracks first', () => {
  expect(titles('aolar')).toBe('Polar Bear Solar Flare Solar Wind');
  expect(notes('aolar')).toContain('"solar" or "polar"');
});

test('a word stays as it is when it is short, the beginning of a word, in quotes, excluded or a number', () => {
  for (const search of ['strb', '"stroeb"', '12346']) expect(titles(search), search).toBe('');
  expect(titles('strob')).toBe('Strobe');
  expect(page('-stroeb').total).toBe(6);
  for (const search of ['strb', 'strob', '"stroeb"', '-stroeb', '12346', 'strobe']) expect(notes(search)).toBe('');
});

test('other spellings follow what is in the library', async () => {
  expect(titles('stroeb')).toBe('Strobe');
  const [{ id } = { id: '' }] = page('strobe').rows;
  const rename = (title: string) =>
    database.mutate({
      origin: 'user',
      label: 'x',
      mutations: [{ op: 'update', table: 'tracks', id, set: { title } }],
    });
  rename('Quartz');
  const read = async (search: string) => (await lists.readPage(query(search), 0, 10)).rows.map(({ title }) => title);
  expect(await read('stroeb')).toEqual([]);
  expect(await read('quarzt')).toEqual(['Quartz']);
  database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'tracks', id }] });
  expect(await read('quarzt')).toEqual([]);
});

test.each([
  ['strobe', 'strobe', 0],
  ['stroeb', 'strobe', 1],
  ['srobe', 'strobe', 1],
  ['strobbe', 'strobe', 1],
  ['stroke', 'strobe', 1],
  ['tsrbo', 'strobe', 3],
  ['', 'abc', 3],
])('%s is %s with %i slips', (from, to, slips) => {
  expect(editDistance(from, to, 9)).toBe(slips);
  expect(editDistance(to, from, 9)).toBe(slips);
  expect(editDistance(from, to, 0)).toBe(Math.min(slips, 1));
});
