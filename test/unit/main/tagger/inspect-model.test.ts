import { chmodSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#main/platform/clock.ts';
import { createTaggerService, type TaggerService } from '#main/tagger/create-tagger-service.ts';
import { deaf, LOW_OR_HIGH, type ModelOnDisk, writeModel } from '#test/support/tagger-models.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';
import { HAS_FILE_MODES } from '#test/support/without-root.ts';

const WORKER = pathToFileURL(resolve(import.meta.dirname, '../../../../main/worker/tagger-worker.ts'));
let folder: string;
let tagger: TaggerService;

beforeEach(() => {
  folder = tempFolder();
  tagger = createTaggerService({
    database: openTempLibrary(),
    clock: systemClock,
    log: { info: () => undefined, error: () => undefined },
    workerUrl: WORKER,
    ffmpegPath: async () => 'ffmpeg',
    onNotice: () => undefined,
  });
});

const inspect = ({ path }: Pick<ModelOnDisk, 'path'>, expected?: string) => tagger.inspect(path, expected, undefined);

describe('a model that fits', () => {
  test('tells its name, size, labels, frames and checksum, and is not in use yet', async () => {
    const model = writeModel(folder);
    expect(await inspect(model)).toEqual({
      ...model,
      name: 'Tiny tagger',
      bytes: readFileSync(model.path).length,
      labelsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      labels: 2,
      frames: 128,
    });
    expect(tagger.state()).toEqual({ model: null, tagged: 0, waiting: 0, suggested: 0 });
  });

  test('may want another number of frames, a fixed batch, and be named by its file', async () => {
    const model = writeModel(folder, { shape: [3, 187, 96] });
    writeFileSync(join(folder, 'tiny.json'), JSON.stringify({ classes: ['a', 'b'] }));
    expect(await inspect(model)).toMatchObject({ frames: 187, name: 'tiny' });
  });

  test('is compared with the checksum that its maker gives, however that is written', async () => {
    const model = writeModel(folder);
    const { sha256 } = model;
    for (const expected of [
      '',
      sha256,
      ` SHA256: ${sha256.toUpperCase()}\n`,
      `${sha256.slice(0, 32)} ${sha256.slice(32)}`,
    ]) {
      expect(await inspect(model, expected)).toMatchObject({ sha256 });
    }
    await expect(
      inspect(
        model,
        sha256.replace(/^./, (c) => (c === '0' ? '1' : '0')),
      ),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(sha256),
    });
    await expect(inspect(model, 'd41d8cd9')).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('is taken into use only as the file that was read', async () => {
    const { path, sha256 } = writeModel(folder);
    await expect(tagger.use(path, 'f'.repeat(64), undefined)).rejects.toMatchObject({ code: 'conflict' });
    expect(tagger.state().model).toBeNull();
    expect((await tagger.use(path, sha256, undefined)).model).toMatchObject({ path, sha256 });
  });
});

/** What stands in the way, and what the user is told. */
const REFUSED: readonly (readonly [string, (model: ModelOnDisk) => void, string, RegExp])[] = [
  ['is not there', ({ path }) => rmSync(path), 'not-found', /model is not there.*check the path/],
  ['is text', ({ path }) => writeFileSync(path, 'no model '.repeat(50)), 'invalid-input', /not an ONNX model/],
  ['is empty', ({ path }) => truncateSync(path, 0), 'invalid-input', /not an ONNX model/],
  ['is cut short', ({ path }) => truncateSync(path, 500), 'invalid-input', /not an ONNX model/],
  ['is larger than a gigabyte', ({ path }) => truncateSync(path, 1024 ** 3 + 1), 'unsupported', /larger than 1,024 MB/],
  [
    'is a folder',
    ({ path }) => {
      rmSync(path);
      mkdirSync(path);
    },
    'invalid-input',
    /is not a file/,
  ],
  ['has no labels file', () => rmSync(join(folder, 'tiny.json')), 'not-found', /labels file of the model is not there/],
  [
    'has a labels file that is no JSON',
    () => writeFileSync(join(folder, 'tiny.json'), '['),
    'invalid-input',
    /classes/,
  ],
  ['has no labels in its file', () => void writeModel(folder, { labels: 'House' }), 'invalid-input', /classes/],
  ['has too few labels', () => void writeModel(folder, { labels: ['House'] }), 'invalid-input', /classes/],
  [
    'has labels too many',
    () => void writeModel(folder, { labels: ['a', 'b', 'c'] }),
    'unsupported',
    /3 labels.*\[8, 2\]/,
  ],
  [
    'takes another number of bands',
    () => void writeModel(folder, { shape: ['batch', 128, 64], weights: LOW_OR_HIGH.map((row) => row.slice(0, 64)) }),
    'unsupported',
    /\[batch, 128, 64\].*\[batch, frames, 96\]/,
  ],
  ['leaves the frames open', () => void writeModel(folder, { shape: ['b', 'f', 96] }), 'unsupported', /fixed number/],
  [
    'wants too much at once',
    () => void writeModel(folder, { shape: [1000, 128, 96] }),
    'unsupported',
    /1 to 256 pieces/,
  ],
];

describe('a model that cannot be used', () => {
  test.each(REFUSED)('because it %s', async (_, spoil, code, message) => {
    const model = writeModel(folder);
    spoil(model);
    await expect(inspect(model)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(tagger.state().model).toBeNull();
  });

  test.skipIf(!HAS_FILE_MODES || process.getuid?.() === 0)('because it may not be read', async () => {
    const model = writeModel(folder);
    chmodSync(model.path, 0o000);
    await expect(inspect(model)).rejects.toMatchObject({ code: 'permission-denied' });
  });

  test.each(['model.onnx', '/etc/passwd'])('because its path is no full path of an .onnx file: %s', async (path) => {
    await expect(inspect({ path })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

test('one model is read at a time', async () => {
  const model = writeModel(folder, { labels: Array.from({ length: 5 }, (_, n) => `Label ${n}`), weights: deaf(5) });
  const first = inspect(model);
  await expect(inspect(model)).rejects.toMatchObject({ code: 'busy' });
  expect(await first).toMatchObject({ labels: 5 });
});
