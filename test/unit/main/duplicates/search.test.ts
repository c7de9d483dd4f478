import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderTrack } from '#main/demo/synth/render-track.ts';
import type { StyleName } from '#main/demo/synth/track-spec.ts';
import type { DuplicatesService } from '#main/duplicates/create-duplicates-service.ts';
import type { DuplicateSearch } from '#shared/contract/duplicates.ts';
import { openDuplicates } from '#test/support/duplicates-library.ts';
import { shortRecipe } from '#test/support/demo-recipes.ts';
import { ffmpegPath, runFfmpeg } from '#test/support/ffmpeg.ts';
import { openScannedLibrary } from '#test/support/scanned-library.ts';
import { interleave } from '#test/support/signals.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const BARS = 8;

describe.skipIf(ffmpegPath === null)('a search', () => {
  const music = new Map<string, Float32Array>();
  beforeAll(() => {
    for (const style of ['house', 'techno'] satisfies StyleName[]) {
      const { left, right } = renderTrack(shortRecipe(style, { sections: [{ kind: 'drop', bars: BARS }] }));
      music.set(style, interleave(left, right));
    }
  });

  async function writeMusic(
    folder: string,
    name: string,
    style: string,
    output: readonly string[] = [],
  ): Promise<string> {
    const wav = join(tempFolder(), 'music.wav');
    await writeFloatWav(wav, music.get(style) ?? new Float32Array(), { channels: 2, sampleRate: 44_100 });
    const path = join(folder, name);
    await runFfmpeg(['-i', wav, ...output, path]);
    return path;
  }
  const tags = (artist: string, title: string) => ['-metadata', `artist=${artist}`, '-metadata', `title=${title}`];

  test('hears what is new, finds one recording in two encodings, and leaves versions and others alone', async () => {
    const folder = tempFolder();
    await writeMusic(folder, 'a.mp3', 'house', [...tags('Ada', 'Night'), '-b:a', '128k']);
    await writeMusic(folder, 'b.flac', 'house', [...tags('', 'Track 01'), '-af', 'volume=-6dB']);
    await writeMusic(folder, 'c.mp3', 'house', [...tags('Ada', 'Night (2011 Remaster)'), '-b:a', '192k']);
    await writeMusic(folder, 'd.mp3', 'techno', [...tags('Bob', 'Day'), '-b:a', '192k']);
    const library = openScannedLibrary();
    await library.add(folder);
    const { service, search, groups } = openDuplicates(library.database);
    expect(service.state()).toEqual({ groups: 0, unheard: 4, searchedAt: null });

    expect(await search()).toMatchObject({ phase: 'done', done: 4, total: 4, failed: 0, error: null });
    // The remaster sounds like both, and is never called the same as the original.
    expect(groups()).toHaveLength(1);
    expect(groups()[0]).toHaveLength(2);
    expect(groups()[0]).toContain('Track 01');
    const [group] = service.groups(0, 10).groups;
    expect(group).toMatchObject({ by: 'sound' });
    expect(group?.likeness).toBeGreaterThan(0.9);
    expect(group?.tracks[0]?.files[0]?.format).toBe('flac');
    expect(service.state()).toMatchObject({ groups: 1, unheard: 0 });

    expect(await search()).toMatchObject({ phase: 'done', done: 0, total: 0 });
    expect(groups()).toHaveLength(1);
  }, 120_000);

  test('keeps what it heard when it is cancelled, and goes on from there', async () => {
    const folder = tempFolder();
    await writeMusic(folder, 'a.mp3', 'house', tags('Ada', 'Night'));
    for (const n of [1, 2, 3, 4, 5, 6])
      await writeMusic(folder, `${n}.mp3`, n % 2 === 0 ? 'house' : 'techno', tags('X', `T${n}`));
    const library = openScannedLibrary();
    await library.add(folder);
    const { service, search, state } = openDuplicates(library.database);
    service.search();
    expect(() => service.search()).toThrow('already');
    await heardSome(service);
    await service.cancel();
    expect(await state()).toMatchObject({ phase: 'cancelled' });
    const { unheard } = service.state();
    expect(unheard).toBeLessThan(7);
    expect(await search()).toMatchObject({ phase: 'done', total: unheard, done: unheard });
  }, 120_000);

  test('says how many files it could not hear; those that are gone are asked again the next time', async () => {
    const folder = tempFolder();
    const path = await writeMusic(folder, 'a.mp3', 'house', tags('Ada', 'Night'));
    copyFileSync(path, join(folder, 'gone.mp3'));
    await writeMusic(folder, 'gone.mp3', 'techno', tags('Bob', 'Day'));
    const library = openScannedLibrary();
    await library.add(folder);
    rmSync(join(folder, 'gone.mp3'));
    const { service, search } = openDuplicates(library.database);
    expect(await search()).toMatchObject({ phase: 'done', done: 2, failed: 1 });
    expect(service.state()).toMatchObject({ unheard: 1 });
  }, 120_000);

  test('without ffmpeg stops with the words of what to install', async () => {
    const library = openScannedLibrary();
    const folder = tempFolder();
    await writeMusic(folder, 'a.mp3', 'house');
    await library.add(folder);
    const { AppError } = await import('#shared/errors/app-error.ts');
    const { search } = openDuplicates(library.database, () =>
      Promise.reject(new AppError('ffmpeg-missing', 'Install ffmpeg.')),
    );
    expect(await search()).toMatchObject({ phase: 'failed', error: 'Install ffmpeg.' });
  }, 60_000);
});

async function heardSome(service: DuplicatesService): Promise<DuplicateSearch> {
  for await (const state of service.watch()) if (state.done > 0 || state.phase !== 'hearing') return state;
  throw new Error('The search has no state');
}
