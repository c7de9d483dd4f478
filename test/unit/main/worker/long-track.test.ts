import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import { analyseFile } from '#main/worker/analyse-file.ts';
import { columnsOf } from '#shared/domain/peaks.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { ffmpegPath, needFfmpeg, runFfmpeg } from '#test/support/ffmpeg.ts';
import { DRUM_PATTERNS, drumLoop, interleave } from '#test/support/signals.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const HOURS = 3;
const BPM = 120; // a minute holds whole bars, so that the loop goes on without a gap
let folder = '';

describe.skipIf(ffmpegPath === null)('long files', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'musicforge-long-'));
    const loop = drumLoop(DRUM_PATTERNS.house, BPM, 0, 60);
    await writeFloatWav(join(folder, 'minute.wav'), interleave(loop), { channels: 2, sampleRate: 44_100 });
    await runFfmpeg(['-i', join(folder, 'minute.wav'), '-ac', '1', '-ar', '8000', join(folder, 'minute.flac')]);
    const copies = ['-stream_loop', String(HOURS * 60 - 1), '-i', join(folder, 'minute.flac'), '-c', 'copy'];
    await runFfmpeg([...copies, join(folder, 'hours.mka')]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('a set of three hours is analysed whole, in bounded memory, with a bounded waveform', {
    timeout: 300_000,
  }, async () => {
    const before = process.memoryUsage.rss();
    let highest = before;
    const found = await analyseFile(join(folder, 'hours.mka'), {
      ffmpegPath: needFfmpeg(),
      fft: await loadFft(),
      options: DEFAULT_ANALYSIS_OPTIONS,
      onProgress: () => {
        highest = Math.max(highest, process.memoryUsage.rss());
      },
    });
    expect(found.durationSeconds).toBeCloseTo(HOURS * 3600, -1);
    expect(found.bpm).toBeCloseTo(BPM, 1);
    expect(columnsOf(found.peaks)).toBeLessThanOrEqual(120_000);
    expect((highest - before) / 2 ** 20).toBeLessThan(250);
  });
});
