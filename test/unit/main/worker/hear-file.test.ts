import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import { MEL_BANDS, MEL_HOP, MEL_SAMPLE_RATE } from '#main/dsp/mel-spectrogram.ts';
import { hearFile } from '#main/worker/hear-file.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { addAt, interleave, RATE, silence, sine } from '#test/support/signals.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const fft = await loadFft();

async function hear(samples: Float32Array, channels: 1 | 2, startSeconds: number, seconds: number) {
  const path = join(tempFolder(), 'a.wav');
  await writeFloatWav(path, samples, { channels, sampleRate: RATE });
  return hearFile({ path, startSeconds, seconds }, needFfmpeg(), fft);
}
const loudest = (levels: Float32Array, frame: number) => {
  const bands = levels.subarray(frame * MEL_BANDS, (frame + 1) * MEL_BANDS);
  return bands.indexOf(Math.max(...bands));
};

describe.skipIf(ffmpegPath === null)('the spectrogram of a part of a file', () => {
  test('is of that part alone, and of its length', async () => {
    const tone = silence(8);
    addAt(tone, sine(200, 4, 0.5), 0);
    addAt(tone, sine(4000, 4, 0.5), 4);
    const [early, late] = [await hear(tone, 1, 1, 2), await hear(tone, 1, 5, 2)];
    const frames = Math.floor((2 * MEL_SAMPLE_RATE) / MEL_HOP) + 1;
    expect([early, late].map((levels) => levels.length / MEL_BANDS)).toEqual([frames, frames]);
    expect(loudest(early, 60)).toBeLessThan(10);
    expect(loudest(late, 60)).toBeGreaterThan(60);
  });

  test('ends where the file ends', async () => {
    const levels = await hear(sine(500, 3, 0.5), 1, 2, 60);
    expect(levels.length / MEL_BANDS).toBe(Math.floor(MEL_SAMPLE_RATE / MEL_HOP) + 1);
  });

  test('holds nothing of what lies above 8 kHz: the resampling lets nothing fold back', async () => {
    const levels = await hear(sine(11_000, 3, 0.5), 1, 0, 3);
    // Its mirror at 5 kHz would be at about 5; what is left is below 0.1.
    expect(Math.max(...levels.subarray(60 * MEL_BANDS, 120 * MEL_BANDS))).toBeLessThan(0.1);
  });

  test('mixes both channels; one channel alone is as loud as both alike', async () => {
    const [tone, quiet] = [sine(500, 3, 0.5), silence(3)];
    const mono = await hear(tone, 1, 0, 3);
    const both = await hear(interleave(tone), 2, 0, 3);
    const left = await hear(interleave(tone, quiet), 2, 0, 3);
    const level = (levels: Float32Array) => Math.max(...levels.subarray(60 * MEL_BANDS, 61 * MEL_BANDS));
    expect(level(mono)).toBeCloseTo(level(both), 3);
    // Half the amplitude is a quarter of the power.
    expect(level(both) - level(left)).toBeCloseTo(Math.log10(4), 3);
  });

  test('takes what is no number for silence', async () => {
    const broken = sine(500, 3, 0.5).fill(Number.NaN, RATE, 2 * RATE);
    const levels = await hear(broken, 1, 0, 3);
    expect(levels.every(Number.isFinite)).toBe(true);
    expect(loudest(levels, 20)).toBe(loudest(levels, 170));
  });
});
