import { mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { openScannedLibrary, type ScannedLibrary } from '#test/support/scanned-library.ts';
import { createNoise } from '#test/support/signals.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

let music = '';
let library: ScannedLibrary;

beforeEach(async () => {
  music = join(tempFolder(), 'music');
  for (const name of ['one', 'two']) {
    mkdirSync(join(music, name), { recursive: true });
    writeFileSync(join(music, name, 'bad.mp3'), 'no music\n'.repeat(99));
  }
  library = openScannedLibrary();
});

const writeSong = (...path: readonly string[]) =>
  writeFloatWav(join(music, ...path), Float32Array.from({ length: 500 }, createNoise(path.length)), {
    channels: 1,
    sampleRate: 44_100,
  });

/** Files with a problem, and how many of them failed. */
async function problems() {
  const { failed, problems: told, problemCount } = await library.state();
  return { failed, problemCount, files: told.map(({ file }) => file).toSorted() };
}
const ONE = join('music', 'one', 'bad.mp3');
const TWO = join('music', 'two', 'bad.mp3');

test('files of one name are told apart by their folders, and each music folder has its own', async () => {
  const { id } = await library.add(music);
  expect(await problems()).toEqual({ failed: 2, problemCount: 2, files: [ONE, TWO] });
  expect((await library.state()).problems.map(({ folderId }) => folderId)).toEqual([id, id]);
});

test('a scan of another place, noticed or asked for, leaves what is known', async () => {
  library.service.start();
  await library.add(music);
  await writeSong('one', 'song.wav');
  await expect.poll(() => library.countTracks(), { timeout: 15_000 }).toBe(1);
  await library.service.scansDone();
  expect(await problems()).toEqual({ failed: 2, problemCount: 2, files: [ONE, TWO] });
  const other = join(tempFolder(), 'other');
  mkdirSync(other);
  await library.add(other);
  expect((await problems()).files).toEqual([ONE, TWO]);
}, 20_000);

test('what was mended, deleted or renamed is no problem any more', async () => {
  await library.add(music);
  rmSync(join(music, 'one', 'bad.mp3'));
  await library.rescan();
  expect(await problems()).toEqual({ failed: 1, problemCount: 1, files: [TWO] });
  renameSync(join(music, 'two', 'bad.mp3'), join(music, 'two', 'worse.mp3'));
  await library.rescan();
  expect((await problems()).files).toEqual([join('music', 'two', 'worse.mp3')]);
  await writeSong('two', 'worse.mp3');
  await library.rescan();
  expect(await problems()).toEqual({ failed: 0, problemCount: 0, files: [] });
  expect(library.countTracks()).toBe(1);
});

test('what is known stays while the drive of the folder is away', async () => {
  await library.add(music);
  renameSync(music, `${music} away`);
  await library.rescan();
  expect((await problems()).files).toEqual(['music', ONE, TWO].toSorted());
  renameSync(`${music} away`, music);
  await library.rescan();
  expect((await problems()).files).toEqual([ONE, TWO]);
});

test.skipIf(ffmpegPath === null)(
  'a file in the library whose tags are damaged stays told while it stays as it is',
  async () => {
    rmSync(join(music, 'one', 'bad.mp3'));
    const file = join(music, 'one', 'cut.m4a');
    makeAudioFile(file, { tags: { title: 'Title' } });
    truncateSync(file, 3000);
    await library.add(music);
    expect(await problems()).toEqual({ failed: 1, problemCount: 2, files: [join('music', 'one', 'cut.m4a'), TWO] });
    await library.rescan();
    expect(await problems()).toEqual({ failed: 1, problemCount: 2, files: [join('music', 'one', 'cut.m4a'), TWO] });
    rmSync(file);
    await library.rescan();
    expect((await problems()).files).toEqual([TWO]);
  },
);

test('a folder that leaves the library takes its problems along', async () => {
  const { id } = await library.add(music);
  await library.service.removeFolder(id);
  await expect.poll(problems).toEqual({ failed: 0, problemCount: 0, files: [] });
});

test('of many only the last are told, with their number', async () => {
  for (let n = 0; n < 70; n += 1) writeFileSync(join(music, `${n}.mp3`), 'no music');
  await library.add(music);
  const { failed, problemCount, files } = await problems();
  expect({ failed, problemCount, told: files.length }).toEqual({ failed: 72, problemCount: 72, told: 50 });
  expect(new Set(files.map((file) => basename(file))).size).toBeGreaterThan(48);
});
