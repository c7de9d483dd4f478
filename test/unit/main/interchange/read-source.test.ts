import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { convertLibrary, formatOfPath } from '#main/interchange/convert.ts';
import { writeLibrary } from '#main/interchange/export/write-library.ts';
import { emptyTrack, type InterchangeLibrary } from '#main/interchange/model.ts';
import { readSource } from '#main/interchange/read-source.ts';
import type { ExportFormat } from '#shared/contract/interchange.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const read = (path: string) => readSource(path, { signal: new AbortController().signal, onProgress: () => undefined });
const target = (path: string, format: ExportFormat) => ({
  path,
  format,
  replace: false,
  title: 'Set',
  nowMs: 0,
  uuid: '0192f0c4-0000-7000-8000-000000000000',
});
const refusal = (code: string, words: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(words) as string }) as Error;

const cue = { type: 'cue', slot: 0, startSeconds: 1.5, endSeconds: null, name: 'Drop', colour: null } as const;
const marker = { startSeconds: 0.1, bpm: 126, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' };
const LIBRARY: InterchangeLibrary = {
  tracks: ['1', '2', '3'].map((id) => ({
    ...emptyTrack(id),
    path: `/music/${id}.mp3`,
    title: `Title ${id}`,
    artist: 'Artist',
    durationSeconds: 200,
    bpm: 126,
    sampleRate: 44_100,
    grid: [marker],
    cues: [cue, { ...cue, type: 'loop', slot: null, startSeconds: 8, endSeconds: 16 }],
  })),
  playlists: [{ kind: 'playlist', name: 'Peak', trackIds: ['3', '1', '2'] }],
  plays: [],
};

describe('a written library', () => {
  test.each([
    ['rekordbox-xml', 'a.xml', 'rekordbox-xml', { tracks: 3, cues: 3, loops: 3, gridSegments: 3, playlists: 1 }],
    ['traktor-nml', 'a.nml', 'traktor-nml', { tracks: 3, cues: 3, loops: 3, gridSegments: 3, playlists: 1 }],
    ['engine', 'drive', 'engine', { tracks: 3, cues: 3, loops: 3, gridSegments: 3, playlists: 1 }],
    ['serato', 'Music', 'serato', { tracks: 3, cues: 0, loops: 0, gridSegments: 0, playlists: 1 }],
    ['m3u8', 'a.m3u8', 'm3u', { tracks: 3, playlists: 1 }],
    ['cue', 'a.cue', 'cue', { tracks: 3, playlists: 1 }],
    ['csv', 'a.csv', 'csv', { tracks: 3, playlists: 1 }],
    ['txt', 'a.txt', 'set-text', { tracks: 3, playlists: 1 }],
  ] as const)('as %s is what its reader finds, and is not written over', async (format, name, readAs, counts) => {
    const path = join(tempFolder(), name);
    const written = await writeLibrary(LIBRARY, target(path, format));
    expect(written.counts).toMatchObject(counts);
    const again = await read(written.path);
    expect(again.format).toBe(readAs);
    expect(again.reading.library.tracks.map(({ title }) => title).toSorted()).toEqual(
      format === 'serato' ? ['', '', ''] : ['Title 1', 'Title 2', 'Title 3'],
    );
    await expect(writeLibrary(LIBRARY, target(path, format))).rejects.toEqual(refusal('conflict', /is there already/));
    expect((await writeLibrary(LIBRARY, { ...target(path, format), replace: true })).counts).toEqual(written.counts);
  });

  test('that its own reader refuses leaves an earlier one as it is', async () => {
    const folder = tempFolder();
    const path = join(folder, 'a.txt');
    await writeLibrary(LIBRARY, target(path, 'txt'));
    const before = readFileSync(path, 'utf8');
    // A line that no reader takes for a track.
    const link = { ...emptyTrack('1'), title: 'https://example.org' };
    const nameless: InterchangeLibrary = { tracks: [link], playlists: [], plays: [] };
    const writing = writeLibrary(nameless, { ...target(path, 'txt'), replace: true });
    await expect(writing).rejects.toEqual(refusal('unsupported', /"a\.txt": No line/));
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  test('comes back from another format with what both can hold', async () => {
    const folder = tempFolder();
    const [xml, nml, back] = ['a.xml', 'b.nml', 'c.xml'].map((name) => join(folder, name)) as [string, string, string];
    await writeLibrary(LIBRARY, target(xml, 'rekordbox-xml'));
    const signal = new AbortController().signal;
    const there = await convertLibrary(xml, target(nml, 'traktor-nml'), signal);
    expect(there).toMatchObject({ from: { format: 'rekordbox-xml' }, problemCount: 0, written: there.read });
    await convertLibrary(nml, target(back, 'rekordbox-xml'), signal);
    const [first, last] = [await read(xml), await read(back)].map(({ reading }) => reading.library);
    expect(last?.tracks.map(({ cues, grid, path, title }) => ({ cues, grid, path, title }))).toEqual(
      first?.tracks.map(({ cues, grid, path, title }) => ({
        cues,
        grid: grid.map((each) => ({ ...each })),
        path,
        title,
      })),
    );
    await expect(convertLibrary(xml, { ...target(xml, 'rekordbox-xml'), replace: true }, signal)).rejects.toEqual(
      refusal('invalid-input', /another than the one that is read/),
    );
  });
});

describe('what is no library', () => {
  const written = (name: string, content: string | Uint8Array): string => {
    const path = join(tempFolder(), name);
    writeFileSync(path, content);
    return path;
  };

  test.each([
    ['an absent file', (): string => '/nowhere/a.xml', 'not-found', /not there/],
    ['an empty file', (): string => written('a.xml', ''), 'unsupported', /empty/],
    [
      'a zip called .xml',
      (): string => written('a.xml', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])),
      'unsupported',
      /zip/i,
    ],
    ['an empty folder', (): string => tempFolder(), 'unsupported', /no library/],
    [
      'a web page',
      (): string => written('a.html', '<!DOCTYPE html><html><body>x</body></html>'),
      'unsupported',
      /web page/,
    ],
    [
      'XML with entities of its own',
      (): string => written('a.xml', '<!DOCTYPE DJ_PLAYLISTS [<!ENTITY a "b">]><DJ_PLAYLISTS></DJ_PLAYLISTS>'),
      'invalid-input',
      /./,
    ],
  ] as const)('%s is refused with what to do', async (_, make, code, words) => {
    await expect(read(make())).rejects.toEqual(refusal(code, words));
  });

  test('a database of nobody is refused', async () => {
    const path = join(tempFolder(), 'x.sqlite');
    const raw = new Database(path);
    raw.exec('CREATE TABLE t (a)');
    raw.close();
    await expect(read(path)).rejects.toThrow(/Mixxx/);
  });

  test.each([
    ['of nothing', ''],
    ['that begins as a library', '<?xml version="1.0"?><DJ_PLAYLISTS Version="1.0.0"><COLLECTION Entries="1">'],
  ])('a file of 2 GB %s ends with a result or a reason, in little memory', { timeout: 60_000 }, async (_, start) => {
    const path = join(tempFolder(), 'large.xml');
    const file = openSync(path, 'w');
    writeSync(file, start);
    // Sparse: it takes no room on the disk.
    ftruncateSync(file, 2 ** 31);
    closeSync(file);
    const before = process.memoryUsage().rss;
    const outcome = await read(path).then(
      ({ reading }) => reading.problemCount,
      (error: unknown) => (error as { code: string }).code,
    );
    expect(outcome === 'unsupported' || Number(outcome) > 0).toBe(true);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(400);
  });
});

test('a playlist names its files from where it lies', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'lists'));
  const path = join(folder, 'lists', 'a.m3u8');
  writeFileSync(path, '#EXTM3U\n../music/a.mp3\n/other/b.mp3\n');
  const { reading } = await read(path);
  expect(reading.library.tracks.map((track) => track.path)).toEqual([join(folder, 'music', 'a.mp3'), '/other/b.mp3']);
});

test('the ending says which format to write', () => {
  expect(formatOfPath('/a/B.NML')).toBe('traktor-nml');
  expect(() => formatOfPath('/a/b')).toThrow(refusal('invalid-input', /--format/));
});
