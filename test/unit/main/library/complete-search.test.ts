import { beforeEach, describe, expect, test } from 'vitest';
import { createSearchCompleter, type SearchCompleter } from '#main/library/complete-search.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { parseSearch } from '#shared/domain/search-query.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary, setFields, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let completer: SearchCompleter;
let clock = manualClock();
let ids: readonly string[] = [];

beforeEach(() => {
  clock = manualClock();
  database = openTempLibrary({ clock });
  ids = addTracks(database, [
    trackFields({ genre: 'Deep House', artist: 'Björk', key_index: 14, colour: '#ff0000', year: 2001 }),
    trackFields({ genre: 'Deep House', artist: 'Bicep', key_index: 14, colour: '#e0433f', year: 2001 }),
    trackFields({ genre: 'House', artist: 'Moss (UK)', key_index: 16, year: 2020, remixer: 'Four Tet' }),
    trackFields({ genre: 'Techno', artist: 'Say "Hi"', year: 2020 }),
  ]);
  completer = createSearchCompleter(database, clock);
});

/** The text after the first suggestion, or that of this text, is taken. `|` is the cursor. */
function taken(marked: string, chosen?: string): string {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { start, end, suggestions } = completer.complete(text, cursor);
  const suggestion = chosen === undefined ? suggestions[0] : suggestions.find((each) => each.text === chosen);
  return text.slice(0, start) + (suggestion?.insert ?? '!') + text.slice(end);
}
const offered = (marked: string): string[] =>
  completer
    .complete(marked.replace('|', ''), marked.indexOf('|'))
    .suggestions.map(({ text, count }) => (count === null ? text : `${text} ${count}`));

describe('names of fields', () => {
  test('from the second letter on', () => {
    expect(offered('g|')).toEqual([]);
    expect(offered('ge|')).toEqual(['genre:']);
    expect(offered('KE|')).toEqual(['key:', '~key:']);
    expect(offered('~|')).toEqual(['~bpm:', '~key:']);
    expect(offered('~k|')).toEqual(['~key:']);
    expect(offered('xy|')).toEqual([]);
  });
  test('take the place of what is typed, wherever it stands', () => {
    expect(taken('ge|')).toBe('genre:');
    expect(taken('deep (-ge| or x)')).toBe('deep (-genre: or x)');
    expect(taken('ge|nre:house')).toBe('genre:house');
    expect(taken('~b|')).toBe('~bpm:');
  });
  test('not in quotes, behind a space or in a word with other signs', () => {
    for (const marked of ['"ge|', 'ge |', '|', '(|', 'ge-ge|', 'a "b"|']) expect(offered(marked), marked).toEqual([]);
  });
});

describe('values', () => {
  test('with the number of tracks, those of most first', () => {
    expect(offered('genre:|')).toEqual(['Deep House 2', 'House 1', 'Techno 1']);
    expect(offered('key:|')).toEqual(['8A 2', '9A 1']);
    expect(offered('colour:|')).toEqual(['red 2']);
    expect(offered('year:20|')).toEqual(['2001 2', '2020 2']);
    expect(offered('remixer:|')).toEqual(['Four Tet 1']);
    expect(offered('~key:|')).toEqual(['8A 2', '9A 1']);
  });
  test('that begin so, then those with a word that does; without accents', () => {
    expect(offered('genre:ho|')).toEqual(['House 1', 'Deep House 2']);
    expect(offered('artist:bjo|')).toEqual(['Björk 1']);
    expect(offered('key:a|')).toEqual(['8A 2']);
    expect(offered('genre:ouse|')).toEqual([]);
  });
  test('are quoted where they need it, and can be read back', () => {
    expect(taken('genre:de|')).toBe('genre:"Deep House" ');
    expect(taken('genre:"de|')).toBe('genre:"Deep House" ');
    expect(taken('genre:"de|ep" bpm:124')).toBe('genre:"Deep House" bpm:124');
    expect(taken('genre:techno,ho|')).toBe('genre:techno,House ');
    expect(taken('artist:mo|')).toBe('artist:"Moss (UK)" ');
    expect(taken('artist:say|')).toBe('artist:"Say  Hi" ');
    expect(parseSearch(taken('artist:say|'), new Date()).problems).toEqual([]);
  });
  test('not the one that is there already, nor behind a finished one', () => {
    expect(offered('genre:techno|')).toEqual([]);
    expect(offered('genre:"Techno"|')).toEqual([]);
    expect(offered('bpm:|')).toEqual([]);
  });
  test('keywords', () => {
    expect(offered('played:|')).toEqual(['never', '<7d', '<30d', '>1y']);
    expect(taken('played:n|')).toBe('played:never ');
    expect(offered('added:<3|')).toEqual(['<30d']);
    expect(offered('missing:|')).toEqual(['yes', 'no']);
  });
});

test('crates, sets and tags by name; smart crates without a number', () => {
  const crate = (name: string, kind: 'crate' | 'smart') => ({
    op: 'insert' as const,
    table: 'crates' as const,
    id: database.newId(),
    set: { name, parent_id: null, position: 1, kind, query: '', colour: null },
  });
  const warm = crate('Warm up', 'crate');
  const link = { crate_id: warm.id, track_id: ids[0] ?? '', position: 1 };
  const tag = { op: 'insert' as const, table: 'tags' as const, id: database.newId() };
  database.mutate({
    origin: 'user',
    label: 'x',
    mutations: [
      warm,
      crate('Fast', 'smart'),
      { op: 'insert', table: 'crate_tracks', id: database.newId(), set: link },
      { ...tag, set: { name: 'Peak', colour: null, position: 1 } },
      { op: 'insert', table: 'sets', id: database.newId(), set: setFields('Friday') },
    ],
  });
  expect(offered('crate:|')).toEqual(['Warm up 1', 'Fast']);
  expect(taken('crate:w|')).toBe('crate:"Warm up" ');
  expect(offered('tag:p|')).toEqual(['Peak 0']);
  expect(offered('set:|')).toEqual(['Friday 0']);
  database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'tracks', id: ids[0] ?? '' }] });
  expect(offered('crate:|')).toEqual(['Warm up 0', 'Fast']);
});

test('counts follow the library, at the latest ten seconds later', () => {
  expect(offered('genre:te|')).toEqual(['Techno 1']);
  addTracks(database, [trackFields({ genre: 'Techno' })]);
  clock.advance(10_000);
  expect(offered('genre:te|')).toEqual(['Techno 2']);
});
