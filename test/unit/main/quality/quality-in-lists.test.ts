import { beforeEach, expect, test } from 'vitest';
import { createTrackLists, type TrackLists } from '#main/library/track-list.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { addTrack, openQuality, type QualityLibrary } from '#test/support/quality-library.ts';
import { manualClock, openTempLibrary } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let quality: QualityLibrary;
let lists: TrackLists;
let flawless: TrackId;
/** Without genre and album: 2.5 of 20 are lost. */
let poorer: TrackId;
/** Without title, artist, tempo and key as well. */
let poorest: TrackId;

beforeEach(() => {
  database = openTempLibrary();
  quality = openQuality(database);
  lists = createTrackLists(database, manualClock(), () => quality.service.judge());
  poorer = addTrack(database, { genre: '', album: '' });
  flawless = addTrack(database);
  poorest = addTrack(database, { title: '', artist: '', bpm: null, key_index: null, genre: '', album: '' });
});

const query = (set: Partial<TrackQuery>): TrackQuery => ({ source: { kind: 'all' }, search: '', sort: [], ...set });
const found = (search: string) => lists.readIds(query({ search }));
const shown = async () => {
  const { rows } = await lists.readPage(query({}), 0, 10);
  return new Map(rows.map(({ id, quality: score }) => [id, score]));
};

test('a search finds tracks by their score in percent and by a share, also before anyone asked for scores', async () => {
  const all = await quality.service.tracks({ rule: null, ignored: false }, 0, 10);
  expect(all.tracks.map(({ score }) => score)).toEqual([expect.closeTo(0.275, 6), expect.closeTo(0.875, 6)]);
  expect(await found('quality:100%')).toEqual([flawless]);
  expect(await found('quality:1')).toEqual([flawless]);
  expect(await found('quality:<100%')).toEqual(expect.arrayContaining([poorer, poorest]));
  expect(await found('quality:87')).toEqual([poorer]);
  expect(await found('quality:<0.5')).toEqual([poorest]);
  expect(await found('quality:80-90%,<30%')).toHaveLength(2);
  expect(await found('-quality:>0.8')).toEqual([poorest]);
});

test('a list sorted by the score has the worst first, or last', async () => {
  const sorted = (direction: 'ascending' | 'descending') =>
    lists.readIds(query({ sort: [{ field: 'quality', direction }] }));
  expect(await sorted('ascending')).toEqual([poorest, poorer, flawless]);
  expect(await sorted('descending')).toEqual([flawless, poorer, poorest]);
});

test('rows show no score until tracks are judged, then that of now', async () => {
  expect((await shown()).get(poorer)).toBeNull();
  await quality.service.judge();
  expect((await shown()).get(poorer)).toBeCloseTo(0.875, 6);
  const set = { genre: 'House', album: 'One' };
  database.mutate({ origin: 'user', label: 'Edit', mutations: [{ op: 'update', table: 'tracks', id: poorer, set }] });
  await quality.service.judge();
  expect((await shown()).get(poorer)).toBe(1);
  expect(await found('quality:100%')).toEqual(expect.arrayContaining([poorer, flawless]));
  database.history.undo();
  expect(await found('quality:100%')).toEqual([flawless]);
});

test('a rule that the user leaves out takes nothing from the score of lists', async () => {
  expect(await found('quality:100%')).toEqual([flawless]);
  quality.service.ignore('genre-missing', null, true);
  quality.service.ignore('album-missing', null, true);
  expect(await found('quality:100%')).toHaveLength(2);
});

test('scores are there after a restart, for rows and for searches that nobody judges for', async () => {
  await quality.service.judge();
  const { path } = database;
  await quality.service.stop();
  await database.close();
  const again = openTempLibrary({ path });
  const later = createTrackLists(again, manualClock());
  expect(await later.readIds(query({ search: 'quality:<50%' }))).toEqual([poorest]);
});

test('what is removed has no score, and judging what is judged changes nothing', async () => {
  await quality.service.judge();
  const revision = database.revision();
  await quality.service.judge();
  expect(database.revision()).toBe(revision);
  database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'delete', table: 'tracks', id: poorer }] });
  await quality.service.judge();
  expect(database.raw.prepare('SELECT count(*) FROM track_scores').pluck().get()).toBe(2);
});

test('the scores of a large library come in pieces, and lists that stood before have them', async () => {
  addTracks(database, inventTracks(2500));
  expect(await found('quality:<1%')).toEqual([]);
  const before = (await found('quality:>=80%')).length;
  const set = { bpm: null, key_index: null };
  const ids = await lists.readIds(query({}));
  const mutations = ids.map((id) => ({ op: 'update', table: 'tracks', id, set }) as const);
  database.mutate({ origin: 'user', label: 'Edit', mutations });
  expect((await found('quality:>=80%')).length).toBeLessThan(before);
  const [worst] = await lists.readIds(query({ sort: [{ field: 'quality', direction: 'ascending' }] }));
  expect(worst).toBe(poorest);
});

test('a smart crate that asks for the quality lists what is so now', async () => {
  const id = database.newId();
  const crate = {
    name: 'To mend',
    parent_id: null,
    position: 1,
    kind: 'smart',
    query: 'quality:<90%',
    colour: null,
  } as const;
  database.mutate({ origin: 'user', label: 'x', mutations: [{ op: 'insert', table: 'crates', id, set: crate }] });
  const source = { kind: 'crate', crateId: id } as TrackQuery['source'];
  expect(await lists.readIds(query({ source }))).toHaveLength(2);
});
