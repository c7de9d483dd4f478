/**
 * Scanning a folder of 10,000 small files: time, how long the window waits for its rows meanwhile, and the longest moment in
 * which the host does nothing else, by the clock and in processor time (what a busy machine does not lengthen):
 * npm run bench -- scan
 * Reference of the same run: reading the tags of the same files with music-metadata, one after another, nothing else.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseFile } from 'music-metadata';
import { firstWhere, type RunningHost, startHost } from '#test/support/running-host.ts';
import { writeMusicFolder } from '#test/support/synthetic-library.ts';
import { median } from './analysis-metrics.ts';
import { milliseconds, TRACKS } from './library-app.ts';

const NANOSECONDS_PER_MS = 1e6;
const MICROSECONDS_PER_MS = 1000;
const BEAT_MS = 5;

async function readTagsAlone(paths: readonly string[]): Promise<number> {
  const start = performance.now();
  for (const path of paths) await parseFile(path);
  return performance.now() - start;
}

const ROWS = { query: { source: { kind: 'all' as const }, search: '', sort: [] }, offset: 0, limit: 100 };
const BETWEEN_ASKING_MS = 100;

/** Asks for the first rows again and again, as the window does, until told to stop. @returns Milliseconds of each answer. */
async function askForRows({ client }: RunningHost, signal: AbortSignal): Promise<number[]> {
  const waits: number[] = [];
  while (!signal.aborted) {
    const start = performance.now();
    await client.library.tracks(ROWS);
    waits.push(performance.now() - start);
    await sleep(BETWEEN_ASKING_MS);
  }
  return waits.sort((a, b) => a - b);
}

/** Follows the processor time of this thread. @returns Ends that; gives the longest piece in ms, a beat too long at most. */
function followPieces(): () => number {
  let last = process.threadCpuUsage();
  let longest = 0;
  const beat = (): void => {
    const { user, system } = process.threadCpuUsage(last);
    last = process.threadCpuUsage();
    longest = Math.max(longest, (user + system) / MICROSECONDS_PER_MS);
  };
  const timer = setInterval(beat, BEAT_MS);
  return () => {
    clearInterval(timer);
    beat();
    return longest;
  };
}

async function scan(dataFolder: string, music: string): Promise<void> {
  const running = await startHost(dataFolder);
  try {
    // What is measured is the scan, not the analysis that follows it.
    await running.client.analysis.pause();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const endPieces = followPieces();
    const stop = new AbortController();
    const asking = askForRows(running, stop.signal);
    const start = performance.now();
    const states = await running.client.library.watchScan();
    await running.client.library.addFolder({ path: music });
    await firstWhere(states, ({ running: isRunning }) => isRunning);
    await firstWhere(await running.client.library.watchScan(), ({ running: isRunning }) => !isRunning);
    const elapsed = performance.now() - start;
    delay.disable();
    const longestPiece = endPieces();
    stop.abort();
    const waits = await asking;
    const [folder] = await running.client.library.folders();
    const perSecond = ((1000 * TRACKS) / elapsed).toFixed(0);
    console.log(`scan of ${folder?.trackCount} files:   ${(elapsed / 1000).toFixed(1)} s, ${perSecond} files/s`);
    const p95 = waits[Math.floor(0.95 * waits.length)] ?? 0;
    console.log(
      `rows during the scan:   median ${milliseconds(median(waits))}, p95 ${milliseconds(p95)}, longest ${milliseconds(waits.at(-1) ?? 0)}, asked ${waits.length} times`,
    );
    console.log(
      `host not answering:     p99 ${milliseconds(delay.percentile(99) / NANOSECONDS_PER_MS)}, longest ` +
        `${milliseconds(delay.max / NANOSECONDS_PER_MS)}; longest piece of processor time ${milliseconds(longestPiece)}`,
    );
  } finally {
    await running.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
try {
  const music = join(folder, 'music');
  const paths = writeMusicFolder(music, TRACKS);
  await scan(join(folder, 'data'), music);
  const alone = await readTagsAlone(paths);
  console.log(`music-metadata alone:   ${(alone / 1000).toFixed(1)} s`);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
