import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMusicFile } from '#main/host/host-interchange.ts';
import { DEFAULT_RULES } from '#shared/contract/interchange.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import {
  foreignTrack,
  type ImportBench,
  importBench,
  liveCredits as creditsOf,
  liveTracks as tracksOf,
  musicFile,
  NO_FILE_TAGS,
} from '#test/support/import-bench.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const TAGS = {
  ...NO_FILE_TAGS,
  title: 'Tagged title',
  artist: 'Tagged artist',
  album_artist: 'Various',
  genre: 'House',
  rating: 4,
  bpm: 124,
  key_index: 3,
  has_artwork: 1,
} as const;

/** A file of this machine whose tags say something. */
function taggedFile(bench: ImportBench): string {
  const path = join(tempFolder(), 'file.mp3');
  writeFileSync(path, 'sound');
  const sayings = [{ field: 'bpm', value: 124, confidence: 0.4 }] as const;
  bench.disk.set(path, musicFile(path, { tags: TAGS, remixers: ['Bicep'], sayings }));
  return path;
}

describe('the tags of a file that is new', () => {
  test('fill what the other program leaves open, as a scan would', async () => {
    const bench = importBench();
    const path = taggedFile(bench);
    await bench.run({ tracks: [foreignTrack('1', { path, title: 'Theirs', artist: '', genre: 'Techno' })] });
    const [track] = tracksOf(bench);
    expect(track).toMatchObject({ title: 'Theirs', artist: 'Tagged artist', album_artist: 'Various', genre: 'Techno' });
    expect(track).toMatchObject({ rating: 4, bpm: 124, key_index: 3, has_artwork: 1 });
    expect(creditsOf(bench)).toEqual(['Tagged artist main', 'Bicep remixer']);
    const originOf = (field: string) => bench.library.fieldOrigin('tracks', track?.id ?? '', field);
    expect(['artist', 'bpm', 'key_index'].map(originOf)).toEqual(['tag', 'tag', 'tag']);
    expect(['title', 'genre'].map(originOf)).toEqual(['import', 'import']);
    expect(bench.library.raw.prepare('SELECT provider, field, value FROM provider_values').all()).toMatchObject([
      { provider: 'tag', field: 'bpm' },
    ]);
  });

  test('go and come with the import', async () => {
    const bench = importBench();
    const path = taggedFile(bench);
    await bench.run({ tracks: [foreignTrack('1', { path, artist: '' })] });
    bench.library.history.undo();
    expect(tracksOf(bench)).toEqual([]);
    bench.library.history.redo();
    expect(tracksOf(bench)).toMatchObject([{ artist: 'Tagged artist', bpm: 124 }]);
    expect(creditsOf(bench)).toEqual(['Tagged artist main', 'Bicep remixer']);
  });

  test.skipIf(ffmpegPath === null)('name the tracks of a playlist that names files alone', async () => {
    const bench = importBench({ readMusicFile });
    const folder = tempFolder();
    const path = join(folder, 'a.mp3');
    makeAudioFile(path, { tags: { title: 'Strobe', artist: 'deadmau5', genre: 'House', TKEY: 'Am', TBPM: '128' } });
    const list = join(folder, 'list.m3u8');
    writeFileSync(list, '#EXTM3U\na.mp3\n');
    await bench.preview(list);
    bench.imports.apply(DEFAULT_RULES);
    await bench.imports.idle();
    expect(tracksOf(bench)).toMatchObject([
      { title: 'Strobe', artist: 'deadmau5', genre: 'House', key_index: 14, bpm: 128 },
    ]);
  });
});
