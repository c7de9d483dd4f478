import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { inventTracks } from '#test/support/many-tracks.ts';
import { openScannedLibrary } from '#test/support/scanned-library.ts';
import { writeMusicFolder, writeSyntheticLibrary } from '#test/support/synthetic-library.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';

test.skipIf(ffmpegPath === null)('every file of a synthetic folder is a track of its own with its tags', async () => {
  const music = join(tempFolder(), 'music');
  expect(writeMusicFolder(music, 7)).toHaveLength(7);
  const library = openScannedLibrary();
  await library.add(music);
  expect(library.countTracks()).toBe(7);
  expect(library.titles().toSorted()).toEqual(
    inventTracks(7)
      .map(({ title }) => title)
      .toSorted(),
  );
});

test('a synthetic library has tracks, files and waveforms', async () => {
  const folder = join(tempFolder(), 'data');
  await writeSyntheticLibrary(folder, 12);
  const { raw } = openTempLibrary({ path: join(folder, 'library.db') });
  const count = (table: string) => raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([count('tracks'), count('files'), count('waveforms')]).toEqual([12, 12, 12]);
});
