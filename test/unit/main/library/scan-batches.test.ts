import { beforeEach, expect, test } from 'vitest';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { retagAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { makeRecordings } from '#test/support/music-folder.ts';
import { openScannedLibrary } from '#test/support/scanned-library.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const FILES = 6;
let music = '';
let source = '';

beforeEach(() => {
  music = join(tempFolder(), 'music');
  mkdirSync(music);
});

test.skipIf(ffmpegPath === null)('rows of one table that a scan changes are written together', async () => {
  source = makeRecordings(FILES);
  try {
    for (let n = 1; n <= FILES; n += 1) copyFileSync(join(source, `${n}.mp3`), join(music, `${n}.mp3`));
    const library = openScannedLibrary();
    await library.add(music);
    const before = library.database.raw.prepare('SELECT max(seq) FROM change_log').pluck().get() as number;
    for (let n = 1; n <= FILES; n += 1) {
      await retagAudioFile(join(source, `${n}.mp3`), join(music, `${n}.mp3`), { title: `Another ${n}` });
    }
    await library.rescan();
    expect(library.titles()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `Another ${n}`));
    const tables = library.database.raw
      .prepare("SELECT table_name FROM change_log WHERE seq > ? AND table_name IN ('tracks', 'files') ORDER BY seq")
      .pluck()
      .all(before);
    expect(tables).toEqual([...Array<string>(FILES).fill('tracks'), ...Array<string>(FILES).fill('files')]);
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
});
