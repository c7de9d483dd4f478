import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AudioFile, type FileReading, readAudioFile, readFullHash } from '#main/library/read-audio-file.ts';
import { makeAudioFile, retagAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const read = (name: string): Promise<FileReading> => readAudioFile(at(name), statSync(at(name)));

async function audio(name: string): Promise<AudioFile> {
  const reading = await read(name);
  if (reading.kind !== 'audio') throw new Error(`${name}: ${JSON.stringify(reading)}`);
  return reading.file;
}

/** Repeats itself on every machine. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return state & 0xff;
    }),
  );
}

const FORMATS = ['mp3', 'm4a', 'flac', 'wav', 'aiff', 'ogg', 'opus', 'wma', 'wv', 'mka', 'caf', 'tta', 'aac', 'ac3'];
/** Where ffmpeg writes an artist and the tag reader finds it. */
const WITH_ARTIST = ['mp3', 'm4a', 'flac', 'wav', 'ogg', 'opus', 'wma', 'wv', 'mka'];

describe.skipIf(ffmpegPath === null)('reading audio files', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'musicforge-read-'));
    for (const format of FORMATS) {
      const output = format === 'opus' ? ['-ar', '48000'] : [];
      makeAudioFile(at(`a.${format}`), { seconds: 3, tags: { title: 'Glue', artist: 'Bicep' }, output });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(FORMATS)('%s is known by its bytes and hashed', async (format) => {
    const file = await audio(`a.${format}`);
    expect(file.format).toBe(format);
    expect(file.contentHash).toMatch(/^[0-9a-f]{40}$/);
    expect(file.warning).toBeNull();
  });

  test.each(WITH_ARTIST)('tags and length of %s', async (format) => {
    const { tags, headers } = await audio(`a.${format}`);
    expect([tags.title, tags.artist]).toEqual(['Glue', 'Bicep']);
    expect(headers.durationSeconds).toBeGreaterThan(2.9);
    expect(headers.durationSeconds).toBeLessThan(3.2);
    expect(headers.sampleRate).toBe(format === 'opus' ? 48_000 : 44_100);
    // The header of an MP4 says 2 for any AAC.
    expect(headers.channels).toBe(format === 'm4a' ? 2 : 1);
  });

  test.each(['mp3', 'm4a', 'flac', 'wav', 'aiff', 'ogg', 'opus', 'wv', 'wma'])(
    'a retag of %s changes the file and keeps the hash',
    async (format) => {
      const long = 'A far longer title that moves everything behind it. '.repeat(40);
      await retagAudioFile(at(`a.${format}`), at(`retagged.${format}`), { title: long, artist: 'Somebody else' });
      expect(readFileSync(at(`retagged.${format}`)).equals(readFileSync(at(`a.${format}`)))).toBe(false);
      expect((await audio(`retagged.${format}`)).contentHash).toBe((await audio(`a.${format}`)).contentHash);
      expect(await readFullHash(at(`retagged.${format}`))).toBe(await readFullHash(at(`a.${format}`)));
    },
  );

  test('ID3v1 and APE tags at the end of an mp3 do not change its hash', async () => {
    const sound = readFileSync(at('a.mp3'));
    const id3v1 = Buffer.alloc(128, 'x');
    id3v1.write('TAG');
    const item = Buffer.from('Title\0other');
    const footer = Buffer.alloc(32);
    footer.write('APETAGEX');
    footer.writeUInt32LE(2000, 8);
    footer.writeUInt32LE(item.length + 32, 12);
    writeFileSync(at('tail.mp3'), Buffer.concat([sound, item, footer, id3v1]));
    expect((await audio('tail.mp3')).contentHash).toBe((await audio('a.mp3')).contentHash);
  });

  test('another recording has another hash', async () => {
    makeAudioFile(at('other.mp3'), { hz: 550, seconds: 3 });
    expect((await audio('other.mp3')).contentHash).not.toBe((await audio('a.mp3')).contentHash);
  });

  test('a difference between the samples is found by the full hash only', async () => {
    // 3 minutes of 16-bit mono are 15.9 MB: eight windows of 32 KiB leave gaps of 2 MB.
    makeAudioFile(at('long.wav'), { seconds: 180 });
    const bytes = readFileSync(at('long.wav'));
    bytes.fill(0, 1_000_000, 1_010_000);
    writeFileSync(at('muted.wav'), bytes);
    expect((await audio('muted.wav')).contentHash).toBe((await audio('long.wav')).contentHash);
    expect(await readFullHash(at('muted.wav'))).not.toBe(await readFullHash(at('long.wav')));
  });

  test('a wrong ending or none does no harm', async () => {
    copyFileSync(at('a.flac'), at('wrong.mp3'));
    copyFileSync(at('a.mp3'), at('wrong.wav'));
    copyFileSync(at('a.ogg'), at('no ending'));
    expect(await audio('wrong.mp3')).toMatchObject({ format: 'flac', tags: { title: 'Glue' } });
    expect(await audio('wrong.wav')).toMatchObject({ format: 'mp3', tags: { title: 'Glue' } });
    expect(await audio('no ending')).toMatchObject({ format: 'ogg', tags: { title: 'Glue' } });
  });

  test('without tags, artist and title come from the file name', async () => {
    makeAudioFile(at('03 - Four Tet - Opus (Edit).wav'));
    expect((await audio('03 - Four Tet - Opus (Edit).wav')).tags).toMatchObject({
      artist: 'Four Tet',
      title: 'Opus (Edit)',
    });
  });

  test('a cover is noted and not kept', async () => {
    const picture = ['-f', 'lavfi', '-i', 'color=red:size=64x64:rate=1:duration=1'];
    makeAudioFile(at('cover.mp3'), {
      output: [...picture, '-map', '0:a', '-map', '1:v', '-c:v', 'png', '-id3v2_version', '3'],
    });
    expect((await audio('cover.mp3')).tags.hasArtwork).toBe(true);
    expect((await audio('a.mp3')).tags.hasArtwork).toBe(false);
  });

  test('damaged tags give a track by its name, and are told', async () => {
    makeAudioFile(at('untagged.mp3'), { seconds: 2 });
    const sound = readFileSync(at('untagged.mp3'));
    const rubbish = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\x20\0'), noise(4096)]);
    writeFileSync(at('Bicep - Damaged.mp3'), Buffer.concat([rubbish, sound]));
    expect(await audio('Bicep - Damaged.mp3')).toMatchObject({ tags: { title: 'Damaged', artist: 'Bicep' } });
    copyFileSync(at('a.m4a'), at('Bicep - Cut.m4a'));
    truncateSync(at('Bicep - Cut.m4a'), 3000);
    const cut = await audio('Bicep - Cut.m4a');
    expect(cut.tags).toMatchObject({ title: 'Cut', artist: 'Bicep' });
    expect(cut.warning).toContain('tags are damaged');
  });

  test.each(['mp3', 'flac', 'wav', 'ogg'])('a truncated %s is still a track', async (format) => {
    copyFileSync(at(`a.${format}`), at(`cut.${format}`));
    truncateSync(at(`cut.${format}`), 6000);
    expect((await audio(`cut.${format}`)).tags.title).toBe('Glue');
  });

  test('what is not audio but is named so is a problem with a reason', async () => {
    writeFileSync(at('empty.mp3'), '');
    writeFileSync(at('text.mp3'), 'This is a shopping list.\n'.repeat(1000));
    writeFileSync(at('zeros.wav'), Buffer.alloc(50_000));
    writeFileSync(at('noise.mp3'), noise(200_000));
    writeFileSync(at('tags only.mp3'), Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\x08\0'), Buffer.alloc(1024)]));
    expect(await read('empty.mp3')).toMatchObject({ kind: 'problem', reason: expect.stringContaining('empty') });
    for (const name of ['text.mp3', 'zeros.wav', 'noise.mp3', 'tags only.mp3']) {
      expect(await read(name), name).toMatchObject({ kind: 'problem', reason: expect.stringContaining('no audio') });
    }
  });

  test('what is neither audio nor named so is nobody’s business', async () => {
    writeFileSync(at('notes'), 'some text');
    writeFileSync(at('empty'), '');
    expect(await read('notes')).toEqual({ kind: 'ignored' });
    expect(await read('empty')).toEqual({ kind: 'ignored' });
  });

  test('a file that vanished is a problem', async () => {
    const reading = await readAudioFile(at('gone.mp3'), { size: 1000, mtimeMs: 0 });
    expect(reading).toMatchObject({ kind: 'problem', reason: expect.stringContaining('moved or deleted') });
  });
});
