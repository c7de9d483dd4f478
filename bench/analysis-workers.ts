/**
 * How the analysis scales and whether its memory stays flat: two workers against one on the same files, and the memory of
 * one worker over 200 tracks. npm run bench -- workers
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { AnalysisReply, AnalysisTask } from '#main/analysis/worker-messages.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { clubTrack, interleave } from '#test/support/signals.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const FILES = 8;
const MINUTES = 3;
const TRACKS = 200;
const SHORT_SECONDS = 30;
const MEGABYTE = 1024 * 1024;

/** A house track as WAV; a minute of it, over and over. */
async function makeTrack(path: string, seconds: number): Promise<void> {
  const part = clubTrack(124, Math.min(60, seconds));
  const whole = new Float32Array(seconds * 44_100);
  for (let at = 0; at < whole.length; at += part.length) whole.set(part.subarray(0, whole.length - at), at);
  await writeFloatWav(path, interleave(whole), { channels: 2, sampleRate: 44_100 });
}

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

async function scaling(task: AnalysisTask): Promise<void> {
  const seconds: number[] = [];
  for (const threads of [1, 2]) {
    const pool = createPool(threads);
    // The first track of a thread loads its code and warms it up.
    await timeAll(
      pool,
      Array.from({ length: threads }, () => task),
    );
    seconds.push(
      await timeAll(
        pool,
        Array.from({ length: FILES }, () => task),
      ),
    );
    await pool.destroy();
  }
  const [one = 0, two = 1] = seconds;
  console.log(
    `${FILES} tracks of ${MINUTES} minutes: one worker ${one.toFixed(1)} s, two ${two.toFixed(1)} s: ${(one / two).toFixed(2)} times as fast (target >= 1.8)`,
  );
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

const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
try {
  const ffmpegPath = await locateFfmpeg({ env: process.env });
  const options = DEFAULT_ANALYSIS_OPTIONS;
  const [long, short] = [join(folder, 'long.wav'), join(folder, 'short.wav')];
  await makeTrack(long, MINUTES * 60);
  await makeTrack(short, SHORT_SECONDS);
  await scaling({ path: long, ffmpegPath, options });
  await memory({ path: short, ffmpegPath, options });
} finally {
  await rm(folder, { recursive: true, force: true });
}
