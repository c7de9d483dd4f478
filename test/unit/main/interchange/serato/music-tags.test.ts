import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { browseFiles } from '#main/interchange/browse-files.ts';
import { listMusic } from '#main/interchange/list-music.ts';
import { emptyTrack } from '#main/interchange/model.ts';
import { readSource } from '#main/interchange/read-source.ts';
import { planSeratoTags } from '#main/interchange/serato/plan-tags.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { writeTags } from '#test/support/tag-files.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const options = { signal: new AbortController().signal, onProgress: () => undefined };
const CUE = { type: 'cue', slot: 3, startSeconds: 0.5, endSeconds: null, name: 'Drop', colour: '#cc0000' } as const;

/** A folder of music without a library of Serato: one file with its tags, one without. */
async function musicFolder(): Promise<string> {
  const folder = join(tempFolder(), 'House');
  mkdirSync(join(folder, 'Deep'), { recursive: true });
  const tagged = join(folder, 'Deep', 'a.flac');
  makeAudioFile(tagged, { tags: { title: 'Strobe', artist: 'deadmau5' } });
  makeAudioFile(join(folder, 'b.mp3'), { tags: { title: 'Plain' } });
  const plan = planSeratoTags({ ...emptyTrack('1'), cues: [CUE] }, { format: 'flac', fields: [], delaySeconds: 0 });
  await writeTags(tagged, {}, plan?.contents);
  return folder;
}

describe.skipIf(ffmpegPath === null)('Serato’s tags in music files', () => {
  test('are read from a folder of music that holds no library', async () => {
    const folder = await musicFolder();
    const { format, name, reading } = await readSource(folder, options);
    expect([format, name]).toEqual(['serato', 'House']);
    expect(reading.library).toMatchObject({
      tracks: [{ path: join(folder, 'Deep', 'a.flac'), title: 'Strobe', artist: 'deadmau5', cues: [CUE] }],
      playlists: [],
    });
    expect(reading.problems).toEqual([
      { where: '', message: 'Serato has written nothing into 1 music file; it was left out.' },
    ]);
  });

  test('are read from a single file; one without says so', async () => {
    const folder = await musicFolder();
    const { reading } = await readSource(join(folder, 'Deep', 'a.flac'), options);
    expect(reading.library.tracks).toMatchObject([{ title: 'Strobe', cues: [CUE] }]);
    const plain = await readSource(join(folder, 'b.mp3'), options);
    expect(plain.reading.library.tracks).toEqual([]);
    expect(plain.reading.problemCount).toBe(1);
  });

  test('that are nowhere in a folder are an error that says what to choose', async () => {
    const folder = tempFolder();
    makeAudioFile(join(folder, 'b.mp3'));
    const error = {
      code: 'not-found',
      message: expect.stringContaining('Serato has written nothing into its 1 music'),
    };
    await expect(readSource(folder, options)).rejects.toMatchObject(error);
  });

  test('stop being read when the import is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const folder = await musicFolder();
    await expect(readSource(folder, { ...options, signal: stop.signal })).rejects.toThrow();
  });
});

test('a folder without music is refused as before', async () => {
  await expect(readSource(tempFolder(), options)).rejects.toMatchObject({ code: 'unsupported' });
});

test('music is listed folder by folder, without what is hidden or Serato’s own', async () => {
  const folder = tempFolder();
  for (const name of ['b', '_Serato_', '.hidden']) mkdirSync(join(folder, name));
  for (const name of ['z.MP3', 'notes.txt', 'b/a.wav', '_Serato_/x.mp3', '.hidden/y.mp3', 'song.opus'])
    writeFileSync(join(folder, name), '');
  expect(await listMusic(folder, options.signal)).toEqual([join(folder, 'z.MP3'), join(folder, 'b', 'a.wav')]);
});

test('choosing files shows libraries before music', async () => {
  const folder = tempFolder();
  for (const name of ['a.mp3', 'collection.nml', 'cover.jpg']) writeFileSync(join(folder, name), '');
  expect((await browseFiles(folder, 'import')).files.map(({ name }) => name)).toEqual(['collection.nml', 'a.mp3']);
  expect((await browseFiles(folder, 'archive')).files).toEqual([]);
});
