import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEMO_TRACKS } from '#main/demo/catalogue.ts';
import { demoFileName } from '#main/demo/demo-files.ts';
import { createDemoService, type DemoDeps } from '#main/demo/demo-service.ts';
import type { DemoState } from '#shared/contract/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const WORKER = new URL('../../../../main/demo/demo-worker.ts', import.meta.url);
const ignore = (): void => {};
const [FIRST] = DEMO_TRACKS;

function service(change: Partial<DemoDeps> = {}) {
  const added: string[] = [];
  const folder = join(tempFolder(), 'demo');
  const demo = createDemoService({
    tracks: DEMO_TRACKS.slice(0, 1),
    folder,
    workerUrl: WORKER,
    ffmpegPath: async () => needFfmpeg(),
    addFolder: async (path) => added.push(path),
    isInLibrary: async (path) => added.includes(path),
    log: { info: ignore, error: ignore },
    ...change,
  });
  onTestFinished(() => demo.stop());
  return { demo, folder, added };
}

async function firstState(demo: ReturnType<typeof createDemoService>): Promise<DemoState> {
  for await (const state of demo.watch()) return state;
  throw new Error('No state');
}

test.skipIf(ffmpegPath === null)(
  'a track is made in a worker, written, and the folder added to the library',
  async () => {
    const { demo, folder, added } = service();
    expect(await firstState(demo)).toMatchObject({ running: false, installed: false, total: 1 });
    await demo.install();
    expect(await firstState(demo)).toMatchObject({ running: true });
    await demo.idle();
    expect(added).toEqual([folder]);
    expect(existsSync(join(folder, FIRST ? demoFileName(FIRST) : ''))).toBe(true);
    expect(await firstState(demo)).toEqual({
      running: false,
      done: 1,
      total: 1,
      current: null,
      error: null,
      installed: true,
    });
  },
);

test('without ffmpeg the state says what to do, and nothing is added', async () => {
  const { demo, added } = service({
    ffmpegPath: () => Promise.reject(new AppError('ffmpeg-missing', 'Install ffmpeg.')),
  });
  await demo.install();
  await demo.idle();
  expect(await firstState(demo)).toMatchObject({ running: false, error: 'Install ffmpeg.', installed: false });
  expect(added).toEqual([]);
});

test.skipIf(ffmpegPath === null)('cancelling stops at once and is no error', async () => {
  const { demo, added } = service({ tracks: DEMO_TRACKS });
  await demo.install();
  demo.cancel();
  await demo.idle();
  expect(await firstState(demo)).toMatchObject({ running: false, error: null, installed: false });
  expect(added).toEqual([]);
});
