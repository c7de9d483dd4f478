import { describe, expect, test } from 'vitest';
import { loadFft } from '#main/dsp/fft.ts';
import { encodings, findPairs, hearAll, overLoop } from '#test/support/encodings.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { DEVELOPMENT_TRUTH, hasDevelopmentAudio, readTruth } from '#test/support/truth.ts';

/** Of the 40 that `npm run bench:duplicates` takes: a beat, the hardest mix, a song. */
const TRACKS = ['edm_00_house.mp3', 'lmms_CapDan_ReggaetonTry.mp3', 'pop909_001.mp3'];
const LOOP = 'sonicpi_loop_amen.flac';
const SECONDS = 30;

describe.skipIf(ffmpegPath === null || !hasDevelopmentAudio())('files of real music', () => {
  test('all encodings, levels, offsets and trims of a recording are found, and nothing else is', async () => {
    const folder = tempFolder();
    const paths = new Map(readTruth(DEVELOPMENT_TRUTH).map(({ file, path }) => [file, path]));
    const tracks = TRACKS.map((file) => paths.get(file) ?? '');
    const files = await overLoop(paths.get(LOOP) ?? '', tracks, folder, SECONDS);
    for (const track of tracks) files.push(...(await encodings(track, folder, SECONDS)));
    const { expected, found, wrong } = findPairs(await hearAll(files, await loadFft()));
    expect(wrong).toEqual([]);
    expect(expected.filter((pair) => !found.has(pair))).toEqual([]);
    expect(expected).toHaveLength((TRACKS.length * 10 * 9) / 2);
  }, 600_000);
});
