import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import { analyseFile } from '#main/worker/analyse-file.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { tempFolder } from '#test/support/temp-library.ts';

/** A 1 kHz tone of 20 s, at so many dBFS in each channel of a layout. */
function tones(layout: string, levels: readonly number[]): string {
  const path = join(tempFolder(), `${layout}.wav`);
  const gains = levels.map((decibels) => `${10 ** (decibels / 20)}*sin(2*PI*1000*t)`).join('|');
  const source = `aevalsrc=${gains}:c=${layout}:s=48000:d=20`;
  const made = spawnSync(needFfmpeg(), ['-v', 'error', '-f', 'lavfi', '-i', source, path]);
  expect(made.stderr.toString()).toBe('');
  return path;
}

async function loudnessOf(path: string): Promise<number | null> {
  const deps = { ffmpegPath: needFfmpeg(), fft: await loadFft(), options: DEFAULT_ANALYSIS_OPTIONS };
  return (await analyseFile(path, deps)).loudnessLufs;
}

// Case 6 of EBU Tech 3341: left and right -28, centre -24, surrounds -30 dBFS. The low-frequency channel weighs nothing.
test.skipIf(ffmpegPath === null).each([
  ['5.0', [-28, -28, -24, -30, -30]],
  ['5.1', [-28, -28, -24, -10, -30, -30]],
] as const)('the channels of %s are measured as they are: -23 LUFS', async (layout, levels) => {
  expect(Math.abs(((await loudnessOf(tones(layout, levels))) ?? 0) + 23)).toBeLessThanOrEqual(0.1);
});

test.skipIf(ffmpegPath === null)('a silent surround file has no loudness', async () => {
  expect(await loudnessOf(tones('5.1', [-200, -200, -200, -200, -200, -200]))).toBeNull();
});
