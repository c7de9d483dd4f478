import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyTrack, type PlaylistNode } from '#main/interchange/model.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { encodeChunkText, formatChunk } from '#main/interchange/serato/chunks.ts';
import { formatSeratoCrate, newSeratoCrate, parseSeratoCrate } from '#main/interchange/serato/crate.ts';
import { parseSeratoDatabase } from '#main/interchange/serato/database.ts';
import { formatSeratoCrates, readSeratoFolder, type SeratoFiles } from '#main/interchange/serato/folder.ts';
import { fromSeratoPath, toSeratoPath } from '#main/interchange/serato/paths.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';

const DRIVE = interchangeFixture('serato/library/usb_drive/_Serato_');

const filesOf = (folder: string): SeratoFiles => ({
  list: (below) => Promise.resolve(existsSync(join(folder, below)) ? readdirSync(join(folder, below)) : []),
  read: (path) => {
    const [top, ...rest] = path.split('/');
    const isThere = readdirSync(rest.length > 0 ? join(folder, top ?? '') : folder).includes(rest[0] ?? path);
    return Promise.resolve(isThere ? new Uint8Array(readFileSync(join(folder, path))) : null);
  },
});

/** The same out of memory. */
const filesFrom = (files: Readonly<Record<string, Uint8Array>>): SeratoFiles => ({
  list: (folder) =>
    Promise.resolve(
      Object.keys(files)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
    ),
  read: (path) => Promise.resolve(files[path] ?? null),
});

describe.skipIf(DRIVE === null)("a USB drive's library", () => {
  test('all tracks and crates are there', async () => {
    const { library, problemCount, unknown } = await readSeratoFolder(filesOf(DRIVE ?? ''), '/Volumes/USB');
    expect(library.tracks).toHaveLength(4);
    expect({ problemCount, unknown }).toEqual({ problemCount: 0, unknown: {} });
    expect(library.playlists).toEqual([
      { kind: 'playlist', name: '80s Mashup', trackIds: [expect.stringMatching(/^Lipps, Inc/)] },
      {
        kind: 'playlist',
        name: 'French House',
        trackIds: [expect.stringMatching(/^ALAN BRAXE/), expect.stringMatching(/^CASSIUS/)],
      },
    ]);
  });

  test('a track says what the database says of it', async () => {
    const { library } = await readSeratoFolder(filesOf(DRIVE ?? ''), 'E:');
    const track = library.tracks.find(({ artist }) => artist === 'Pete Heller');
    expect(track).toMatchObject({
      id: 'Pete Heller - Big Love (Vaudafunk 2019 Reinterpretation).mp3',
      path: 'E:\\Pete Heller - Big Love (Vaudafunk 2019 Reinterpretation).mp3',
      title: 'Big Love (Vaudafunk 2019 Reinterpretation)',
      comment: 'vaudafunk@gmail.com',
      year: 2019,
      bpm: 123,
      key: { pitchClass: 9, mode: 'minor' },
      keyText: 'Am',
      durationSeconds: 439.64,
      sizeBytes: 0x0127e3b7,
      bitRate: 320_000,
      sampleRate: 44_100,
      addedAt: '2020-02-06T12:34:50.000Z',
      colour: null,
      locked: false,
    });
    expect(track?.extra).toMatchObject({ 'otrk.ttyp': 'mp3', 'otrk.bply': '1', 'otrk.bmis': '0' });
    // 0xffdd99 in the file, which is shown as this.
    expect(library.tracks[0]?.colour).toBe('#997733');
  });

  test.each(['80s Mashup.crate', 'French House.crate'])('%s is written byte for byte', (name) => {
    const bytes = new Uint8Array(readFileSync(join(DRIVE ?? '', 'Subcrates', name)));
    const report = createReadReport();
    expect([...formatSeratoCrate(parseSeratoCrate(bytes, report))]).toEqual([...bytes]);
    expect(report.result({ tracks: [], playlists: [], plays: [] })).toMatchObject({ problemCount: 0, unknown: {} });
  });
});

const chunkOf = (tag: string, value: string) => formatChunk(tag, encodeChunkText(value));
const track = (...fields: readonly Uint8Array[]) => formatChunk('otrk', ...fields);

describe('the database', () => {
  test('a track without a path is a problem, an unknown field is counted, a repeated track counts once', () => {
    const bytes = Buffer.concat([
      track(chunkOf('tsng', 'No path')),
      track(chunkOf('pfil', 'a.mp3'), chunkOf('tsng', 'Old'), chunkOf('tzzz', 'new')),
      track(chunkOf('pfil', 'a.mp3'), chunkOf('tsng', 'New'), formatChunk('utkn', Uint8Array.of(0, 0, 0, 7))),
      formatChunk('oxyz'),
    ]);
    const report = createReadReport();
    const tracks = parseSeratoDatabase(bytes, '/', report);
    expect(tracks).toMatchObject([{ id: 'a.mp3', path: '/a.mp3', title: 'New', trackNumber: 7 }]);
    const { problemCount, unknown } = report.result({ tracks, playlists: [], plays: [] });
    expect(problemCount).toBe(2);
    expect(unknown).toEqual({ 'otrk.tzzz': 1, oxyz: 1 });
  });

  test.each([
    ['1:02:03.5', 3723.5],
    ['06:22.93', 382.93],
    ['0', null],
    ['soon', null],
  ])('a length of %s', (text, seconds) => {
    const bytes = track(chunkOf('pfil', 'a'), chunkOf('tlen', text));
    expect(parseSeratoDatabase(bytes, '/', createReadReport())[0]?.durationSeconds).toBe(seconds);
  });

  test.each([
    ['Users/me/a.mp3', '/', '/Users/me/a.mp3'],
    ['Music/a.mp3', '/Volumes/USB/', '/Volumes/USB/Music/a.mp3'],
    ['Music/a.mp3', 'C:', 'C:\\Music\\a.mp3'],
    ['Music/a.mp3', 'd:\\', 'd:\\Music\\a.mp3'],
  ])('%s on %s', (stored, root, path) => {
    expect(fromSeratoPath(stored, root)).toBe(path);
    expect(toSeratoPath(path, root)).toBe(stored);
  });

  test('a path that is whole already stays; one on another drive has no place', () => {
    expect(fromSeratoPath('C:/Music/a.mp3', 'D:')).toBe('C:/Music/a.mp3');
    expect(toSeratoPath('D:\\a.mp3', 'C:')).toBeNull();
    expect(toSeratoPath('/Users/a.mp3', '/Volumes/USB')).toBeNull();
  });
});

test('a crate of any content comes back as it was', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((name) => name.replaceAll('\0', ''));
  const crate = fc.record({
    version: text,
    sort: fc.option(fc.record({ column: text, isReversed: fc.boolean() })),
    columns: fc.array(fc.record({ name: text, width: text }), { maxLength: 5 }),
    paths: fc.array(text.filter((path) => path !== '')),
  });
  fc.assert(
    fc.property(crate, (crate) => {
      const report = createReadReport();
      expect(parseSeratoCrate(formatSeratoCrate(crate), report)).toEqual(crate);
    }),
  );
});

const playlist = (name: string, ...trackIds: string[]): PlaylistNode => ({ kind: 'playlist', name, trackIds });
const folder = (name: string, ...children: PlaylistNode[]): PlaylistNode => ({ kind: 'folder', name, children });

async function writeAndRead(playlists: readonly PlaylistNode[]) {
  const tracks = ['a.mp3', 'b.mp3', 'c.mp3'].map((name) => ({ ...emptyTrack(name), path: `/${name}` }));
  const { files, dropped } = formatSeratoCrates({ tracks, playlists, plays: [] }, '/');
  const database = Buffer.concat(tracks.map(({ id }) => track(chunkOf('pfil', id))));
  const { library } = await readSeratoFolder(
    filesFrom({
      'database V2': database,
      ...Object.fromEntries(files.map(({ name, bytes }) => [`Subcrates/${name}`, bytes])),
    }),
    '/',
  );
  return { names: files.map(({ name }) => name), playlists: library.playlists, dropped };
}

describe('crates', () => {
  test('in one another become folders, and folders crates', async () => {
    const tree = [
      folder('House', playlist('House', 'c.mp3'), folder('Deep', playlist('Late', 'a.mp3', 'b.mp3'))),
      playlist('Techno'),
    ];
    const { names, playlists, dropped } = await writeAndRead(tree);
    expect(names).toEqual(['House.crate', 'House%%Deep.crate', 'House%%Deep%%Late.crate', 'Techno.crate']);
    expect(playlists).toEqual(tree);
    expect(dropped).toEqual({});
  });

  test('a folder with only a crate of its own name stays one', async () => {
    const tree = [folder('A', playlist('A', 'a.mp3')), folder('B', playlist('B'), playlist('C', 'b.mp3'))];
    expect((await writeAndRead(tree)).playlists).toEqual(tree);
  });

  test('names that no file can have are changed, and counted', async () => {
    const { names, dropped } = await writeAndRead([
      playlist('A/B: 50%%?'),
      playlist('x'),
      playlist('X'),
      folder('Empty'),
    ]);
    expect(names).toEqual(['A-B- 50--.crate', 'x.crate', 'X (2).crate', 'Empty.crate']);
    expect(dropped).toEqual({ 'folder.empty': 1, 'playlist.name': 2 });
  });

  test('tracks of another drive are left out, and counted', () => {
    const tracks = [
      { ...emptyTrack('1'), path: '/Volumes/USB/a.mp3' },
      { ...emptyTrack('2'), path: '/b.mp3' },
    ];
    const { files, dropped } = formatSeratoCrates(
      { tracks, playlists: [playlist('P', '1', '2')], plays: [] },
      '/Volumes/USB',
    );
    expect(parseSeratoCrate(files[0]?.bytes ?? new Uint8Array(), createReadReport()).paths).toEqual(['a.mp3']);
    expect(dropped).toEqual({ 'playlist.entry': 1 });
  });

  test('entries that the database does not know keep their path; accents may be spelled otherwise', async () => {
    const nfc = 'Café.mp3'.normalize('NFC');
    const { library, problemCount } = await readSeratoFolder(
      filesFrom({
        'database V2': track(chunkOf('pfil', nfc), chunkOf('tsng', 'Café')),
        'Subcrates/P.crate': formatSeratoCrate(newSeratoCrate([nfc.normalize('NFD'), 'gone.mp3'])),
      }),
      '/',
    );
    expect(library.playlists).toEqual([playlist('P', nfc, 'gone.mp3')]);
    expect(library.tracks).toMatchObject([{ title: 'Café' }, { id: 'gone.mp3', path: '/gone.mp3', title: '' }]);
    expect(problemCount).toBe(1);
  });

  test('stand in the order of the user', async () => {
    const crate = formatSeratoCrate(newSeratoCrate([]));
    const order = Buffer.from('[begin record]\n[crate]Z\n[crate]B\n[end record]\n', 'utf16le').swap16();
    const files = filesFrom({
      'neworder.pref': order,
      ...Object.fromEntries(['A', 'B', 'Z'].map((name) => [`Subcrates/${name}.crate`, crate])),
    });
    const { library, problemCount } = await readSeratoFolder(files, '/');
    expect(library.playlists.map(({ name }) => name)).toEqual(['Z', 'B', 'A']);
    expect(problemCount).toBe(1); // There is no database.
  });

  test('a folder without a database or crates is none of Serato', async () => {
    await expect(readSeratoFolder(filesFrom({}), '/')).rejects.toMatchObject({ code: 'not-found' });
  });
});
