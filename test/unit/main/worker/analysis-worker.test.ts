import { copyFileSync, existsSync, statSync, truncateSync, unlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnalysisReply, AnalysisTask, ProgressMessage } from '#main/analysis/worker-messages.ts';
import { COLUMN_BYTES } from '#shared/domain/peaks.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { clubTrack, interleave } from '#test/support/signals.ts';
import { writeFloatWav } from '#test/support/wav.ts';

let folder = '';
let path = '';
let pool: Piscina<AnalysisTask, AnalysisReply>;

describe.skipIf(ffmpegPath === null)('the worker of the analysis', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'musicforge-worker-'));
    path = join(folder, 'track.wav');
    await writeFloatWav(path, interleave(clubTrack(128, 60)), { channels: 2, sampleRate: 44_100 });
    pool = new Piscina({
      filename: new URL(import.meta.resolve('#main/worker/analysis-worker.ts')).href,
      maxThreads: 1,
    });
  });
  afterAll(async () => {
    await pool.destroy();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs a task with a port; `onProgress` may answer with a message. */
  async function run(file: string, onProgress: (fraction: number) => { type: 'cancel' } | undefined) {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', ({ fraction }: ProgressMessage) => {
      const answer = onProgress(fraction);
      if (answer) port1.postMessage(answer);
    });
    const reply = await pool.run(
      { path: file, ffmpegPath: needFfmpeg(), options: DEFAULT_ANALYSIS_OPTIONS, port: port2 },
      { transferList: [port2] },
    );
    port1.close();
    return reply;
  }

  test('a file is analysed in a thread, with rising progress up to 1', async () => {
    const fractions: number[] = [];
    const reply = await run(path, (fraction) => {
      fractions.push(fraction);
      return undefined;
    });
    expect(reply).toMatchObject({ type: 'done', analysis: { bpm: 128, durationSeconds: 60 } });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  /** A copy of the track to which `harm` is done at the first sign of progress, while ffmpeg is reading it. */
  async function runWhileHarmed(name: string, harm: (copy: string) => void) {
    const copy = join(folder, name);
    copyFileSync(path, copy);
    let harmedAt: number | null = null;
    const reply = await run(copy, (fraction) => {
      if (harmedAt === null) harm(copy);
      harmedAt ??= fraction;
      return undefined;
    });
    expect(harmedAt).toBeLessThan(0.5);
    return reply;
  }

  // Windows does not let go of a file that is being read.
  test.skipIf(process.platform === 'win32')('a file deleted while it is read is analysed to its end', async () => {
    const reply = await runWhileHarmed('deleted.wav', unlinkSync);
    expect(existsSync(join(folder, 'deleted.wav'))).toBe(false);
    expect(reply).toMatchObject({ type: 'done', analysis: { bpm: 128, durationSeconds: 60 } });
    expect(await run(path, () => undefined)).toMatchObject({ type: 'done', analysis: { bpm: 128 } });
  });

  test.skipIf(process.platform === 'win32')('a file cut while it is read gives what was read of it', async () => {
    const reply = await runWhileHarmed('cut.wav', (copy) => truncateSync(copy, Math.round(statSync(copy).size / 5)));
    if (reply.type !== 'done') throw new Error(reply.message);
    expect(reply.analysis.bpm).toBe(128);
    expect(reply.analysis.durationSeconds).toBeGreaterThan(11);
    expect(reply.analysis.durationSeconds).toBeLessThan(59);
    expect(await run(path, () => undefined)).toMatchObject({ type: 'done', analysis: { bpm: 128 } });
  });

  test('peaks arrive whole', async () => {
    const reply = await pool.run({ path, ffmpegPath: needFfmpeg(), options: DEFAULT_ANALYSIS_OPTIONS });
    if (reply.type !== 'done') throw new Error(reply.message);
    const { columnsPerSecond, data } = reply.analysis.peaks;
    expect(data.length).toBe(COLUMN_BYTES * Math.ceil(60 * columnsPerSecond));
    expect(Math.max(...data)).toBeGreaterThan(100);
  });

  test('errors are data with their code, and the thread goes on', async () => {
    expect(await run(join(folder, 'gone.mp3'), () => undefined)).toMatchObject({ type: 'failed', code: 'not-found' });
    expect(await run(path, () => undefined)).toMatchObject({ type: 'done' });
  });

  test('a cancel message ends the task', async () => {
    const reply = await run(path, () => ({ type: 'cancel' }));
    expect(reply).toMatchObject({ type: 'failed', code: 'cancelled' });
  });
});
