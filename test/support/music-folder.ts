import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAudioFile } from './audio-files.ts';
import { tempFolder } from './temp-library.ts';

/** Makes `1.mp3` to `count.mp3`, a second each, "Artist n - Title n". @returns Their folder, for the caller to remove. */
export function makeRecordings(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'musicforge-scan-'));
  for (let n = 1; n <= count; n += 1) {
    const tags = { title: `Title ${n}`, artist: `Artist ${n}` };
    makeAudioFile(join(folder, `${n}.mp3`), { hz: 200 + 50 * n, tags });
  }
  return folder;
}

/** A new folder with the first three recordings, each a level deeper. */
export function makeMusicFolder(recordings: string): string {
  const music = join(tempFolder(), 'music');
  mkdirSync(join(music, 'deep', 'deeper'), { recursive: true });
  for (const [name, ...folders] of [['1.mp3'], ['2.mp3', 'deep'], ['3.mp3', 'deep', 'deeper']] as const) {
    copyFileSync(join(recordings, name), join(music, ...folders, name));
  }
  return music;
}
