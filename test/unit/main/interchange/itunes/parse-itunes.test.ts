import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeText } from '#main/interchange/decode-text.ts';
import { createItunesReader, parseItunes } from '#main/interchange/itunes/parse-itunes.ts';
import type { InterchangeTrack, PlaylistNode } from '#main/interchange/model.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';

type Value = string | number | boolean | { readonly date: string };
const valueOf = (value: Value): string => {
  if (typeof value === 'string') return `<string>${value}</string>`;
  if (typeof value === 'number') return `<integer>${value}</integer>`;
  return typeof value === 'boolean' ? `<${value}/>` : `<date>${value.date}</date>`;
};
const dict = (fields: Readonly<Record<string, Value>>, more = '') =>
  `<dict>${Object.entries(fields)
    .map(([key, value]) => `<key>${key}</key>${valueOf(value)}\n`)
    .join('')}${more}</dict>`;
const list = (fields: Readonly<Record<string, Value>>, ids: readonly number[] = []) =>
  dict(fields, `<key>Playlist Items</key><array>${ids.map((id) => dict({ 'Track ID': id })).join('')}</array>`);
const file = (tracks: readonly string[], lists: readonly string[] = []) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>Major Version</key><integer>1</integer>
<key>Tracks</key><dict>${tracks.map((track, n) => `<key>${n + 1}</key>${track}`).join('')}</dict>
<key>Playlists</key><array>${lists.join('')}</array></dict></plist>`;

test('every key of a track has its place, or is kept as it is', () => {
  const { library, problems } = parseItunes(
    file([
      dict({
        'Track ID': 7,
        Name: 'Song &amp; &#38; Dance',
        Artist: 'A',
        Album: 'B',
        'Album Artist': 'E',
        Genre: 'House',
        Comments: 'C',
        Composer: 'D',
        Grouping: 'G',
        Year: 2012,
        'Track Number': 3,
        'Disc Number': 1,
        BPM: 124,
        Size: 5_525_212,
        'Sample Rate': 44_100,
        'Total Time': 182_674,
        'Bit Rate': 238,
        Rating: 70,
        'Play Count': 31,
        'Play Date UTC': { date: '2015-05-04T12:20:51Z' },
        'Date Added': { date: '2014-04-24T09:28:38Z' },
        Location: 'file://localhost/Z:/Music/100%25%20%23.mp3',
        Disabled: true,
        'Persistent ID': '20E8',
      }),
    ]),
  );
  expect(problems).toEqual([]);
  expect(library.tracks).toMatchObject([
    {
      albumArtist: 'E',
      id: '7',
      title: 'Song & & Dance',
      artist: 'A',
      album: 'B',
      genre: 'House',
      comment: 'C',
      composer: 'D',
      grouping: 'G',
      year: 2012,
      trackNumber: 3,
      discNumber: 1,
      bpm: 124,
      sizeBytes: 5_525_212,
      sampleRate: 44_100,
      durationSeconds: 182.674,
      bitRate: 238_000,
      rating: 4,
      playCount: 31,
      lastPlayedAt: '2015-05-04T12:20:51Z',
      addedAt: '2014-04-24T09:28:38Z',
      path: 'Z:\\Music\\100% #.mp3',
      extra: { 'iTunes.Disabled': 'true', 'iTunes.Persistent ID': '20E8' },
    },
  ]);
});

test('a rating that follows from the album is not the user’s, an address is no path', () => {
  const { library, problems } = parseItunes(
    file([
      dict({ 'Track ID': 1, Rating: 80, 'Rating Computed': true, Location: 'http://radio.example/stream' }),
      dict({ 'Track ID': 2, Rating: 200, Year: 'soon', 'Date Added': { date: 'once' } }),
      dict({ Name: 'no id' }),
      dict({ 'Track ID': 2, Name: 'again' }),
    ]),
  );
  expect(library.tracks.map(({ id, rating, path }) => [id, rating, path])).toEqual([
    ['1', null, null],
    ['2', null, null],
    ['track 3', null, null],
    ['2-2', null, null],
  ]);
  expect(library.tracks[0]?.extra).toMatchObject({
    'iTunes.Rating': '80',
    'iTunes.Location': 'http://radio.example/stream',
  });
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('200'),
    expect.stringContaining('soon'),
    expect.stringContaining('once'),
    expect.stringContaining('no Track ID'),
    expect.stringContaining('A second track'),
  ]);
});

test('folders by the id of their parent; the lists of the program itself are counted, not kept', () => {
  const { library, problems, unknown } = parseItunes(
    file(
      [dict({ 'Track ID': 1 }), dict({ 'Track ID': 2 })],
      [
        list({ Name: 'Library', Master: true }, [1, 2]),
        list({ Name: 'Music', 'Distinguished Kind': 4, Music: true }, [1, 2]),
        list({ Name: 'in', 'Playlist Persistent ID': 'B', 'Parent Persistent ID': 'F' }, [2, 1, 2]),
        list({ Name: 'Folder', 'Playlist Persistent ID': 'F', Folder: true }, [1, 2]),
        list({ Name: 'smart', 'Smart Info': 'AQEAAw', 'Playlist Persistent ID': 'S' }, [1, 9]),
        list({ Name: 'lost', 'Parent Persistent ID': 'X' }),
        list({ Name: 'a', 'Playlist Persistent ID': 'P', 'Parent Persistent ID': 'Q', Folder: true }),
        list({ Name: 'b', 'Playlist Persistent ID': 'Q', 'Parent Persistent ID': 'P', Folder: true }),
      ],
    ),
  );
  const playlist = (name: string, ...trackIds: string[]) => ({ kind: 'playlist', name, trackIds });
  expect(library.playlists).toEqual([
    { kind: 'folder', name: 'Folder', children: [playlist('in', '2', '1', '2')] },
    playlist('smart', '1'),
    playlist('lost'),
    { kind: 'folder', name: 'a', children: [{ kind: 'folder', name: 'b', children: [] }] },
  ]);
  expect(unknown).toEqual({ 'system playlist': 2, 'rule of a smart playlist': 1 });
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('folder of the playlist "lost" is missing'),
    expect.stringContaining('"smart" names a track that is not in the library, 9'),
    expect.stringContaining('"a" stands in itself'),
  ]);
});

test('folders nested a thousand deep are read, and deeper ones do not break the reader', () => {
  const folders = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      list({
        Name: `f${n}`,
        'Playlist Persistent ID': `${n}`,
        'Parent Persistent ID': n === 0 ? '' : `${n - 1}`,
        Folder: true,
      }),
    );
  const depthOf = (nodes: readonly PlaylistNode[]): number => {
    let [node, depth] = [nodes[0], 0];
    while (node?.kind === 'folder') [node, depth] = [node.children[0], depth + 1];
    return depth;
  };
  const fine = parseItunes(file([], folders(1_000)));
  expect([depthOf(fine.library.playlists), fine.problemCount]).toEqual([1_000, 0]);
  const deep = parseItunes(file([], folders(20_000)));
  expect(deep.problemCount).toBeGreaterThan(0);
});

test('files that are no library, and ones that declare entities, are refused with what to do', () => {
  expect(() => parseItunes('<html/>')).toThrow(/Export Library/);
  expect(() => parseItunes('<!DOCTYPE plist [<!ENTITY a "b">]><plist/>')).toThrow(AppError);
});

const LIBRARY = 'itunes-xml/beets_unix.xml';
const fixture = interchangeFixture(LIBRARY);
const isAbsent = fixture === null;
const textOf = (): string => decodeText(readFileSync(fixture ?? LIBRARY));

test.skipIf(isAbsent)('a library of iTunes 12', () => {
  const { library, problems, unknown } = parseItunes(textOf());
  expect({ problems, unknown, playlists: library.playlists }).toEqual({
    problems: [],
    unknown: { 'system playlist': 2 },
    playlists: [],
  });
  expect(library.tracks.map(({ id, title, rating, path }) => [id, title, rating, path])).toEqual([
    ['634', 'Tessellate', 4, '/Music/Alt-J/An Awesome Wave/03 Tessellate.mp3'],
    ['636', 'Breezeblocks', 5, '/Music/Alt-J/An Awesome Wave/04 Breezeblocks.mp3'],
    ['638', '❦ (Ripe & Ruin)', null, '/Music/Alt-J/An Awesome Wave/02 ❦ (Ripe & Ruin).mp3'],
  ]);
  expect(library.tracks[1]).toMatchObject({
    lastPlayedAt: '2015-05-04T12:20:51Z',
    addedAt: '2014-04-24T09:28:38Z',
    playCount: 31,
    durationSeconds: 227.082,
    bitRate: 237_000,
  });
});

test.skipIf(isAbsent)('cut at every hundredth it keeps every whole track', () => {
  const text = textOf();
  const whole = parseItunes(text).library.tracks;
  for (let percent = 0; percent < 100; percent += 1) {
    const cut = text.slice(0, Math.floor((text.length * percent) / 100));
    const reader = createItunesReader<InterchangeTrack[]>([]);
    for (let at = 0; at < cut.length; at += 1_000) reader.write(cut.slice(at, at + 1_000));
    if (!cut.includes('<plist version="1.0">')) {
      expect(() => reader.finish()).toThrow(AppError);
      continue;
    }
    const { library, problems } = reader.finish();
    const ended = [...(cut.split('<key>Playlists</key>')[0] ?? '').matchAll(/<\/dict>/g)].length;
    expect(library.tracks.slice(0, Math.min(ended, 3))).toEqual(whole.slice(0, Math.min(ended, 3)));
    expect(problems.filter(({ message }) => message.startsWith('The file ends early'))).toHaveLength(1);
  }
});
