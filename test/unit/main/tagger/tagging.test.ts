import { copyFileSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { trackSources } from '#main/library/track-sources.ts';
import { systemClock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import { createTaggerService, type TaggerService } from '#main/tagger/create-tagger-service.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { TaggingRun } from '#shared/contract/tagger.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { addAnalysedTrack } from '#test/support/analysed-tracks.ts';
import { firstWhere } from '#test/support/running-host.ts';
import { RATE, sine } from '#test/support/signals.ts';
import { deaf, type ModelOnDisk, writeModel } from '#test/support/tagger-models.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const WORKER = pathToFileURL(join(ROOT, 'main/worker/tagger-worker.ts'));
let folder: string;
let database: LibraryDatabase;
let tagger: TaggerService;
let model: ModelOnDisk;
let notices: string[];

const createService = () =>
  createTaggerService({
    database,
    clock: systemClock,
    log: { info: () => undefined, error: () => undefined },
    workerUrl: WORKER,
    ffmpegPath: async () => needFfmpeg(),
    onNotice: ({ message }) => notices.push(message),
  });

beforeEach(async () => {
  folder = tempFolder();
  notices = [];
  database = openTempLibrary();
  tagger = createService();
  model = writeModel(folder);
  await writeFloatWav(join(folder, 'low.wav'), sine(120, 5, 0.5), { channels: 1, sampleRate: RATE });
  await writeFloatWav(join(folder, 'high.wav'), sine(5000, 5, 0.5), { channels: 1, sampleRate: RATE });
});

const add = (file: string, genre = '') => addAnalysedTrack(database, join(folder, file), { genre, title: file }, 5);
const useModel = (used = model) => tagger.use(used.path, used.sha256, undefined);
const genres = () =>
  new Map(
    database.raw
      .prepare("SELECT track_id, value FROM provider_values WHERE provider = 'tagger' AND field = 'genre'")
      .raw()
      .all() as [string, string][],
  );
const taggerRows = () =>
  database.raw.prepare("SELECT count(*) FROM provider_values WHERE provider = 'tagger'").pluck().get();

/** Tags all that waits, and tells how it went. */
async function tag(): Promise<TaggingRun> {
  tagger.start();
  return firstWhere(tagger.watch(), ({ running }) => !running);
}

describe.skipIf(ffmpegPath === null)('tagging', () => {
  test('hears what is in the music, and offers it without touching a tag', async () => {
    const [low, high] = [add('low.wav'), add('high.wav', 'Ambient')];
    await useModel();
    expect(await tag()).toMatchObject({ done: 2, failed: 0, total: 2, error: null, problems: [] });
    expect(genres()).toEqual(
      new Map([
        [low, 'Deep House'],
        [high, 'Hard Techno'],
      ]),
    );
    const rows = trackRows(
      database,
      [low, high].map((id) => TrackId.parse(id)),
    );
    expect(rows.map(({ genre }) => genre)).toEqual(['', 'Ambient']);
    expect(database.history.state().undo).toBe('Import');
    expect(tagger.state()).toMatchObject({ tagged: 2, waiting: 0, suggested: 2 });
  });

  test("stands beside the user's own genre, as an opinion and no conflict", async () => {
    const id = add('low.wav', 'House');
    const mutations = [{ op: 'update', table: 'tracks', id, set: { genre: 'Garage' } }] as const;
    database.mutate({ origin: 'user', label: 'Edit 1 track', mutations });
    await useModel();
    await tag();
    const [row] = trackRows(database, [TrackId.parse(id)]);
    if (!row) throw new Error('No track');
    expect(row.genre).toBe('Garage');
    expect(trackSources(database, row).sources.find(({ field }) => field === 'genre')).toMatchObject({
      reason: 'user',
      verdict: 'noted',
      sources: [
        { provider: 'user', value: 'Garage', chosen: true },
        { provider: 'tagger', value: 'Deep House', chosen: false },
      ],
    });
  });

  test('takes only what is new the next time, also after a restart', async () => {
    add('low.wav');
    await useModel();
    await tag();
    tagger = createService();
    expect(tagger.state()).toMatchObject({ model: { sha256: model.sha256 }, tagged: 1, waiting: 0 });
    expect(await tag()).toMatchObject({ done: 0, total: 0 });
    const id = add('high.wav');
    expect(await tag()).toMatchObject({ done: 1, total: 1 });
    expect(genres().get(id)).toBe('Hard Techno');
  });

  test('hears a track again when its file holds another recording', async () => {
    const id = add('low.wav');
    await useModel();
    await tag();
    await writeFloatWav(join(folder, 'low.wav'), sine(5000, 5, 0.5), { channels: 1, sampleRate: RATE });
    database.raw.prepare("UPDATE track_analyses SET content_hash = 'another'").run();
    database.raw.prepare("UPDATE files SET content_hash = 'another'").run();
    expect(await tag()).toMatchObject({ done: 1, total: 1 });
    expect(genres().get(id)).toBe('Hard Techno');
  });

  test('that is cancelled keeps what it has, and goes on from there', async () => {
    for (const file of ['1.wav', '2.wav', '3.wav', '4.wav']) {
      copyFileSync(join(folder, 'low.wav'), join(folder, file));
      add(file);
    }
    await useModel();
    const stopListening = database.onChange(() => void tagger.cancel());
    expect(await tag()).toMatchObject({ running: false, done: 1, failed: 0, total: 4, error: null });
    stopListening();
    expect(genres().size).toBe(1);
    expect(await tag()).toMatchObject({ done: 3, total: 3 });
    expect(genres().size).toBe(4);
  });

  test('ends with the program, and is not started again', async () => {
    for (const file of ['low.wav', 'high.wav']) add(file);
    await useModel();
    const stopListening = database.onChange(() => void tagger.stop());
    expect(await tag()).toMatchObject({ running: false, done: 1, total: 2, error: null });
    stopListening();
    tagger.start();
    expect(genres().size).toBe(1);
    tagger = createService();
    expect(tagger.state()).toMatchObject({ tagged: 1, waiting: 1 });
  });

  test('goes on after a track that fails, says why, and tries it again the next time', async () => {
    writeFileSync(join(folder, 'text.wav'), 'This is no music.');
    const [bad, good] = [add('text.wav'), add('high.wav')];
    const gone = add('gone.wav');
    await useModel();
    expect(await tag()).toMatchObject({
      done: 1,
      failed: 2,
      total: 3,
      error: null,
      problems: [
        { trackId: bad, title: 'text.wav', reason: expect.stringContaining('not audio') },
        { trackId: gone, title: 'gone.wav', reason: expect.stringContaining('not there any more') },
      ],
    });
    expect([...genres().keys()]).toEqual([good]);
    expect(await tag()).toMatchObject({ failed: 2, total: 2 });
  });

  test('by a model that is sure of nothing offers nothing, and does not hear the track again', async () => {
    add('low.wav');
    const labels = Array.from({ length: 8 }, (_, n) => `Label ${n}`);
    await useModel(writeModel(folder, { labels, weights: deaf(8), shape: [3, 128, 96] }));
    expect(await tag()).toMatchObject({ done: 1, total: 1 });
    expect(genres().size).toBe(0);
    expect(await tag()).toMatchObject({ total: 0 });
  });

  test('leaves out tracks without an analysis and those whose file is missing', async () => {
    const [missing, removed] = [add('low.wav'), add('high.wav')];
    database.raw.prepare("UPDATE files SET missing_since = '2026-11-20' WHERE track_id = ?").run(missing);
    database.raw.prepare('DELETE FROM track_analyses WHERE track_id = ?').run(removed);
    await useModel();
    expect(tagger.state()).toMatchObject({ tagged: 0, waiting: 0 });
    expect(await tag()).toMatchObject({ total: 0 });
  });
});

describe.skipIf(ffmpegPath === null)('before each tagging the model is checked', () => {
  const spoil: readonly (readonly [string, () => void, RegExp])[] = [
    ['another model', () => void writeModel(folder, { weights: deaf(2) }), /another than the one you chose/],
    ['other labels', () => void writeModel(folder, { labels: ['A', 'B'] }), /labels file of the model has changed/],
    ['no model', () => writeFileSync(model.path, ''), /another than the one you chose/],
  ];
  test.each(spoil)('%s in its place is not used', async (_, change, reason) => {
    add('low.wav');
    await useModel();
    change();
    expect(await tag()).toMatchObject({ running: false, done: 0, failed: 0, error: expect.stringMatching(reason) });
    expect(taggerRows()).toBe(0);
    expect(notices).toEqual([expect.stringMatching(reason)]);
  });

  test('numbers that are no activations fail each track with what is wrong', async () => {
    add('low.wav');
    await useModel(writeModel(folder, { ending: 'Identity' }));
    const { failed, problems } = await tag();
    expect([failed, problems[0]?.reason]).toEqual([1, expect.stringContaining('ends in a sigmoid or softmax')]);
  });
});

describe.skipIf(ffmpegPath === null)('what a model said is forgotten', () => {
  beforeEach(async () => {
    add('low.wav');
    await useModel();
    await tag();
    expect(taggerRows()).toBe(2);
  });

  test('when it is removed, and the model with it', async () => {
    expect(await tagger.remove()).toEqual({ model: null, tagged: 0, waiting: 0, suggested: 0 });
    expect(taggerRows()).toBe(0);
    expect(createService().state().model).toBeNull();
  });

  test('when another takes its place, not when it is chosen again', async () => {
    await useModel();
    expect(taggerRows()).toBe(2);
    await useModel(writeModel(folder, { name: 'other', labels: ['A', 'B'] }));
    expect(taggerRows()).toBe(0);
    expect(tagger.state()).toMatchObject({ tagged: 0, waiting: 1 });
  });
});

test('without a model nothing is tagged', () => {
  expect(() => tagger.start()).toThrow('There is no tagger model');
});

test('the runtime is reached from the tagger thread alone', () => {
  const files = globSync('{main,shared,renderer,preload}/**/*.{ts,tsx}', { cwd: ROOT });
  const users = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes("'onnxruntime-web'"));
  expect(users).toEqual([join('main', 'worker', 'onnx-tagger.ts')]);
  const openers = files.filter((file) => /from '.*\/onnx-tagger\.ts'/.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(openers).toEqual([join('main', 'worker', 'tagger-worker.ts')]);
});
