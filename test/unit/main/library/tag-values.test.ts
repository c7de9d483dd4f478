import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTags } from '#main/library/read-tags.ts';
import { type SoundTags, tagFieldValues } from '#main/library/tag-values.ts';
import { replaceProviderValues } from '#main/storage/provider-values.ts';
import { providerValues } from '#main/storage/queries/provider-values.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { openScannedLibrary, type ScannedLibrary } from '#test/support/scanned-library.ts';
import { tempFolder } from '#test/support/temp-library.ts';

/** Key indexes: two a Camelot number, A before B. */
const KEY_8A = 14;
const KEY_9B = 17;

async function soundOf(
  format: 'mp3' | 'flac' | 'm4a',
  tags: Readonly<Record<string, string>>,
  output: readonly string[] = [],
): Promise<SoundTags> {
  const path = join(tempFolder(), `a.${format}`);
  makeAudioFile(path, { tags, output });
  return (await readTags(path, format)).tags.sound;
}

const NOTHING: SoundTags = { bpm: null, keyIndex: null, energy: null, fromAnalyser: false };

describe.skipIf(ffmpegPath === null)('of a file that another program tagged', () => {
  test('tempo and key are read with their decimals, in any notation', async () => {
    expect(await soundOf('mp3', { TBPM: '127.98', TKEY: 'Am' })).toEqual({ ...NOTHING, bpm: 127.98, keyIndex: KEY_8A });
    expect(await soundOf('flac', { BPM: '127,5', INITIALKEY: '2d' })).toEqual({
      ...NOTHING,
      bpm: 127.5,
      keyIndex: KEY_9B,
    });
    expect(await soundOf('m4a', { tmpo: '128' })).toEqual({ ...NOTHING, bpm: 128 });
  });

  test('an energy level shows that an analyser wrote the tags', async () => {
    const found = { bpm: 124, keyIndex: KEY_8A, energy: 6 / 9, fromAnalyser: true };
    expect(await soundOf('mp3', { TBPM: '124', TKEY: '8A', EnergyLevel: '7' })).toEqual(found);
    expect(await soundOf('flac', { BPM: '124', KEY: '08A', ENERGYLEVEL: '7' })).toEqual(found);
  });

  test.each([
    ['8A - Energy 7', { keyIndex: KEY_8A, energy: 6 / 9, fromAnalyser: true }],
    ['8A/9A - Energy 10 - warm-up', { keyIndex: KEY_8A, energy: 1, fromAnalyser: true }],
    ['Am - Energy 1', { keyIndex: KEY_8A, energy: 0, fromAnalyser: true }],
    ['Energy 4', { energy: 3 / 9, fromAnalyser: true }],
    ['8A - long intro', { keyIndex: KEY_8A }],
    ['8A', { keyIndex: KEY_8A }],
    ['A', {}],
    ['A - side', {}],
    ['Free Energy 7 records', {}],
    ['Energy 11', {}],
    ['8A - 7', { keyIndex: KEY_8A, energy: 6 / 9, fromAnalyser: true }],
    ['8A - 7 - opener', { keyIndex: KEY_8A, energy: 6 / 9, fromAnalyser: true }],
    ['8A - 77', { keyIndex: KEY_8A }],
    ['A - 7', {}],
    ['8Ace - 7', {}],
  ])('the comment "%s"', async (comment, found) => {
    expect(await soundOf('flac', { comment })).toEqual({ ...NOTHING, ...found });
  });

  test('a key behind the title counts where nothing else says one', async () => {
    expect(await soundOf('flac', { title: 'Strobe - 9B' })).toEqual({ ...NOTHING, keyIndex: KEY_9B });
    expect(await soundOf('flac', { title: 'Strobe - 9B', INITIALKEY: 'Am' })).toEqual({ ...NOTHING, keyIndex: KEY_8A });
    for (const title of ['Vitamin - B', 'Side - 13A', 'Strobe - 9Bit', 'Strobe-9B']) {
      expect(await soundOf('flac', { title })).toEqual(NOTHING);
    }
  });

  test('a rating in a Vorbis comment counts to 100, or to 5', async () => {
    const path = join(tempFolder(), 'a.flac');
    for (const [RATING, rating] of [
      ['80', 4],
      ['4', 4],
      ['100', 5],
      ['0', 0],
      ['loved', 0],
    ] as const) {
      makeAudioFile(path, { tags: { RATING } });
      expect((await readTags(path, 'flac')).tags.rating).toBe(rating);
    }
  });

  test('what is no tempo and no key is nothing', async () => {
    for (const BPM of ['0', '12800', 'fast', '']) expect((await soundOf('flac', { BPM })).bpm).toBeNull();
    for (const KEY of ['o', 'H', '13A', 'All']) expect((await soundOf('flac', { KEY })).keyIndex).toBeNull();
  });
});

test('tags of an analyser count for more than others', () => {
  const sound = { bpm: 128, keyIndex: null, energy: null, fromAnalyser: false };
  expect(tagFieldValues(sound, 'House')).toEqual([
    { field: 'bpm', value: 128, confidence: 0.4 },
    { field: 'genre', value: 'House', confidence: 0.4 },
  ]);
  expect(tagFieldValues({ ...sound, fromAnalyser: true }, '')).toEqual([{ field: 'bpm', value: 128, confidence: 0.6 }]);
});

describe.skipIf(ffmpegPath === null)('a scan', () => {
  const track = (library: ScannedLibrary) =>
    library.database.raw.prepare('SELECT id, bpm, key_index, energy FROM tracks').get() as {
      readonly id: string;
      readonly bpm: number | null;
      readonly key_index: number | null;
      readonly energy: number | null;
    };

  /** A library with one file, whose tags are changed by writing it anew. */
  async function scanned(tags: Readonly<Record<string, string>>) {
    const music = tempFolder();
    const library = openScannedLibrary();
    const write = (next: Readonly<Record<string, string>>) => makeAudioFile(join(music, 'a.flac'), { tags: next });
    write(tags);
    await library.add(music);
    return { library, write };
  }

  test('fills tempo, key and energy from the tags until the track is analysed', async () => {
    const { library } = await scanned({ BPM: '126.5', INITIALKEY: '8A', ENERGYLEVEL: '10', genre: 'House' });
    const { id, ...values } = track(library);
    expect(values).toEqual({ bpm: 126.5, key_index: KEY_8A, energy: 1 });
    expect(providerValues(library.database, id)).toEqual([
      { provider: 'tag', field: 'bpm', value: 126.5, confidence: 0.6 },
      { provider: 'tag', field: 'energy', value: 1, confidence: 0.6 },
      { provider: 'tag', field: 'genre', value: 'House', confidence: 0.4 },
      { provider: 'tag', field: 'key', value: KEY_8A, confidence: 0.6 },
    ]);
    // Derived data: the change log holds the track, its file, its artist and the folder, and nothing of the providers.
    const logged = library.database.raw.prepare('SELECT DISTINCT table_name FROM change_log').pluck().all();
    expect(logged).not.toContain('provider_values');
  });

  test('of new tags replaces what the old ones said, but not what the analysis wrote', async () => {
    const { library, write } = await scanned({ BPM: '126.5', INITIALKEY: '8A' });
    const { id } = track(library);
    const set = { bpm: 126 };
    const mutations = [{ op: 'update', table: 'tracks', id, set }] as const;
    library.database.mutate({ origin: 'analysis', label: 'Analysis', mutations });
    const said = { field: 'bpm', value: 126, confidence: 0.9 } as const;
    replaceProviderValues(
      library.database,
      { trackId: id, provider: 'analysis', values: [said], foundAt: '2026-11-20T00:00:00.000Z' },
      ['bpm'],
    );
    write({ BPM: '100', INITIALKEY: '9B' });
    await library.rescan();
    expect(track(library)).toMatchObject({ bpm: 126, key_index: KEY_9B });
    expect(providerValues(library.database, id)).toMatchObject([
      { provider: 'analysis', field: 'bpm', value: 126 },
      { provider: 'tag', field: 'bpm', value: 100 },
      { provider: 'tag', field: 'key', value: KEY_9B },
    ]);
  });

  test('leaves a locked key and tempo as they are', async () => {
    const { library, write } = await scanned({ BPM: '126.5', INITIALKEY: '8A' });
    const { id } = track(library);
    const set = { grid_locked: 1, key_locked: 1 };
    library.database.mutate({ origin: 'user', label: 'Lock', mutations: [{ op: 'update', table: 'tracks', id, set }] });
    write({ BPM: '100', INITIALKEY: '9B' });
    await library.rescan();
    expect(track(library)).toMatchObject({ bpm: 126.5, key_index: KEY_8A });
  });
});

/** An MP3 file with one frame of ID3v2.3 in front of silence that is enough for a header. */
function mp3With(id: string, inner: Buffer): string {
  const frame = Buffer.concat([Buffer.from(id), sizeBytes(inner.length), Buffer.from([0, 0]), inner]);
  const tag = Buffer.concat([Buffer.from('ID3'), Buffer.from([3, 0, 0]), syncSafe(frame.length), frame]);
  const silence = Buffer.concat(Array.from({ length: 20 }, mpegFrame));
  const path = join(tempFolder(), 'a.mp3');
  writeFileSync(path, Buffer.concat([tag, silence]));
  return path;
}

test('frames of Serato and Traktor mark an analyser', async () => {
  const head = Buffer.from('\0application/octet-stream\0\0Serato Analysis\0');
  const path = mp3With('GEOB', Buffer.concat([head, Buffer.from([2, 1])]));
  expect((await readTags(path, 'mp3')).tags.sound.fromAnalyser).toBe(true);
});

test.each([
  ['Windows Media Player 9 Series', [0, 1, 64, 128, 196, 255], [0, 1, 2, 3, 4, 5]],
  ['traktor@native-instruments.de', [0, 51, 102, 153, 204, 255], [0, 1, 2, 3, 4, 5]],
  // Values of programs that count in their own steps.
  ['no@email', [13, 54, 118, 186, 242], [1, 2, 3, 4, 5]],
])('the stars of %s', async (owner, values, stars) => {
  const found: number[] = [];
  for (const value of values) {
    const path = mp3With('POPM', Buffer.from([...Buffer.from(`${owner}\0`), value, 0, 0, 0, 7]));
    found.push((await readTags(path, 'mp3')).tags.rating);
  }
  expect(found).toEqual(stars);
});

const sizeBytes = (size: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(size);
  return bytes;
};
const syncSafe = (size: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => Math.floor(size / 2 ** shift) % 128));
/** MPEG 1 layer III, 128 kbit/s, 44.1 kHz, all zero. */
const mpegFrame = (): Buffer => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]);
