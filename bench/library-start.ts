/**
 * Start of the program to the first row of 100,000 tracks in a real page: npm run bench -- start
 * References of the same run: the same with 10 tracks, and a bare Node server with a static table of 40 rows.
 */
import type { Browser } from 'playwright-core';
import { median } from './analysis-metrics.ts';
import {
  buildApp,
  FIRST_ROW,
  launchBenchBrowser,
  milliseconds,
  preparedLibrary,
  type ServerProcess,
  startMusicForge,
  startServer,
  TRACKS,
} from './library-app.ts';

const RUNS = 5;
const TARGET_MS = 1500;

/** A server that does nothing but answer: what Node, the browser and this measurement take by themselves. */
const BARE_SERVER = `
const row = (index) => '<div role="row" aria-rowindex="' + index + '">Track ' + index + '</div>';
const html = '<!doctype html><div role="grid" aria-label="Tracks">' + Array.from({ length: 40 }, (_, n) => row(n + 1)).join('') + '</div>';
require('node:http')
  .createServer((request, response) => response.setHeader('content-type', 'text/html').end(html))
  .listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port + '/'); });
`;

/** Notes when the first row stands in the document and has been painted. */
function noteFirstRow(selector: string): void {
  const check = (): void => {
    if (document.querySelector(selector) === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => Object.assign(window, { firstRowMs: Date.now() })));
  };
  const observer = new MutationObserver(check);
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}

async function timeToFirstRow(browser: Browser, start: () => Promise<ServerProcess>): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(noteFirstRow, FIRST_ROW);
  const server = await start();
  try {
    await page.goto(server.link, { waitUntil: 'commit' });
    const handle = await page.waitForFunction(() => (window as { firstRowMs?: number }).firstRowMs);
    return Number(await handle.jsonValue()) - server.startedMs;
  } finally {
    await context.close();
    await server.stop();
  }
}

interface Times {
  readonly median: number;
  /** The run that other programs disturbed least. */
  readonly best: number;
}

async function timesOf(browser: Browser, start: () => Promise<ServerProcess>): Promise<Times> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await timeToFirstRow(browser, start));
  return { median: median(times), best: Math.min(...times) };
}

const line = (name: string, { median, best }: Times, note = ''): void =>
  console.log(`${name.padEnd(32)} median ${milliseconds(median)}, best ${milliseconds(best)}${note}`);

async function main(): Promise<void> {
  await buildApp();
  const [big, small] = [await preparedLibrary(TRACKS), await preparedLibrary(10)];
  const browser = await launchBenchBrowser();
  try {
    const bare = await timesOf(browser, () => startServer(['-e', BARE_SERVER]));
    const few = await timesOf(browser, () => startMusicForge(small.folder));
    const many = await timesOf(browser, () => startMusicForge(big.folder));
    line('bare Node server, static table', bare);
    line('MusicForge, 10 tracks', few);
    line(`MusicForge, ${TRACKS} tracks`, many, ` (target <= ${milliseconds(TARGET_MS)})`);
    const ratio = (reference: Times) => (many.best / reference.best).toFixed(2);
    console.log(`ratios of the best: ${ratio(bare)} to the bare server, ${ratio(few)} to 10 tracks`);
  } finally {
    await browser.close();
    await Promise.all([big.remove(), small.remove()]);
  }
}

await main();
