import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tracksForExport } from '#main/interchange/export/library-content.ts';
import { formatCsv, parseCsv } from '#main/interchange/text/csv.ts';
import { parseM3u } from '#main/interchange/playlist/m3u.ts';
import { DEFAULT_RULES, type MergeRule } from '#shared/contract/interchange.ts';
import { foreignTrack, type ImportBench, importBench, liveTracks, ownTrack } from '#test/support/import-bench.ts';
import { tempFolder } from '#test/support/temp-library.ts';

/** A list that names the artists of albums: of one track that is new, and of two that the library has. */
function writeList(): string {
  const path = join(tempFolder(), 'list.csv');
  const track = (id: string) => foreignTrack(id, { path: null, album: 'Hits', albumArtist: `Various ${id}` });
  writeFileSync(path, formatCsv(['1', '2', '3'].map(track)).output);
  return path;
}

async function run(bench: ImportBench, more: MergeRule): Promise<(string | undefined)[]> {
  const own = { artist: 'Artist', duration_seconds: 200 };
  ownTrack(bench, { ...own, title: 'Title 2' }, '/music/2.mp3');
  ownTrack(bench, { ...own, title: 'Title 3', album_artist: 'Mine' }, '/music/3.mp3');
  const { conflicts } = await bench.preview(writeList());
  expect(conflicts.find(({ field }) => field === 'more')).toMatchObject({ mine: 'Mine', theirs: 'Various 3' });
  bench.imports.apply({ ...DEFAULT_RULES, more });
  await bench.imports.idle();
  const found = new Map(liveTracks(bench).map((track) => [track.title, track.album_artist]));
  return ['Title 1', 'Title 2', 'Title 3'].map((title) => found.get(title));
}

test.each([
  ['fill', ['Various 1', 'Various 2', 'Mine']],
  ['theirs', ['Various 1', 'Various 2', 'Various 3']],
  ['mine', ['Various 1', '', 'Mine']],
] as const)(
  'the artist of the album comes with a list by the rule of what else there is: %s',
  async (rule, expected) => {
    expect(await run(importBench(), rule)).toEqual(expected);
  },
);

test('it is exported to CSV, and read from there', async () => {
  const bench = importBench();
  ownTrack(bench, { album_artist: 'Various' });
  const ids = liveTracks(bench).map(({ id }) => id);
  const { output, dropped } = formatCsv(await tracksForExport(bench.library, ids, null));
  expect(dropped).not.toHaveProperty('track.albumArtist');
  const path = join(tempFolder(), 'out.csv');
  writeFileSync(path, output);
  expect(parseCsv(readFileSync(path), 'out').library.tracks).toMatchObject([{ albumArtist: 'Various' }]);
});

test('a line of M3U that names another artist than that of the track names that of the album', () => {
  const lines = ['#EXTM3U', '#EXTINF:200,Moss - Fern', '#EXTART:Various', '#EXTALB:Hits', '/music/fern.mp3'];
  const { library } = parseM3u(Buffer.from(lines.join('\n')), 'list');
  expect(library.tracks).toMatchObject([{ artist: 'Moss', title: 'Fern', album: 'Hits', albumArtist: 'Various' }]);
});
