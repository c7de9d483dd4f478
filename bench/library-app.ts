/** What the benches of the window share: a built program on a prepared library, and a real page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildIfStale } from '#scripts/build-if-stale.ts';
import { findChromium } from '#test/support/chromium.ts';
import { writeSyntheticLibrary } from '#test/support/synthetic-library.ts';

const ROOT = resolve(import.meta.dirname, '..');
export const TRACKS = 100_000;

/** What is typed into the search. */
export const SEARCHES = [
  'night drive',
  'solar moon 99',
  'bpm:120-126 key:8A',
  'genre:techno acid',
  'energy:>6 -dream',
  'deep echo 4321',
  '"moon city" or fire',
];

/** The table; every other list of the window is a grid as well. */
export const TRACK_GRID = '[role="grid"][aria-label="Tracks"]';

/** The first row of tracks: 1 is the header. Rows on their way are busy. */
export const FIRST_ROW = `${TRACK_GRID} [role="row"][aria-rowindex="2"]:not([aria-busy="true"])`;

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly link: string;
  /** When it was started, Unix time in ms. */
  readonly startedMs: number;
  stop(): Promise<void>;
}

/** Starts a program that prints a link, and waits for the link. */
export async function startServer(args: readonly string[]): Promise<ServerProcess> {
  const startedMs = Date.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    printed += String(text);
    const link = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(printed)?.[0];
    if (link === undefined) continue;
    child.stdout.resume();
    return { child, link, startedMs, stop: () => stopChild(child) };
  }
  throw new Error(`The server did not start:\n${printed}`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/**
 * A Chromium that draws on the processor without GL. With a GL emulated in software, handing over a frame takes up to a
 * second on a small machine, which says nothing about the window and hides what it does.
 * @throws {Error} Where there is no Chromium.
 */
export function launchBenchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found: install one or set CHROMIUM_PATH.');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath, args });
}

/** The real, built server entry on a data folder. */
export function startMusicForge(dataFolder: string): Promise<ServerProcess> {
  const entry = join(ROOT, 'dist', 'host', 'server-entry.js');
  return startServer([entry, '--no-open', '--port', '0', '--data', dataFolder]);
}

/** A data folder with so many analysed tracks. */
export async function preparedLibrary(count: number): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
  await writeSyntheticLibrary(folder, count);
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

export const buildApp = (): Promise<void> => buildIfStale(ROOT);

export interface OpenedLibrary {
  readonly page: Page;
  readonly browser: Browser;
  readonly server: ServerProcess;
}

/** Builds, starts the program with TRACKS tracks and shows them in Chromium; everything is closed after `use`. */
export async function withOpenLibrary(use: (opened: OpenedLibrary) => Promise<void>): Promise<void> {
  await buildApp();
  const library = await preparedLibrary(TRACKS);
  const browser = await launchBenchBrowser();
  try {
    const server = await startMusicForge(library.folder);
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(server.link);
      await page.waitForSelector(FIRST_ROW);
      await use({ page, browser, server });
    } finally {
      await server.stop();
    }
  } finally {
    await browser.close();
    await library.remove();
  }
}

/** Scrolls the table of tracks. @param share 0 = its start, 1 = its end. @throws {Error} If it did not move there. */
export async function scrollTable(page: Page, share: number): Promise<void> {
  await page.locator(TRACK_GRID).evaluate((grid, part) => {
    const wanted = part * (grid.scrollHeight - grid.clientHeight);
    grid.scrollTop = wanted;
    if (grid.scrollHeight < 2 * grid.clientHeight || Math.abs(grid.scrollTop - wanted) > 1) {
      throw new Error('The table of tracks does not scroll');
    }
  }, share);
}

/** The value below which a share of the values lies. @param share 0-1. @param values Not empty. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
