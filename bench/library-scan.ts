/**
 * Scanning a folder of 10,000 small files: time, and the longest moment in which the host does not answer:
 * npm run bench -- scan
 * Reference of the same run: reading the tags of the same files with music-metadata, one after another, nothing else.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseFile } from 'music-metadata';
import { firstWhere, startHost } from '#test/support/running-host.ts';
import { writeMusicFolder } from '#test/support/synthetic-library.ts';
import { milliseconds, TRACKS } from './library-app.ts';

const NANOSECONDS_PER_MS = 1e6;

async function readTagsAlone(paths: readonly string[]): Promise<number> {
  const start = performance.now();
  for (const path of paths) await parseFile(path);
  return performance.now() - start;
}

async function scan(dataFolder: string, music: string): Promise<void> {
  const running = await startHost(dataFolder);
  try {
    // What is measured is the scan, not the analysis that follows it.
    await running.client.analysis.pause();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const start = performance.now();
    const states = await running.client.library.watchScan();
    await running.client.library.addFolder({ path: music });
    await firstWhere(states, ({ running: isRunning }) => isRunning);
    await firstWhere(await running.client.library.watchScan(), ({ running: isRunning }) => !isRunning);
    const elapsed = performance.now() - start;
    delay.disable();
    const [folder] = await running.client.library.folders();
    const perSecond = ((1000 * TRACKS) / elapsed).toFixed(0);
    console.log(`scan of ${folder?.trackCount} files:   ${(elapsed / 1000).toFixed(1)} s, ${perSecond} files/s`);
    console.log(
      `host not answering:     p99 ${milliseconds(delay.percentile(99) / NANOSECONDS_PER_MS)}, longest ` +
        milliseconds(delay.max / NANOSECONDS_PER_MS),
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
