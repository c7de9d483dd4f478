import { chmod, copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import { decode } from '#main/platform/decode.ts';
import { analyseFile } from '#main/worker/analyse-file.ts';
import { DEFAULT_ANALYSIS_OPTIONS, type TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { ffmpegPath, needFfmpeg, runFfmpeg } from '#test/support/ffmpeg.ts';
import { clubTrack, createNoise, interleave, silence } from '#test/support/signals.ts';
import { writeFloatWav } from '#test/support/wav.ts';
import { HAS_FILE_MODES, withoutRoot } from '#test/support/without-root.ts';

const BPM = 126;
const SECONDS = 24;
const fft = await loadFft();
let folder = '';
let wav = '';
const inFolder = (name: string): string => join(folder, name);

function analyse(path: string, signal?: AbortSignal, onProgress?: () => void): Promise<TrackAnalysis> {
  return analyseFile(path, {
    ffmpegPath: needFfmpeg(),
    fft,
    options: DEFAULT_ANALYSIS_OPTIONS,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
}

/** The track as a file of another kind. */
async function make(name: string, args: readonly string[] = []): Promise<string> {
  await runFfmpeg(['-i', wav, ...args, inFolder(name)]);
  return inFolder(name);
}

describe.skipIf(ffmpegPath === null)('any file is analysed or refused with a reason', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'musicforge-input-'));
    wav = inFolder('track.wav');
    const left = clubTrack(BPM, SECONDS);
    await writeFloatWav(
      wav,
      interleave(
        left,
        left.map((sample) => 0.9 * sample),
      ),
      { channels: 2, sampleRate: 44_100 },
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe('formats that are odd and good', () => {
    test.each([
      ['mono.wav', ['-ac', '1']],
      ['8khz.wav', ['-ar', '8000']],
      ['96khz-24bit.flac', ['-ar', '96000', '-sample_fmt', 's32', '-bits_per_raw_sample', '24']],
      ['surround.flac', ['-filter:a', 'pan=5.1|FL=FL|FR=FR|FC=0*FL|LFE=0*FL|BL=0.3*FL|BR=0.3*FR']],
      ['track.m4a', ['-c:a', 'aac', '-b:a', '192k']],
      ['track.opus', ['-c:a', 'libopus', '-b:a', '96k']],
      ['track.aiff', []],
      ['cover.mp3', ['-b:a', '192k']],
    ])('%s has its tempo and length', async (name, args) => {
      const found = await analyse(await make(name, args));
      expect(found.bpm).toBe(BPM);
      expect(Math.abs(found.durationSeconds - SECONDS)).toBeLessThan(0.1);
      expect(found.note).toBeNull();
    });

    test('a wrong extension does not matter', async () => {
      const flac = await make('real.flac');
      await copyFile(flac, inFolder('named.mp3'));
      expect((await analyse(inFolder('named.mp3'))).bpm).toBe(BPM);
    });

    test('a mono file keeps its level: peak as in the file, loudness as its one channel has', async () => {
      const mono = await analyse(await make('level.wav', ['-ac', '1', '-af', 'pan=mono|c0=FL', '-c:a', 'pcm_f32le']));
      const left = await analyse(await make('left.wav', ['-af', 'pan=stereo|c0=FL|c1=0*FL', '-c:a', 'pcm_f32le']));
      expect(mono.samplePeakDb).toBeCloseTo(left.samplePeakDb ?? 0, 2);
      expect(mono.loudnessLufs).toBeCloseTo(left.loudnessLufs ?? 0, 2);
    });
  });

  describe('files that are cut short give what is left of them', () => {
    test.each([
      ['cut.mp3', ['-b:a', '192k'], 0.6],
      ['cut.flac', [], 0.6],
      ['cut.ogg', ['-c:a', 'libvorbis'], 0.6],
    ])('%s', async (name, args, share) => {
      const path = await make(name, args);
      await truncate(path, Math.round((await readFile(path)).length * share));
      const found = await analyse(path);
      expect(found.bpm).toBe(BPM);
      expect(found.durationSeconds).toBeGreaterThan(0.4 * SECONDS);
      expect(found.durationSeconds).toBeLessThan(0.8 * SECONDS);
      // An ogg says how long it is on its last page only.
      expect(found.note ?? '').toMatch(name === 'cut.ogg' ? /^$/ : /damaged: only \d+ of its \d+ seconds can be read/);
    });

    test('an m4a without its index (at the end) cannot be read, and says so', async () => {
      const path = await make('cut.m4a', ['-c:a', 'aac']);
      await truncate(path, Math.round((await readFile(path)).length * 0.6));
      await expect(analyse(path)).rejects.toMatchObject({
        code: 'unreadable-audio',
        message: expect.stringContaining('damaged'),
      });
    });
  });

  describe('files that are no music', () => {
    test.each([
      ['empty.mp3', Buffer.alloc(0), /empty/],
      ['text.mp3', Buffer.from('This is a shopping list, not a song.\n'.repeat(200)), /not audio|no audio/],
      ['noise.mp3', Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 251)), /not audio|no audio/],
      [
        'picture.png',
        Buffer.from(
          'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          'base64',
        ),
        /no audio|not audio/,
      ],
    ])('%s is refused with a reason', async (name, content, reason) => {
      await writeFile(inFolder(name), content);
      await expect(analyse(inFolder(name))).rejects.toMatchObject({
        name: 'AppError',
        code: 'unreadable-audio',
        message: expect.stringMatching(reason),
      });
    });

    test('a call-off while the file is being looked at ends the reading', async () => {
      const stop = new AbortController();
      const reading = decode(wav, { ffmpegPath: needFfmpeg(), signal: stop.signal }, { start() {}, samples() {} });
      stop.abort();
      await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    });

    test('a missing file, and a folder', async () => {
      await expect(analyse(inFolder('gone.mp3'))).rejects.toMatchObject({ code: 'not-found' });
      await expect(analyse(folder)).rejects.toMatchObject({ code: 'unreadable-audio' });
    });

    test.skipIf(!HAS_FILE_MODES)('a file without permission', async () => {
      const path = await make('locked.wav');
      await chmod(folder, 0o755);
      await chmod(path, 0);
      await expect(withoutRoot(() => analyse(path))).rejects.toMatchObject({ code: 'permission-denied' });
    });

    test('digital silence and one second of music are not enough', async () => {
      await writeFloatWav(inFolder('silence.wav'), interleave(silence(10)), { channels: 2, sampleRate: 44_100 });
      expect(await analyse(inFolder('silence.wav'))).toMatchObject({ bpm: null, key: null, loudnessLufs: null });
      const short = await analyse(await make('second.wav', ['-t', '1']));
      expect(short).toMatchObject({ bpm: null, key: null, note: expect.stringContaining('Not enough music: 1.0 s') });
      expect(short.loudnessLufs).not.toBeNull();
    });

    test('NaN and infinity in a float file are silence, not a hang', async () => {
      const samples = interleave(clubTrack(BPM, SECONDS));
      for (let n = 0; n < samples.length; n += 4001) samples[n] = [NaN, Infinity, -Infinity][n % 3] ?? NaN;
      await writeFloatWav(inFolder('nan.wav'), samples, { channels: 2, sampleRate: 44_100 });
      const found = await analyse(inFolder('nan.wav'));
      expect(found.bpm).toBe(BPM);
      expect(Number.isFinite(found.loudnessLufs)).toBe(true);
    });

    test('nothing but NaN is silence', async () => {
      const samples = new Float32Array(2 * 44_100 * 6).fill(NaN);
      await writeFloatWav(inFolder('all-nan.wav'), samples, { channels: 2, sampleRate: 44_100 });
      expect(await analyse(inFolder('all-nan.wav'))).toMatchObject({ bpm: null, key: null, samplePeakDb: null });
    });
  });

  describe('file names', () => {
    const names = [
      'a#b.wav',
      '100%25 %s.wav',
      '🎧 mix.wav',
      '-rf.wav',
      'line\nbreak.wav',
      'Ame\u0301lie.wav',
      'Am\u00e9lie.wav',
      'file:x?y=1&z|$(touch pwned);`id`.wav',
      `${'n'.repeat(246)}.wav`,
    ];
    // Windows has neither control characters nor ? | : in names.
    const possible = names.filter((name) => process.platform !== 'win32' || !/[\n?|:<>"*]/.test(name));
    test.each(possible)('%j', async (name) => {
      await copyFile(wav, inFolder(name));
      expect((await analyse(inFolder(name))).bpm).toBe(BPM);
    });
  });

  test('cancelling stops the decode and is reported as such', async () => {
    const controller = new AbortController();
    // At the first piece: however slow the machine, the rest is still to come.
    const running = analyse(wav, controller.signal, () => controller.abort());
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(analyse(wav, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('a playlist that names other files is not followed', async () => {
    await writeFile(inFolder('list.m3u8'), `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/x.ts\n`);
    await expect(analyse(inFolder('list.m3u8'))).rejects.toMatchObject({ code: 'unreadable-audio' });
  });

  test('noise alone is measured but has neither tempo nor key', async () => {
    const noise = createNoise(4);
    const samples = interleave(silence(12).map(() => 0.3 * noise()));
    await writeFloatWav(inFolder('noise.wav'), samples, { channels: 2, sampleRate: 44_100 });
    const found = await analyse(inFolder('noise.wav'));
    expect(found).toMatchObject({ bpm: null, key: null });
    expect(found.loudnessLufs).toBeGreaterThan(-20);
  });
});
