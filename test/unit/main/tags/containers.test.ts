import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AudioFormat } from '#main/library/audio-format.ts';
import { readTags } from '#main/library/read-tags.ts';
import type { FieldTexts } from '#main/tags/entry-changes.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';
import { coverPng, entriesOf, fileHash, hashOf, restoreTags, samplesHash, writeTags } from '#test/support/tag-files.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const TEXTS: FieldTexts = { key: '8A', bpm: '127.98', energy: '7', rating: '4', comment: 'Für den Abend – 日本' };
const SONG = { title: 'Strobe', artist: 'Somebody', album: 'Für Elise', genre: 'House' };

interface Container {
  readonly name: string;
  readonly file: string;
  readonly format: AudioFormat;
  readonly output?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly cover?: boolean;
  /** A whole number of beats is all that it holds. */
  readonly wholeBpm?: boolean;
}

const CONTAINERS: readonly Container[] = [
  { name: 'MP3, ID3v2.3 with a cover', file: 'a.mp3', format: 'mp3', output: ['-id3v2_version', '3'], cover: true },
  { name: 'MP3, ID3v2.4 with a cover', file: 'a.mp3', format: 'mp3', output: ['-id3v2_version', '4'], cover: true },
  { name: 'MP3 with ID3v1 too', file: 'a.mp3', format: 'mp3', output: ['-id3v2_version', '3', '-write_id3v1', '1'] },
  { name: 'MP3 without a tag', file: 'a.mp3', format: 'mp3', output: ['-id3v2_version', '0'], tags: {} },
  { name: 'FLAC with a cover', file: 'a.flac', format: 'flac', cover: true },
  { name: 'Ogg Vorbis', file: 'a.ogg', format: 'ogg', output: ['-c:a', 'libvorbis'] },
  { name: 'Opus', file: 'a.opus', format: 'opus', output: ['-c:a', 'libopus'] },
  { name: 'M4A with a cover', file: 'a.m4a', format: 'm4a', cover: true, wholeBpm: true },
  {
    name: 'M4A with the sound at its end',
    file: 'a.m4a',
    format: 'm4a',
    output: ['-movflags', '+faststart'],
    wholeBpm: true,
  },
  { name: 'M4A without tags', file: 'a.m4a', format: 'm4a', output: ['-map_metadata', '-1'], tags: {}, wholeBpm: true },
  { name: 'WAV with an INFO list', file: 'a.wav', format: 'wav' },
  { name: 'WAV with an ID3 chunk', file: 'a.wav', format: 'wav', output: ['-write_id3v2', '1'] },
  { name: 'AIFF', file: 'a.aiff', format: 'aiff' },
  {
    name: 'AIFF with an ID3 chunk and a cover',
    file: 'a.aiff',
    format: 'aiff',
    output: ['-write_id3v2', '1'],
    cover: true,
  },
];

function make({ file, output = [], tags = SONG, cover = false }: Container): string {
  const folder = tempFolder();
  const path = join(folder, file);
  if (!cover) {
    makeAudioFile(path, { tags, output });
    return path;
  }
  const picture = join(folder, 'cover.png');
  writeFileSync(picture, coverPng());
  const metadata = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  const inputs = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=1', '-i', `file:${picture}`];
  const maps = ['-map', '0:a', '-map', '1:v', '-c:v', 'copy', '-disposition:v', 'attached_pic'];
  const args = ['-v', 'error', '-nostdin', '-y', ...inputs, ...maps, ...metadata, ...output, `file:${path}`];
  execFileSync(needFfmpeg(), args, { timeout: 20_000 });
  return path;
}

describe.skipIf(ffmpegPath === null).each(CONTAINERS)('$name', (container) => {
  test('takes all fields; every other entry and the sound stay as they are', async () => {
    const path = make(container);
    const before = {
      entries: await entriesOf(path),
      samples: samplesHash(path),
      read: await readTags(path, container.format),
    };
    const written = await writeTags(path, TEXTS);
    const after = await entriesOf(path);
    expect(samplesHash(path)).toBe(before.samples);
    const touched = new Set(written.changes.map(({ before: raw }) => raw && hashOf(raw)));
    const kept = before.entries.filter(({ raw }) => !touched.has(hashOf(raw)));
    expect(after.slice(0, kept.length).map(({ raw }) => hashOf(raw))).toEqual(kept.map(({ raw }) => hashOf(raw)));
    const { tags, headers } = await readTags(path, container.format);
    const { rating, comment, sound, ...others } = tags;
    expect({ rating, comment, ...sound }).toEqual({
      rating: 4,
      comment: TEXTS.comment,
      bpm: container.wholeBpm === true ? 128 : 127.98,
      keyIndex: 14,
      energy: 6 / 9,
      fromAnalyser: true,
    });
    expect({ ...others, sound: 0, comment: '', rating: 0 }).toEqual({
      ...before.read.tags,
      sound: 0,
      comment: '',
      rating: 0,
    });
    expect(headers.sampleRate).toBe(before.read.headers.sampleRate);
  });

  test('says nothing more the second time, and takes small changes without growing', async () => {
    const path = make(container);
    await writeTags(path, TEXTS);
    expect((await writeTags(path, TEXTS)).fields).toEqual([]);
    const { length } = readFileSync(path);
    await writeTags(path, { key: '10B' });
    if (container.format !== 'ogg' && container.format !== 'opus') expect(readFileSync(path)).toHaveLength(length);
    expect((await readTags(path, container.format)).tags.sound.keyIndex).toBe(19);
  });

  test('gets its old bytes back', async () => {
    const path = make(container);
    const before = { hash: fileHash(path), entries: await entriesOf(path) };
    const first = await writeTags(path, TEXTS);
    const second = await writeTags(path, { comment: '', rating: '0', key: 'Am' });
    expect((await readTags(path, container.format)).tags).toMatchObject({ rating: 0, sound: { keyIndex: 14 } });
    expect(await restoreTags(path, second)).toBe(0);
    expect(await restoreTags(path, first)).toBe(0);
    expect((await entriesOf(path)).map(({ raw }) => hashOf(raw))).toEqual(before.entries.map(({ raw }) => hashOf(raw)));
    // A file without comments keeps an empty list of them.
    if (container.tags === undefined) expect(fileHash(path)).toBe(before.hash);
  });
});

test.skipIf(ffmpegPath === null).each(['a.ogg', 'a.opus'])(
  '%s takes comments that move all its pages',
  async (file) => {
    const path = join(tempFolder(), file);
    makeAudioFile(path, { seconds: 20, output: ['-c:a', file === 'a.ogg' ? 'libvorbis' : 'libopus'] });
    const before = { hash: fileHash(path), samples: samplesHash(path) };
    const written = await writeTags(path, { comment: 'long '.repeat(30_000).trim() });
    expect(readFileSync(path).length).toBeGreaterThan(150_000);
    expect(samplesHash(path)).toBe(before.samples);
    expect(await restoreTags(path, written)).toBe(0);
    expect(fileHash(path)).toBe(before.hash);
  },
);

const SERATO = interchangeFixture('audio-tags/issue-406-geob.mp3') ?? '';

test.skipIf(SERATO === '')('every frame of Serato survives byte for byte, and comes back exactly', async () => {
  const path = join(tempFolder(), 'serato.mp3');
  copyFileSync(SERATO, path);
  chmodSync(path, 0o644);
  const before = await entriesOf(path);
  const written = await writeTags(path, { ...TEXTS, key: 'Am' });
  const after = await entriesOf(path);
  const frames = (entries: typeof before) => entries.filter(({ id }) => id !== 'TKEY').map(({ raw }) => hashOf(raw));
  expect(before.filter(({ id }) => id.startsWith('GEOB:Serato '))).toHaveLength(7);
  expect(frames(after).slice(0, frames(before).length)).toEqual(frames(before));
  expect((await readTags(path, 'mp3')).tags.sound).toMatchObject({ bpm: 127.98, keyIndex: 14 });
  expect(await restoreTags(path, written)).toBe(0);
  expect(fileHash(path)).toBe(fileHash(SERATO));
});
