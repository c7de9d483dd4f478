/**
 * How the analysis scales and whether its memory stays flat: two workers on two cores against one on one, on the same files,
 * and the memory of one worker over 200 tracks. A worker's decoder is a process of its own, so that one worker alone keeps
 * more than one core busy: the comparison is made with one core for one worker (taskset, Linux), and the time of one worker
 * with two cores stands beside it. npm run bench -- workers
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { AnalysisReply, AnalysisTask } from '#main/analysis/worker-messages.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { median } from './analysis-metrics.ts';
import { makeHouseMp3 } from './house-mp3.ts';

const FILES = 8;
const MINUTES = 3;
const ROUNDS = 5;
const TRACKS = 200;
const SHORT_SECONDS = 30;
const LONG_MINUTES = 15;
const PROBE_MS = 20;
const MEGABYTE = 1024 * 1024;

function createPool(threads: number): Piscina<AnalysisTask, AnalysisReply> {
  return new Piscina<AnalysisTask, AnalysisReply>({
    filename: new URL(import.meta.resolve('#main/worker/analysis-worker.ts')).href,
    minThreads: threads,
    maxThreads: threads,
  });
}

/** @returns Seconds by the clock for all files; every one must succeed. */
async function timeAll(pool: Piscina<AnalysisTask, AnalysisReply>, tasks: readonly AnalysisTask[]): Promise<number> {
  const start = performance.now();
  const replies = await Promise.all(tasks.map((task) => pool.run(task)));
  const failed = replies.find((reply) => reply.type === 'failed');
  if (failed) throw new Error(failed.message);
  return (performance.now() - start) / 1000;
}

/** @param cores As taskset writes them: "0", "0,1". @returns Whether this process and what it starts now run on these cores. */
function useCores(cores: string): boolean {
  return spawnSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)]).status === 0;
}

/** @returns Seconds by the clock for `FILES` tracks by so many workers. */
async function timeWorkers(threads: number, task: AnalysisTask): Promise<number> {
  const pool = createPool(threads);
  // The first track of a thread loads its code and warms it up.
  await timeAll(
    pool,
    Array.from({ length: threads }, () => task),
  );
  const seconds = await timeAll(
    pool,
    Array.from({ length: FILES }, () => task),
  );
  await pool.destroy();
  return seconds;
}

async function scaling(task: AnalysisTask): Promise<void> {
  if (!useCores('0')) {
    console.log('taskset cannot be used here (Linux only): scaling is left out');
    return;
  }
  const [oneOnOne, oneOnTwo, twoOnTwo]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    useCores('0');
    oneOnOne.push(await timeWorkers(1, task));
    useCores('0,1');
    oneOnTwo.push(await timeWorkers(1, task));
    twoOnTwo.push(await timeWorkers(2, task));
  }
  const [one, alone, two] = [median(oneOnOne), median(oneOnTwo), median(twoOnTwo)];
  console.log(
    `${FILES} tracks of ${MINUTES} minutes, median of ${ROUNDS}: one worker on one core ${one.toFixed(1)} s, two on two ${two.toFixed(1)} s: ${(one / two).toFixed(2)} times as fast (target >= 1.8)`,
  );
  console.log(`one worker on two cores, its decoder beside it: ${alone.toFixed(1)} s`);
}

async function memory(task: AnalysisTask): Promise<void> {
  const pool = createPool(1);
  const used: number[] = [];
  for (let n = 0; n < TRACKS; n += 1) {
    await timeAll(pool, [task]);
    used.push(process.memoryUsage().rss / MEGABYTE);
  }
  await pool.destroy();
  const mean = (from: number, to: number) => used.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from);
  console.log(
    `memory of the process over ${TRACKS} tracks: ${mean(20, 60).toFixed(0)} MB at first, ${mean(TRACKS - 40, TRACKS).toFixed(0)} MB at last, ${Math.max(...used).toFixed(0)} MB at most`,
  );
}

/** Memory of the process while one worker analyses a long track; a process without a worker takes about 90 MB. */
async function longTrack(task: AnalysisTask): Promise<void> {
  const pool = createPool(1);
  let highest = 0;
  const probe = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, PROBE_MS);
  await timeAll(pool, [task]);
  clearInterval(probe);
  await pool.destroy();
  console.log(`a track of ${LONG_MINUTES} minutes: ${(highest / MEGABYTE).toFixed(0)} MB at most (target <= 300 MB)`);
}

const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
try {
  const ffmpegPath = await locateFfmpeg({ env: process.env });
  const options = DEFAULT_ANALYSIS_OPTIONS;
  const [longest, long, short] = [join(folder, 'longest.mp3'), join(folder, 'long.mp3'), join(folder, 'short.mp3')];
  await makeHouseMp3(longest, LONG_MINUTES * 60, ffmpegPath);
  await makeHouseMp3(long, MINUTES * 60, ffmpegPath);
  await makeHouseMp3(short, SHORT_SECONDS, ffmpegPath);
  // First, while nothing else has grown the process.
  await longTrack({ path: longest, ffmpegPath, options });
  await scaling({ path: long, ffmpegPath, options });
  await memory({ path: short, ffmpegPath, options });
} finally {
  await rm(folder, { recursive: true, force: true });
}
