/**
 * Longest task of the window's main thread while the deck zooms and scrolls through a track of 6 minutes, from all of it
 * in view to the finest: npm run bench -- deck
 * Reference of the same run: the same page at rest. The target is one frame of 60 a second.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { needFfmpeg } from '#test/support/ffmpeg.ts';
import { firstWhere, startHost } from '#test/support/running-host.ts';
import { makeHouseMp3 } from './house-mp3.ts';
import { buildApp, FIRST_ROW, launchBenchBrowser, milliseconds, quantile, startMusicForge } from './library-app.ts';
import { traceTasks } from './page-trace.ts';

const FRAME_MS = 1000 / 60;
const TRACK_SECONDS = 360;
/** From the whole track in view to the finest zoom and back. */
const ZOOM_STEPS = 60;
const SCROLL_STEPS = 60;
const STEP_MS = 50;

/** A data folder with one analysed track. */
async function prepare(folder: string, ffmpegPath: string): Promise<string> {
  const [music, data] = [join(folder, 'music'), join(folder, 'data')];
  await mkdir(music);
  await makeHouseMp3(join(music, 'house.mp3'), TRACK_SECONDS, ffmpegPath);
  const host = await startHost(data);
  try {
    await host.client.library.addFolder({ path: music });
    const jobs = await host.client.analysis.watch();
    await firstWhere(jobs, ({ done }) => done > 0);
  } finally {
    await host.close();
  }
  return data;
}

async function wheel(page: Page, steps: number, deltaX: number, deltaY: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(deltaX, deltaY);
    await page.waitForTimeout(STEP_MS);
  }
}

async function measure(browser: Browser, page: Page, name: string, act: () => Promise<void>): Promise<void> {
  const times = (await traceTasks(browser, page, act)).map(({ cpuMs }) => cpuMs);
  const over = times.filter((time) => time > FRAME_MS).length;
  const busiest = times.toSorted((a, b) => b - a).slice(0, ZOOM_STEPS);
  console.log(
    `${name.padEnd(22)} longest task ${quantile(times, 1).toFixed(1)} ms of processor time, ${over} over a frame; ` +
      `median of the ${ZOOM_STEPS} longest ${quantile(busiest, 0.5).toFixed(1)} ms`,
  );
}

async function bench(data: string): Promise<void> {
  const browser = await launchBenchBrowser();
  const server = await startMusicForge(data);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(server.link);
    await page.locator(FIRST_ROW).click();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.locator('.deck-wave').hover();
    // The first moments belong to the start.
    await page.waitForTimeout(1500);
    const run = (name: string, act: () => Promise<void>) => measure(browser, page, name, act);
    await run('at rest (reference)', () => page.waitForTimeout(2000));
    await wheel(page, ZOOM_STEPS, 0, 120);
    await run('zoom in', () => wheel(page, ZOOM_STEPS, 0, -30));
    await run('scroll at the finest', () => wheel(page, SCROLL_STEPS, 300, 0));
    await run('zoom out', () => wheel(page, ZOOM_STEPS, 0, 30));
    console.log(`target: no task over a frame, ${milliseconds(FRAME_MS)}`);
  } finally {
    await server.stop();
    await browser.close();
  }
}

const ffmpegPath = needFfmpeg();
await buildApp();
const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
try {
  await bench(await prepare(folder, ffmpegPath));
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
