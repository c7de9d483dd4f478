/**
 * From the press of "Play the transition" to the first block that is not silent, in the real browser over the real host:
 * npm run bench -- transition-start
 * Reference of the same run: a press in the same window that starts a buffer of samples, which is all a browser can do for
 * sound that is decoded and needs no work.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { needFfmpeg } from '#test/support/ffmpeg.ts';
import { firstWhere, startHost } from '#test/support/running-host.ts';
import { makeHouseMp3 } from './house-mp3.ts';
import { buildApp, FIRST_ROW, launchBenchBrowser, milliseconds, quantile, startMusicForge } from './library-app.ts';

const TARGET_MS = 300;
const TRACK_SECONDS = 360;
const TEMPOS = [124, 127];
const OPENINGS = 5;
const PRESSES = 4;
const SET = 'Bench';

/** Tells when the first sound goes through it after it was armed, Unix time in ms. It gives silence. */
const PROBE = `registerProcessor('probe', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.isArmed = false;
    this.port.onmessage = () => { this.isArmed = true; };
  }
  process([input]) {
    if (this.isArmed && input.some((channel) => channel.some((sample) => Math.abs(sample) > 0.0001))) {
      this.isArmed = false;
      this.port.postMessage(Date.now());
    }
    return true;
  }
})`;

interface Probed {
  /** When the mix was ready, and when it was last pressed, Unix time in ms. */
  readyMs: number;
  pressedMs: number;
  /** Waits for the next sound. @returns When it came, Unix time in ms. */
  nextSound: () => Promise<number>;
  /** Plays a buffer as soon as it is called. */
  playBuffer: () => Promise<void>;
}

declare global {
  interface Window {
    probed?: Probed;
  }
}

/** Listens to the transition of the page. Before the page is opened. */
async function probe(page: Page): Promise<void> {
  await page.addInitScript((source) => {
    const state = { readyMs: 0, pressedMs: 0 };
    document.addEventListener(
      'click',
      ({ timeStamp }) => {
        state.pressedMs = performance.timeOrigin + timeStamp;
      },
      true,
    );
    const Plain = AudioWorkletNode;
    window.AudioWorkletNode = class extends Plain {
      constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
        super(context, name, options);
        state.readyMs = 0;
        this.port.addEventListener('message', ({ data }: MessageEvent<{ readonly type: string }>) => {
          if (data.type === 'ready') state.readyMs = Date.now();
        });
        const made = context.audioWorklet.addModule(`data:text/javascript,${encodeURIComponent(source)}`).then(() => {
          const node = new Plain(context, 'probe');
          this.connect(node).connect(context.destination);
          return node;
        });
        const nextSound = async (): Promise<number> => {
          const { port } = await made;
          return new Promise((heard) => {
            port.addEventListener('message', ({ data }: MessageEvent<number>) => heard(data), { once: true });
            port.start();
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a MessagePort has no origin
            port.postMessage('arm');
          });
        };
        const buffer = new AudioBuffer({ length: 44_100, sampleRate: 44_100 });
        buffer.getChannelData(0).fill(0.1);
        const playBuffer = async (): Promise<void> => {
          const player = new AudioBufferSourceNode(context, { buffer });
          player.connect(await made);
          player.start();
        };
        window.probed = Object.assign(state, { nextSound, playBuffer });
      }
    };
  }, PROBE);
}

/** A data folder with a set of two analysed tracks. */
async function prepare(folder: string, ffmpegPath: string): Promise<string> {
  const [music, data] = [join(folder, 'music'), join(folder, 'data')];
  await mkdir(music);
  for (const bpm of TEMPOS) await makeHouseMp3(join(music, `${bpm}.mp3`), TRACK_SECONDS, ffmpegPath, bpm);
  const host = await startHost(data);
  try {
    await host.client.library.addFolder({ path: music });
    await firstWhere(await host.client.analysis.watch(), ({ done }) => done >= TEMPOS.length);
    const trackIds = await host.client.library.trackIds({ query: { source: { kind: 'all' }, search: '', sort: [] } });
    await host.client.sets.create({ name: SET, trackIds });
  } finally {
    await host.close();
  }
  return data;
}

/** Presses what is found by this name, and waits for the sound. @returns Milliseconds. */
async function pressToSound(page: Page, name: string): Promise<number> {
  const sound = page.evaluate(() => window.probed?.nextSound());
  await page.getByRole('dialog').getByRole('button', { name }).click();
  const heardMs = (await sound) ?? Number.NaN;
  return heardMs - (await page.evaluate(() => window.probed?.pressedMs ?? Number.NaN));
}

const isReady = (page: Page) => page.waitForFunction(() => (window.probed?.readyMs ?? 0) > 0);

async function presses(page: Page): Promise<{ readonly own: number[]; readonly reference: number[] }> {
  const [own, reference]: [number[], number[]] = [[], []];
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.textContent = 'Reference';
    button.addEventListener('click', () => void window.probed?.playBuffer());
    document.querySelector('[role="dialog"] header, [role="dialog"] p')?.append(button);
  });
  for (let press = 0; press < PRESSES; press += 1) {
    own.push(await pressToSound(page, 'Play the transition'));
    await page.evaluate(() => {
      if (window.probed) window.probed.readyMs = 0;
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await isReady(page);
    reference.push(await pressToSound(page, 'Reference'));
    await page.waitForTimeout(1500);
  }
  return { own, reference };
}

async function bench(browser: Browser, link: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  await probe(page);
  await page.goto(link);
  await page.waitForSelector(FIRST_ROW);
  await page.getByRole('navigation').getByRole('button', { name: SET }).first().click();
  const [first, later, reference, opening]: number[][] = [[], [], [], []];
  for (let turn = 0; turn < OPENINGS; turn += 1) {
    await page.getByRole('button', { name: 'Transitions…' }).click();
    const openedMs = Date.now();
    await isReady(page);
    opening?.push((await page.evaluate(() => window.probed?.readyMs ?? 0)) - openedMs);
    const measured = await presses(page);
    first?.push(measured.own[0] ?? Number.NaN);
    later?.push(...measured.own.slice(1));
    reference?.push(...measured.reference);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  const middle = quantile(reference ?? [], 0.5);
  const tell = (name: string, times: readonly number[] = []) => {
    const median = quantile(times, 0.5);
    const longest = quantile(times, 1);
    console.log(
      `${name.padEnd(34)} median ${milliseconds(median)}, longest ${milliseconds(longest)}, ${(median / middle).toFixed(2)} x`,
    );
  };
  tell('a buffer of samples (reference)', reference);
  tell('first press after opening', first);
  tell('later presses', later);
  tell('from opening the view to ready', opening);
  console.log(`target: ${milliseconds(TARGET_MS)} from the press to the sound`);
}

const ffmpegPath = needFfmpeg();
await buildApp();
const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
const browser = await launchBenchBrowser();
try {
  const server = await startMusicForge(await prepare(folder, ffmpegPath));
  try {
    await bench(browser, server.link);
  } finally {
    await server.stop();
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
