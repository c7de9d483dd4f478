import { beforeEach, expect, test } from 'vitest';
import { createHistoryService, type HistoryService } from '#main/history/create-history-service.ts';
import { mutateInParts } from '#main/storage/mutate-in-parts.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import { type LibraryDatabase, openDatabase } from '#main/storage/open-database.ts';
import { HistoryPage } from '#shared/contract/history.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let history: HistoryService;
let id = '';

beforeEach(() => {
  database = openTempLibrary();
  history = createHistoryService(database);
  [id = ''] = addTracks(database, [trackFields({ title: 'T0', artist: 'A' })]);
});

function rename(title: string): void {
  const mutations: Mutation[] = [{ op: 'update', table: 'tracks', id, set: { title } }];
  database.mutate({ origin: 'user', label: `To ${title}`, mutations });
}

const titleNow = () => database.raw.prepare('SELECT title FROM tracks WHERE id = ?').pluck().get(id);
const listed = async () =>
  (await history.list(0, 100)).entries.map(({ label, undone }) => (undone ? `(${label})` : label));
const stepId = async (label: string) =>
  (await history.list(0, 100)).entries.find((entry) => entry.label === label)?.id ?? '';

test('the list is newest first, with what each step changed', async () => {
  rename('T1');
  rename('T2');
  const page = await history.list(0, 10);
  expect(HistoryPage.parse(page)).toEqual(page);
  expect(page).toMatchObject({ done: 3, undone: 0 });
  expect(page.entries).toMatchObject([
    { label: 'To T2', origin: 'user', undone: false, counts: { tracks: 1 } },
    { label: 'To T1' },
    { label: 'Import', origin: 'tag', counts: { tracks: 1, files: 1 } },
  ]);
  expect((await history.list(1, 1)).entries.map(({ label }) => label)).toEqual(['To T1']);
});

test('undone steps stand before those that stand, in the order of time, and keep their ids', async () => {
  for (const title of ['T1', 'T2', 'T3']) rename(title);
  const before = await stepId('To T2');
  await history.undo();
  await history.undo();
  expect(await listed()).toEqual(['(To T3)', '(To T2)', 'To T1', 'Import']);
  await history.redo();
  expect(await listed()).toEqual(['(To T3)', 'To T2', 'To T1', 'Import']);
  expect(await stepId('To T2')).toBe(before);
});

test('goes to a step and back, however often', async () => {
  for (const title of ['T1', 'T2', 'T3', 'T4']) rename(title);
  const [first, fourth] = [await stepId('To T1'), await stepId('To T4')];
  for (let times = 0; times < 3; times += 1) {
    expect(await history.goTo(first)).toEqual({ direction: 'undo', steps: 3, kept: 0, cancelled: false });
    expect(titleNow()).toBe('T1');
    expect(await history.goTo(fourth)).toEqual({ direction: 'redo', steps: 3, kept: 0, cancelled: false });
    expect(titleNow()).toBe('T4');
  }
  expect((await history.goTo(null)).steps).toBe(5);
  expect(await listed()).toEqual(['(To T4)', '(To T3)', '(To T2)', '(To T1)', '(Import)']);
});

test('a step tells its changes, old and new, also when it is undone', async () => {
  rename('T1');
  const step = await stepId('To T1');
  const wanted = {
    changes: [{ kind: 'changed', thing: 'tracks', name: 'A – T1', field: 'title', before: 'T0', after: 'T1' }],
    more: false,
  };
  expect(history.changes(step, 10)).toEqual(wanted);
  await history.undo();
  expect(history.changes(step, 10)).toEqual({ ...wanted, changes: [{ ...wanted.changes[0], name: 'A – T0' }] });
  expect(history.changes(await stepId('Import'), 1)).toEqual({
    changes: [{ kind: 'added', thing: 'tracks', name: 'A – T0', field: null, before: null, after: null }],
    more: true,
  });
});

test('a step that is out of reach is told so', async () => {
  rename('T1');
  const step = await stepId('To T1');
  await history.undo();
  rename('T2');
  expect(() => history.changes(step, 10)).toThrow(expect.objectContaining({ code: 'not-found' }));
  await expect(history.goTo(step)).rejects.toMatchObject({ code: 'not-found' });
});

test('a way can be stopped after a step, and no other begins meanwhile', async () => {
  for (const title of ['T1', 'T2', 'T3', 'T4']) rename(title);
  const going = history.goTo(null);
  await expect(history.goTo(null)).rejects.toMatchObject({ code: 'busy' });
  history.cancel();
  const { steps, cancelled } = await going;
  expect(cancelled).toBe(true);
  expect(steps).toBeLessThan(5);
  expect(database.history.steps().undone).toHaveLength(steps);
});

test('undo asked for twice at once takes two steps back, in order', async () => {
  for (const title of ['T1', 'T2', 'T3']) rename(title);
  const results = await Promise.all([history.undo(), history.undo()]);
  expect(results.map(({ done }) => done)).toEqual(['To T3', 'To T2']);
  expect(titleNow()).toBe('T1');
});

test('a large step goes back in parts between which others get their turn, and is one step', async () => {
  const ids = addTracks(database, inventTracks(1000));
  const mutations = ids.map((each): Mutation => ({ op: 'update', table: 'tracks', id: each, set: { genre: 'All' } }));
  await mutateInParts(database, { origin: 'user', label: 'All', mutations });
  const count = () => database.raw.prepare("SELECT count(*) FROM tracks WHERE genre = 'All'").pluck().get() as number;
  let between = 0;
  const timer = setInterval(() => (between += 1), 0);
  expect(await history.undo()).toMatchObject({ done: 'All', kept: 0, redo: 'All' });
  clearInterval(timer);
  expect(between).toBeGreaterThan(0);
  expect(count()).toBe(0);
  await history.redo();
  expect(count()).toBe(1000);
  await history.undo();
  expect(count()).toBe(0);
  expect(await listed()).toEqual(['(All)', 'Import', 'Import']);
});

test('a program that ends in the middle of a large undo can take all of it back later', async () => {
  const ids = addTracks(database, inventTracks(600));
  const mutations = ids.map((each): Mutation => ({ op: 'update', table: 'tracks', id: each, set: { genre: 'All' } }));
  await mutateInParts(database, { origin: 'user', label: 'All', mutations });
  const going = history.undo();
  // The first part is written; the rest never is.
  await new Promise((resolve) => setImmediate(resolve));
  const { path } = database;
  await database.close();
  await going.catch(() => undefined);
  const again = openDatabase({ path, clock: manualClock() });
  const count = () => again.raw.prepare("SELECT count(*) FROM tracks WHERE genre = 'All'").pluck().get() as number;
  expect(count()).toBeGreaterThan(0);
  expect(count()).toBeLessThan(600);
  expect(again.history.state().redo).toBe('All');
  again.history.redo();
  expect(count()).toBe(600);
  again.history.undo();
  expect(count()).toBe(0);
  await again.close();
});

test('a large step tells how far it is', async () => {
  const library = openTempLibrary();
  addTracks(library, inventTracks(1_200));
  const service = createHistoryService(library);
  const told: number[] = [];
  const stop = new AbortController();
  const watching = (async () => {
    for await (const { running, done } of service.watch(stop.signal)) if (running) told.push(done);
  })();
  await service.undo();
  stop.abort();
  await watching;
  expect(told.length).toBeGreaterThan(0);
  expect(told.every((done, index) => done >= (told[index - 1] ?? 0) && done <= 1)).toBe(true);
});
