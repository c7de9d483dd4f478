/**
 * Cost of the whole analysis of a 6-minute mp3 as a multiple of the ffmpeg decode alone, in CPU time (user and system,
 * children included): npm run bench:analysis-cost
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFft } from '#main/dsp/fft.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { analyseFile } from '#main/worker/analyse-file.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { median } from './analysis-metrics.ts';
import { cpuSeconds } from './cpu-time.ts';
import { makeHouseMp3 } from './house-mp3.ts';
import { runProgram } from './run-program.ts';

const MINUTES = 6;
const RUNS = 7;
const WARM_UP_RUNS = 2;

async function measure(task: () => Promise<unknown>): Promise<number> {
  const before = cpuSeconds();
  await task();
  return cpuSeconds() - before;
}

async function main(): Promise<void> {
  const ffmpegPath = await locateFfmpeg({ env: process.env });
  const fft = await loadFft();
  const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
  try {
    const mp3 = join(folder, 'six-minutes.mp3');
    await makeHouseMp3(mp3, MINUTES * 60, ffmpegPath);
    const decodeArgs = ['-v', 'error', '-threads', '1', '-i', mp3, '-f', 'f32le', '-ac', '2', 'pipe:1'];
    const [decodes, analyses]: [number[], number[]] = [[], []];
    for (let n = 0; n < WARM_UP_RUNS + RUNS; n += 1) {
      const decode = await measure(() => runProgram(ffmpegPath, decodeArgs));
      const analysis = await measure(() => analyseFile(mp3, { ffmpegPath, fft, options: DEFAULT_ANALYSIS_OPTIONS }));
      if (n < WARM_UP_RUNS) continue;
      decodes.push(decode);
      analyses.push(analysis);
    }
    const [decode, analysis] = [median(decodes), median(analyses)];
    console.log(
      `ffmpeg decode alone: ${decode.toFixed(2)} s CPU (${(decode / MINUTES).toFixed(3)} s per audio minute)`,
    );
    console.log(
      `whole analysis:      ${analysis.toFixed(2)} s CPU (${((60 * MINUTES) / analysis).toFixed(0)}x real time)`,
    );
    console.log(`ratio:               ${(analysis / decode).toFixed(2)} (target <= 4)`);
    console.log(`resident memory:     ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MB`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
