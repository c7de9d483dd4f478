import type { SetRow } from './collect-rows.ts';
import { splitMix } from './mix-words.ts';
import { readSuffix } from './row-suffix.ts';

/** What video sites show under "music in this video": each value under its name. */
const NAMES: Readonly<Record<string, 'title' | 'artist' | 'album'>> = {
  song: 'title',
  artist: 'artist',
  album: 'album',
};

/** @returns null where the lines are no such blocks. */
export function readLicences(
  lines: readonly string[],
): { readonly rows: readonly SetRow[]; readonly title: string } | null {
  const songs = lines.filter((line) => line.toLowerCase() === 'song').length;
  const artists = lines.filter((line) => line.toLowerCase() === 'artist').length;
  if (songs === 0 || artists === 0) return null;
  const blocks: { title: string; artist: string; album: string }[] = [];
  lines.forEach((line, index) => {
    const field = NAMES[line.toLowerCase()];
    const value = lines[index + 1] ?? '';
    if (field === 'title') blocks.push({ title: value, artist: '', album: '' });
    else if (field !== undefined && blocks.at(-1)?.[field] === '')
      Object.assign(blocks.at(-1) ?? {}, { [field]: value });
  });
  const rows = blocks.map(({ title, artist, album }): SetRow => {
    const names = { artist, ...splitMix(title), label: '', isMashUp: false };
    return {
      prefix: { number: null, time: null, isLayer: false, body: title },
      suffix: readSuffix(''),
      names,
      album,
    };
  });
  return { rows, title: '' };
}
