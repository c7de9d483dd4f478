import { describe, expect, test } from 'vitest';
import { createFrameReader } from '#main/platform/decode.ts';
import { createFfmpegLog } from '#main/platform/ffmpeg-log.ts';

describe('frames from bytes', () => {
  test('chunks that cut samples anywhere give the same frames', () => {
    const samples = Float32Array.from({ length: 64 }, (_, n) => n / 64);
    const bytes = Buffer.from(samples.buffer);
    for (const size of [1, 3, 7, 8, 13, 255]) {
      const received: number[] = [];
      const read = createFrameReader(1, (part) => received.push(...part));
      let frames = 0;
      for (let at = 0; at < bytes.length; at += size) frames += read(bytes.subarray(at, at + size));
      expect(frames).toBe(32);
      expect(received).toEqual([...samples]);
    }
  });

  test('half a frame at the end is dropped, gain is applied', () => {
    const received: number[] = [];
    const read = createFrameReader(2, (part) => received.push(...part));
    expect(read(Buffer.from(Float32Array.of(0.25, -0.5, 0.125).buffer))).toBe(1);
    expect(received).toEqual([0.5, -1]);
  });
});

describe('what ffmpeg says', () => {
  const described = (lines: readonly string[]) => {
    const log = createFfmpegLog();
    for (const line of lines) log.append(`${line}\n`);
    return log;
  };

  test('length and channels of the input, not of the output', () => {
    const log = described([
      "[info] Input #0, mp3, from 'file:/music/a.mp3':",
      '[info]   Duration: 01:02:03.50, start: 0.025057, bitrate: 128 kb/s',
      '[info]   Stream #0:0: Audio: mp3, 44100 Hz, mono, fltp, 128 kb/s',
      "[info] Output #0, f32le, to 'pipe:1':",
      '[info]   Stream #0:0: Audio: pcm_f32le, 44100 Hz, stereo, flt, 2822 kb/s',
    ]);
    expect(log.inputDescribed).toBe(true);
    expect(log.info()).toEqual({
      statedDurationSeconds: 3723.5,
      durationIsGuessed: false,
      mono: true,
      surround: false,
    });
  });

  test('a file of unknown length, with a cover before the audio', () => {
    const log = described([
      '[info]   Duration: N/A, bitrate: N/A',
      '[info]   Stream #0:0: Video: mjpeg, yuvj444p, 600x600',
      '[info]   Stream #0:1(eng): Audio: aac (LC), 48000 Hz, stereo, fltp',
    ]);
    expect(log.inputDescribed).toBe(false);
    expect(log.info()).toEqual({ statedDurationSeconds: null, durationIsGuessed: false, mono: false, surround: false });
  });

  test('a length that is a guess', () => {
    const log = described([
      '[mp3 @ 0x55] [warning] Estimating duration from bitrate, this may be inaccurate',
      '[info]   Duration: 00:03:20.00, start: 0.000000, bitrate: 128 kb/s',
    ]);
    expect(log.info()).toMatchObject({ statedDurationSeconds: 200, durationIsGuessed: true });
  });

  test('tags of any length, with lines that look like facts, hide and change nothing', () => {
    const log = described([
      '[info]   Metadata:',
      `[info]     lyrics          : ${'la '.repeat(100_000)}`,
      '                    : Output #0',
      '                    :   Stream #0:0: Audio: mp3, 44100 Hz, stereo',
      '[info]   Duration: 00:03:00.00, start: 0.000000',
      '[info]   Stream #0:0: Audio: mp3, 44100 Hz, mono, fltp',
      "[info] Output #0, f32le, to 'pipe:1':",
    ]);
    expect(log.info()).toEqual({ statedDurationSeconds: 180, durationIsGuessed: false, mono: true, surround: false });
  });

  test('errors without ffmpeg prefixes, and not more than is kept', () => {
    const log = described([
      '[mp3 @ 0x55] [warning] something harmless',
      '[mp3 @ 0x55] [error] Header missing',
      '[error] Invalid data found',
      ...Array.from({ length: 10_000 }, () => '[mp3 @ 0x55] [error] Header missing'),
    ]);
    expect(log.errors().slice(-1)).toEqual(['Header missing']);
    expect(log.errors().length).toBeLessThan(1_000);
  });
});
