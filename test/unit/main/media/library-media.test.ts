import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ConversionCache } from '#main/media/conversion-cache.ts';
import { audioConverter } from '#main/media/convert-audio.ts';
import { excerptReader } from '#main/media/decode-excerpt.ts';
import { createLibraryMedia, type MediaFacts } from '#main/media/library-media.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { encodePeaks } from '#shared/domain/peaks.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { fileFields, openTempLibrary, tempFolder, trackFields } from '#test/support/temp-library.ts';

const TRACK = TrackId.parse('01930000-0000-7000-8000-000000000001');
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** One second of a 1 kHz tone. */
function writeTone(path: string, ...codec: readonly string[]): string {
  const made = spawnSync(needFfmpeg(), ['-v', 'error', '-f', 'lavfi', '-i', 'sine=1000:d=1', ...codec, path]);
  expect(made.stderr.toString()).toBe('');
  return path;
}

/** Seconds of audio in a file, as ffmpeg decodes it. */
function decodedSeconds(path: string): number {
  const raw = spawnSync(needFfmpeg(), ['-v', 'error', '-i', path, '-f', 's16le', '-ac', '1', '-ar', '44100', '-'], {
    maxBuffer: 2 ** 26,
  });
  return raw.stdout.length / 2 / 44_100;
}

function mediaOf(library: LibraryDatabase, facts: Partial<MediaFacts> = {}, stop = new AbortController().signal) {
  const folder = tempFolder();
  const cache = new ConversionCache({
    folder: join(folder, 'cache'),
    maxBytes: 1e9,
    convert: audioConverter(async () => needFfmpeg(), stop),
    now: Date.now,
  });
  return createLibraryMedia({
    database: library,
    cache,
    readExcerpt: excerptReader(async () => needFfmpeg(), stop),
    readFacts: async () => ({ codec: null, picture: null, ...facts }),
  });
}

function libraryWith(path: string, format: string, contentHash = 'abc'): LibraryDatabase {
  const library = openTempLibrary();
  const file = fileFields(TRACK, { path, format, content_hash: contentHash });
  library.mutate({
    origin: 'import',
    label: 'Add a track',
    mutations: [
      { op: 'insert', table: 'tracks', id: TRACK, set: trackFields() },
      { op: 'insert', table: 'files', id: library.newId(), set: file },
    ],
  });
  return library;
}

test.each([
  ['mp3', 'audio/mpeg'],
  ['flac', 'audio/flac'],
  ['wav', 'audio/wav'],
  ['opus', 'audio/ogg'],
])('%s is served as it is', async (format, mimeType) => {
  expect(await mediaOf(libraryWith('/music/a', format)).audio(TRACK)).toEqual({ path: '/music/a', mimeType });
});

test.skipIf(ffmpegPath === null)('AAC in m4a is served as it is, Apple Lossless in m4a is not', async () => {
  const path = writeTone(join(tempFolder(), 'a.m4a'), '-c:a', 'alac');
  const library = libraryWith(path, 'm4a');
  expect(await mediaOf(library, { codec: 'MPEG-4/AAC' }).audio(TRACK)).toEqual({ path, mimeType: 'audio/mp4' });
  expect(await mediaOf(library, { codec: 'ALAC' }).audio(TRACK)).toMatchObject({ mimeType: 'audio/flac' });
});

test.skipIf(ffmpegPath === null).each([
  ['aiff', ['-c:a', 'pcm_s24be']],
  ['wma', ['-c:a', 'wmav2']],
  ['wv', ['-c:a', 'wavpack']],
  ['aac', ['-c:a', 'aac']],
] as const)('%s is converted to FLAC of the same length', async (format, codec) => {
  const path = writeTone(join(tempFolder(), `-odd # 100% name.${format}`), ...codec);
  const file = await mediaOf(libraryWith(path, format)).audio(TRACK);
  expect(file?.mimeType).toBe('audio/flac');
  expect(readFileSync(file?.path ?? '').toString('latin1', 0, 4)).toBe('fLaC');
  expect(Math.abs(decodedSeconds(file?.path ?? '') - decodedSeconds(path))).toBeLessThan(0.001);
});

test.skipIf(ffmpegPath === null)(
  'a damaged file that would have to be converted is refused, with nothing left behind',
  async () => {
    const folder = tempFolder();
    const library = libraryWith(join(folder, 'not-there.aiff'), 'aiff');
    await expect(mediaOf(library).audio(TRACK)).rejects.toMatchObject({ code: 'unreadable-audio' });
  },
);

test.skipIf(ffmpegPath === null)('a conversion stops when the host does', async () => {
  const path = writeTone(join(tempFolder(), 'a.aiff'));
  await expect(mediaOf(libraryWith(path, 'aiff'), {}, AbortSignal.abort()).audio(TRACK)).rejects.toMatchObject({
    code: 'cancelled',
  });
});

test('a removed track and a missing file have no audio', async () => {
  const library = libraryWith('/music/a.mp3', 'mp3');
  library.mutate({ origin: 'user', label: 'Remove', mutations: [{ op: 'delete', table: 'tracks', id: TRACK }] });
  expect(await mediaOf(library).audio(TRACK)).toBeNull();
  expect(existsSync('/music/a.mp3')).toBe(false);
});

test('waveforms are inflated and carry their version', async () => {
  const library = libraryWith('/music/a.mp3', 'mp3');
  const [peaks, overview] = [encodePeaks([{ columnsPerSecond: 150, data: new Uint8Array(900) }]), new Uint8Array(600)];
  library.raw
    .prepare('INSERT INTO waveforms (track_id, version, peaks, overview) VALUES (?, 7, ?, ?)')
    .run(TRACK, deflateSync(peaks), deflateSync(overview));
  expect(await mediaOf(library).peaks(TRACK)).toEqual({ version: 7, bytes: peaks });
  expect(await mediaOf(library).overview(TRACK)).toEqual({ version: 7, bytes: overview });
});

test('a track without a waveform has none', async () => {
  expect(await mediaOf(libraryWith('/music/a.mp3', 'mp3')).peaks(TRACK)).toBeNull();
});

test('the type of a cover is what its bytes are; what is no picture is not served', async () => {
  const library = libraryWith('/music/a.mp3', 'mp3');
  expect(await mediaOf(library, { picture: PNG }).artwork(TRACK)).toEqual({
    mimeType: 'image/png',
    bytes: new Uint8Array(PNG),
  });
  expect(await mediaOf(library, { picture: Buffer.from('<svg onload="x">') }).artwork(TRACK)).toBeNull();
  expect(await mediaOf(library).artwork(TRACK)).toBeNull();
});

test('a part of a track comes decoded, from where it was asked for', async () => {
  const path = join(tempFolder(), 'steps.wav');
  // A tone that begins at 5 s of ten.
  const source = "aevalsrc='if(gte(t,5),sin(2*PI*440*t),0)|if(gte(t,5),sin(2*PI*440*t),0)':s=44100:d=10";
  spawnSync(needFfmpeg(), ['-v', 'error', '-f', 'lavfi', '-i', source, path]);
  const media = mediaOf(libraryWith(path, 'WAV'));
  const excerpt = await media.excerpt(TRACK, { startSeconds: 4, seconds: 2 });
  const samples = new Int16Array(excerpt?.bytes.buffer ?? new ArrayBuffer(0));
  expect(samples.length).toBe(2 * 2 * 44_100);
  const first = samples.findIndex((sample) => Math.abs(sample) > 500);
  expect(first / 2 / 44_100).toBeCloseTo(1, 2);
  const beyond = await media.excerpt(TRACK, { startSeconds: 9.5, seconds: 2 });
  expect(beyond?.bytes.length).toBe(0.5 * 44_100 * 4);
});
