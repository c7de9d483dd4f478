import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { artistMutations } from '#main/library/track-artist-mutations.ts';
import { trackDetail } from '#main/library/track-detail.ts';
import { createLogger } from '#main/platform/logger.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { createTextEditsService, type TextEditsService } from '#main/text-edits/create-text-edits-service.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { TextChange, TextEditing, TextField } from '#shared/contract/text-edits.ts';
import { firstWhere } from '#test/support/running-host.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary, tempFolder, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let edits: TextEditsService;
let ids: TrackId[] = [];

beforeEach(() => {
  database = openTempLibrary();
  edits = serviceWith({});
  ids = add(['One ft. Guest', 'Two', 'Three ft. Guest']);
});

function serviceWith(given: { readonly limitMs?: number }): TextEditsService {
  const service = createTextEditsService({
    database,
    clock: manualClock(),
    log: createLogger(join(tempFolder(), 'host.log')),
    workerUrl: new URL(import.meta.resolve('#main/text-edits/text-edit-worker.ts')),
    trackIds: async () => ids,
    artistMutations: (tracks) => artistMutations(database, tracks),
    ...given,
  });
  onTestFinished(() => service.stop());
  return service;
}

const add = (titles: readonly string[]): TrackId[] =>
  addTracks(
    database,
    titles.map((title) => trackFields({ title, artist: 'Nobody' })),
  ).map((id) => TrackId.parse(id));

const replace = (find: string, replacement: string, match: 'text' | 'pattern' = 'text'): TextChange => ({
  kind: 'replace',
  find,
  replacement,
  match,
  matchCase: true,
});

const until = (wanted: (state: TextEditing) => boolean) => firstWhere(edits.watch(), wanted);

/** Looks at a change of all tracks and waits for what it finds. */
async function look(change: TextChange, fields: TextField[] = ['title']): Promise<TextEditing> {
  const { job } = await edits.preview({ scope: { kind: 'tracks', ids }, fields, change });
  return await until((state) => state.job === job && state.phase !== 'reading');
}

async function apply(preview: number, leftOut: number[] = []): Promise<TextEditing> {
  edits.apply(preview, leftOut);
  return await until(({ phase }) => phase === 'done');
}

const titles = (): string[] => ids.map((id) => trackDetail(database, id).title);

test('what was looked at is written as one step, with the artists that follow, and undone as one', async () => {
  const state = await look(replace('ft.', 'feat.'));
  expect(state.preview).toEqual({ number: state.job, rows: 2, tracks: 2, unchanged: 1, emptied: 0, tooLong: 0 });
  expect(edits.rows(state.job, 1, 5)).toMatchObject([
    { trackId: ids[2], field: 'title', before: 'Three ft. Guest', after: 'Three feat. Guest' },
  ]);
  expect(titles()).toEqual(['One ft. Guest', 'Two', 'Three ft. Guest']);
  expect((await apply(state.job)).result).toEqual({ changed: 2, skipped: 0, cancelled: false });
  expect(titles()).toEqual(['One feat. Guest', 'Two', 'Three feat. Guest']);
  expect(trackDetail(database, ids[0] as TrackId).featured).toEqual(['Guest']);
  expect(database.history.state().undo).toBe('Replace in 2 tracks');
  database.history.undo();
  expect(titles()).toEqual(['One ft. Guest', 'Two', 'Three ft. Guest']);
});

test('rows that are left out stay, and so do texts that were changed meanwhile', async () => {
  const { job } = await look(replace('e', 'E'));
  database.mutate({
    origin: 'user',
    label: 'Edit',
    mutations: [{ op: 'update', table: 'tracks', id: ids[0] as string, set: { title: 'Newer' } }],
  });
  expect((await apply(job, [1])).result).toEqual({ changed: 0, skipped: 1, cancelled: false });
  expect(titles()).toEqual(['Newer', 'Two', 'Three ft. Guest']);
});

test('a preview that is gone cannot be written', async () => {
  const { job } = await look(replace('e', 'E'));
  await look(replace('o', 'O'));
  expect(edits.rows(job, 0, 5)).toEqual([]);
  expect(() => edits.apply(job, [])).toThrow(expect.objectContaining({ code: 'conflict' }));
});

test('an expression that goes on for ever is ended, and the next one works', async () => {
  ids = add([`${'a'.repeat(60)}!`]);
  edits = serviceWith({ limitMs: 500 });
  const state = await look(replace('(a+)+$', 'x', 'pattern'));
  expect(state).toMatchObject({ phase: 'done', preview: null, error: expect.stringMatching(/takes too long/) });
  expect((await look(replace('a+', 'x', 'pattern'))).preview?.rows).toBe(1);
});

test('an expression that is none is refused in words', async () => {
  expect((await look(replace('(', 'x', 'pattern'))).error).toMatch(/no regular expression/);
});

test('a newer preview takes the place of one that runs', async () => {
  const first = await edits.preview({ scope: { kind: 'tracks', ids }, fields: ['title'], change: replace('a', 'b') });
  const second = await look(replace('Two', '2'));
  expect(second.job).toBeGreaterThan(first.job);
  expect(edits.rows(second.job, 0, 5)).toHaveLength(1);
});

test('a list is a scope as well', async () => {
  const query = { source: { kind: 'all' as const }, search: '', sort: [] };
  const { job } = await edits.preview({ scope: { kind: 'list', query }, fields: ['artist'], change: replace('y', '') });
  const state = await until((each) => each.job === job && each.phase === 'ready');
  expect(state.preview?.tracks).toBe(3);
});

test('stopped in the middle, what is written can be undone in one step', async () => {
  ids = addTracks(database, inventTracks(1000)).map((id) => TrackId.parse(id));
  const { job } = await look(replace(' ', '_'));
  edits.apply(job, []);
  await edits.cancel();
  const state = await until(({ phase }) => phase === 'done');
  expect(state.result?.cancelled).toBe(true);
  const changed = () => titles().filter((title) => title.includes('_')).length;
  expect(changed()).toBe(state.result?.changed);
  expect(changed()).toBeGreaterThan(0);
  expect(changed()).toBeLessThan(1000);
  database.history.undo();
  expect(changed()).toBe(0);
});

test('nothing else can be looked at while texts are written', async () => {
  ids = addTracks(database, inventTracks(1000)).map((id) => TrackId.parse(id));
  const { job } = await look(replace(' ', '_'));
  edits.apply(job, []);
  await expect(
    edits.preview({ scope: { kind: 'tracks', ids }, fields: ['title'], change: replace('a', 'b') }),
  ).rejects.toMatchObject({ code: 'busy' });
});
