import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { parseFile } from 'music-metadata';
import { describe, expect, test } from 'vitest';
import { COVER_SIZE, renderCover } from '#main/demo/cover.ts';
import { demoFileName } from '#main/demo/demo-files.ts';
import type { DemoFormat, DemoTrack } from '#main/demo/demo-track.ts';
import { createFfmpegEncoder, type RenderedTrack } from '#main/demo/encode-track.ts';
import { quantise } from '#main/demo/synth/quantise.ts';
import { renderTrack } from '#main/demo/synth/render-track.ts';
import { type DemoProgress, type WriteDemoDeps, writeDemo } from '#main/demo/write-demo.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { shortDemoTrack } from '#test/support/demo-recipes.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const FORMATS: readonly DemoFormat[] = ['mp3-320', 'mp3-256', 'flac', 'm4a', 'ogg', 'wav', 'aiff'];
const encode = createFfmpegEncoder(async () => needFfmpeg());
const never = new AbortController().signal;
const ignore = (): void => {};

/** Samples by track: each is synthesised once, which is what takes time. */
const samples = new Map<string, RenderedTrack['samples']>();

async function render(track: DemoTrack): Promise<RenderedTrack> {
  const made = samples.get(track.id) ?? quantise(renderTrack(track.recipe));
  samples.set(track.id, made);
  return { samples: made, cover: renderCover(track) };
}

function deps(change: Partial<WriteDemoDeps> = {}): WriteDemoDeps {
  return { tracks: [shortDemoTrack('one', 'mp3-320')], folder: tempFolder(), render, encode, lanes: 2, ...change };
}

describe.skipIf(ffmpegPath === null)('files', () => {
  test.each(FORMATS)('%s carries its tags, its cover and its sound, but no tempo and no key', async (format) => {
    // The text of a WAV's INFO list has no declared encoding: names there are kept plain.
    const track = { ...shortDemoTrack('one', format), ...(format === 'wav' ? { title: 'Plain Title' } : {}) };
    const { folder, ...rest } = deps({ tracks: [track] });
    await writeDemo({ folder, ...rest }, ignore, never);
    const { common, format: audio } = await parseFile(join(folder, demoFileName(track)));
    expect(common).toMatchObject({
      title: track.title,
      artist: track.artist,
      album: track.album,
      year: track.year,
      genre: [track.genre],
    });
    // Two bars at 120 BPM and the tail; an mp3 ends with a whole frame of 26 ms, and one before it.
    expect(Math.abs((audio.duration ?? 0) - 5.2)).toBeLessThan(0.06);
    expect(common.bpm).toBeUndefined();
    expect(common.key).toBeUndefined();
    if (format === 'wav') return;
    // ffmpeg has no atom for the label in m4a.
    if (format !== 'm4a') expect(common.label).toEqual([track.label]);
    expect(JSON.stringify(common.comment)).toContain(track.comment);
    const picture = common.picture?.[0];
    expect(picture?.format).toBe('image/png');
    expect(Buffer.from(picture?.data ?? []).readUInt32BE(16)).toBe(COVER_SIZE);
  });

  test('the same track gives the same bytes', async () => {
    const bytes = async () => {
      const setup = deps();
      await writeDemo(setup, ignore, never);
      return readFileSync(join(setup.folder, demoFileName(shortDemoTrack('one', 'mp3-320'))));
    };
    expect((await bytes()).equals(await bytes())).toBe(true);
  });

  test('names keep away from what file systems forbid', () => {
    expect(demoFileName({ ...shortDemoTrack('x', 'flac'), artist: 'A/B', title: 'What? *  <Now>' })).toBe(
      'AB - What Now.flac',
    );
  });
});

describe.skipIf(ffmpegPath === null)('going on', () => {
  const tracks = ['one', 'two', 'three'].map((id) => shortDemoTrack(id, 'flac'));

  test('what is complete is kept; what is missing or damaged is made again', async () => {
    const setup = deps({ tracks });
    await writeDemo(setup, ignore, never);
    const paths = tracks.map((track) => join(setup.folder, demoFileName(track)));
    const before = paths.map((path) => statSync(path).mtimeMs);
    truncateSync(paths[1] ?? '', 1000);
    const made: string[] = [];
    await writeDemo({ ...setup, render: (track) => (made.push(track.id), render(track)) }, ignore, never);
    expect(made).toEqual(['two']);
    expect(statSync(paths[0] ?? '').mtimeMs).toBe(before[0]);
    expect(statSync(paths[1] ?? '').size).toBeGreaterThan(1000);
  });

  test('an abort leaves whole files only, and the next run makes the rest', async () => {
    const setup = deps({ tracks, lanes: 1 });
    const stop = new AbortController();
    const progress: DemoProgress[] = [];
    const run = writeDemo(
      setup,
      (state) => {
        progress.push(state);
        if (state.done === 1) stop.abort();
      },
      stop.signal,
    );
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(setup.folder).filter((name) => name.endsWith('.flac'))).toHaveLength(1);
    expect(existsSync(join(setup.folder, '.making'))).toBe(false);
    const made: string[] = [];
    await writeDemo({ ...setup, render: (track) => (made.push(track.id), render(track)) }, ignore, never);
    expect(made).toEqual(['two', 'three']);
  });

  test('progress counts up to the total and names the track in work', async () => {
    const progress: DemoProgress[] = [];
    await writeDemo(deps({ tracks, lanes: 1 }), (state) => progress.push(state), never);
    expect(progress[0]).toEqual({ done: 0, total: 3, currentTitle: null });
    expect(progress.at(-1)).toEqual({ done: 3, total: 3, currentTitle: null });
    expect(progress.map(({ currentTitle }) => currentTitle)).toContain(tracks[2]?.title);
  });
});

describe.skipIf(ffmpegPath === null)('failures', () => {
  // Linux alone has a device that is always full.
  test.skipIf(!existsSync('/dev/full'))(
    'a full disk says so, keeps what was finished and leaves nothing half',
    async () => {
      const tracks = ['one', 'two'].map((id) => shortDemoTrack(id, 'wav'));
      const onFullDisk: WriteDemoDeps['encode'] = (request, signal) =>
        encode(request.track.id === 'two' ? { ...request, output: '/dev/full' } : request, signal);
      const setup = deps({ tracks, lanes: 1, encode: onFullDisk });
      await expect(writeDemo(setup, ignore, never)).rejects.toMatchObject({ code: 'storage-full' });
      expect(readdirSync(setup.folder).sort()).toEqual(
        ['.demo-library.json', demoFileName(tracks[0] as DemoTrack)].sort(),
      );
    },
  );

  test('a missing ffmpeg says what is missing', async () => {
    const setup = deps({ encode: createFfmpegEncoder(async () => '/nowhere/ffmpeg') });
    await expect(writeDemo(setup, ignore, never)).rejects.toMatchObject({ code: 'ffmpeg-missing' });
  });

  test('a program that fails is reported with the track', async () => {
    const setup = deps({ encode: createFfmpegEncoder(async () => process.execPath) });
    const error = await writeDemo(setup, ignore, never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'unavailable', details: { title: shortDemoTrack('one', 'mp3-320').title } });
  });

  test('an abort kills the encoder', async () => {
    const stop = new AbortController();
    const aborting: WriteDemoDeps['encode'] = (request, signal) => {
      setTimeout(() => stop.abort(), 5);
      return encode(request, signal);
    };
    await expect(writeDemo(deps({ encode: aborting }), ignore, stop.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
