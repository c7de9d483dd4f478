import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { HostClient } from '#shared/contract/contract.ts';
import { mediaPaths } from '#shared/contract/media-paths.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { ffmpegPath, runFfmpeg } from '#test/support/ffmpeg.ts';
import { firstWhere } from '#test/support/running-host.ts';
import { type StartedApp, startApp } from '#test/support/started-app.ts';

const SECONDS = 12;
/** Title of the track, ending of the file, and how ffmpeg makes it. */
const FORMATS: readonly (readonly [string, string, ...string[]])[] = [
  ['mp3', 'mp3', '-c:a', 'libmp3lame'],
  ['AAC', 'm4a', '-c:a', 'aac'],
  ['Apple Lossless', 'm4a', '-c:a', 'alac'],
  ['raw AAC', 'aac', '-c:a', 'aac'],
  ['FLAC', 'flac'],
  ['Vorbis', 'ogg', '-c:a', 'libvorbis'],
  ['Opus', 'opus', '-c:a', 'libopus'],
  ['WAV 16', 'wav'],
  ['WAV 24', 'wav', '-c:a', 'pcm_s24le'],
  ['WAV float', 'wav', '-c:a', 'pcm_f32le'],
  ['AIFF', 'aiff', '-c:a', 'pcm_s16be'],
  ['WMA', 'wma', '-c:a', 'wmav2'],
  ['WavPack', 'wv', '-c:a', 'wavpack'],
  ['5.1', 'flac', '-ac', '6'],
  ['96 kHz', 'flac', '-ar', '96000', '-sample_fmt', 's32'],
];

let music: string;
let app: StartedApp;
let browser: Browser;
let page: Page;
let client: HostClient;

/** A client with the page's session. */
async function clientOf(signedIn: Page): Promise<HostClient> {
  const { origin } = new URL(signedIn.url());
  const cookie = (await signedIn.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  return createORPCClient(
    new RPCLink({ websocket: new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { origin, headers: { cookie } }) }),
  );
}

describe.skipIf(ffmpegPath === null)('formats that play', () => {
  beforeAll(async () => {
    music = mkdtempSync(join(tmpdir(), 'musicforge-formats-'));
    for (const [index, [title, ending, ...codec]] of FORMATS.entries()) {
      // Each its own frequency: the same sound in two formats would be found to be one track where it is lossless.
      const source = ['-f', 'lavfi', '-i', `sine=frequency=${300 + 40 * index}:duration=${SECONDS}`];
      await runFfmpeg([...source, ...codec, join(music, `Test - ${title}.${ending}`)]);
    }
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    page = await browser.newPage();
    await page.goto(app.link);
    client = await clientOf(page);
    await client.library.addFolder({ path: music });
    await firstWhere(await client.library.watchScan(), ({ running, added }) => !running && added === FORMATS.length);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    rmSync(music, { recursive: true, force: true });
  });

  test.each(FORMATS.map(([title]) => title))('%s plays in the browser, from its middle too', async (title) => {
    const query = { source: { kind: 'all' as const }, search: '', sort: [] };
    const { rows } = await client.library.tracks({ query, offset: 0, limit: 100 });
    const id = rows.find((row) => row.title === title)?.id;
    if (!id) throw new Error(`${title} is not in the library`);
    const heard = await page.evaluate(async (url) => {
      const audio = new Audio(url);
      const event = (name: string) =>
        new Promise<void>((resolve, reject) => {
          audio.addEventListener(name, () => resolve(), { once: true });
          audio.addEventListener('error', () => reject(new Error(audio.error?.message ?? 'failed')), { once: true });
        });
      await event('loadedmetadata');
      audio.currentTime = 7.5;
      await event('seeked');
      await audio.play();
      await event('timeupdate');
      const { duration, currentTime } = audio;
      audio.pause();
      return { duration, currentTime };
    }, mediaPaths.audio(id));
    expect(Math.abs(heard.duration - SECONDS)).toBeLessThan(0.1);
    expect(heard.currentTime).toBeGreaterThanOrEqual(7.5);
  });
});
