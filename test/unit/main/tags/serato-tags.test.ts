import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addCues } from '#main/library/cue-points.ts';
import { emptyTrack, type InterchangeTrack } from '#main/interchange/model.ts';
import { audioStartOf } from '#main/interchange/mp3-start.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { readSeratoFile, withFileTags } from '#main/interchange/serato/read-file.ts';
import { changeTimeLine } from '#main/interchange/time-line.ts';
import type { CueFields } from '#shared/contract/cue-points.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';
import { entriesOf, fileHash, samplesHash, writeTags } from '#test/support/tag-files.ts';
import { openTaggedLibrary, type TaggedLibrary } from '#test/support/tagged-library.ts';

const CUES: readonly CueFields[] = [
  { kind: 'hot', slot: 0, startSeconds: 0.1234, endSeconds: null, name: 'Intro', colour: '#cc0000' },
  { kind: 'hot', slot: 6, startSeconds: 1.5, endSeconds: null, name: 'Überblick', colour: '#00cc00' },
  { kind: 'loop', slot: null, startSeconds: 1.0005, endSeconds: 1.9371, name: 'Roll', colour: '#27aae1' },
];
/** Bar lines at both: the first is on the fourth beat, so that Serato's grid begins a beat later. */
const GRID = {
  beatsPerBar: 4,
  segments: [
    { startSeconds: 0.25, bpm: 120, firstBeatNumber: 1 },
    { startSeconds: 2.25, bpm: 127.5, firstBeatNumber: 1 },
  ],
};
const FORMATS = ['a.mp3', 'a.flac', 'a.m4a', 'a.aiff', 'a.wav', 'a.ogg'];

function oneFile(name: string, output: readonly string[] = []): (folder: string) => void {
  return (folder) => {
    mkdirSync(folder, { recursive: true });
    makeAudioFile(join(folder, name), { hz: 300, seconds: 4, tags: { title: 'A' }, output });
  };
}

async function withCues(name: string, output: readonly string[] = []): Promise<TaggedLibrary> {
  const library = await openTaggedLibrary(oneFile(name, output));
  addCues(library.database, TrackId.parse(library.ids(name)[0]), CUES);
  library.set(name, { grid: JSON.stringify(GRID), bpm: 120, colour: '#993333' });
  return library;
}

/** As an import reads it. */
async function readBack(path: string): Promise<InterchangeTrack> {
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const read = await withFileTags([{ ...emptyTrack('1'), path }], createReadReport(), options);
  const { tracks } = await changeTimeLine(read, 'early', (track) => track.path);
  const [track] = tracks;
  if (track === undefined) throw new Error('nothing was read');
  return track;
}

function expectOwn(track: InterchangeTrack): void {
  expect(track.cues).toHaveLength(CUES.length);
  for (const [n, cue] of track.cues.entries()) {
    const own = CUES[n];
    expect(cue).toMatchObject({ slot: own?.slot, name: own?.name, colour: own?.colour });
    expect(Math.abs(cue.startSeconds - (own?.startSeconds ?? 0))).toBeLessThanOrEqual(0.001);
    expect(Math.abs((cue.endSeconds ?? 0) - (own?.endSeconds ?? 0))).toBeLessThanOrEqual(0.001);
  }
  expect(track.grid.map(({ bpm }) => bpm)).toEqual([expect.closeTo(120, 3), expect.closeTo(127.5, 3)]);
  expect(track.grid.map(({ startSeconds }) => startSeconds)).toEqual([
    expect.closeTo(0.25, 3),
    expect.closeTo(2.25, 3),
  ]);
  expect(track.colour).toBe('#993333');
}

describe.skipIf(ffmpegPath === null)('Serato’s cues, loops and grid in file tags', () => {
  test.each(FORMATS)('of %s are read back as they were written, and every byte comes back', async (name) => {
    const library = await withCues(name, name === 'a.ogg' ? ['-c:a', 'libvorbis'] : []);
    const path = join(library.folder, name);
    const [before, sound] = [fileHash(path), samplesHash(path)];
    const { preview, problems } = await library.preview([name], { fields: ['serato'] });
    expect(problems).toEqual([]);
    expect(preview).toMatchObject({ changed: 1, byField: { serato: 1 } });
    expect(library.tags.changes(preview?.number ?? 0, 0, 9)).toMatchObject([
      { field: 'serato', before: '', after: '2 cues, 1 loop, grid in 2 parts, colour' },
    ]);
    expect(fileHash(path)).toBe(before);
    expect((await library.write()).result).toMatchObject({ files: 1, failed: 0 });
    expectOwn(await readBack(path));
    expect(samplesHash(path)).toBe(sound);
    // It says all of it now: a second writing has nothing to do.
    expect((await library.preview([name], { fields: ['serato'] })).preview).toMatchObject({ changed: 0, unchanged: 1 });
    const [run] = library.tags.runs();
    expect(run?.fields).toEqual(['serato']);
    expect((await library.restore(run?.id ?? '')).result).toMatchObject({ files: 1, failed: 0 });
    // Ogg and FLAC may lay out pages and padding in another way (decision 11).
    if (!/\.(?:ogg|flac)$/.test(name)) expect(fileHash(path)).toBe(before);
    expect((await readBack(path)).cues).toEqual([]);
  });

  test('are 26 ms later in an MP3 that Serato plays with its first frame', async () => {
    const plain = await withCues('a.mp3');
    const path = join(plain.folder, 'a.mp3');
    const file = readFileSync(path);
    const start = audioStartOf(file);
    const mark = file.indexOf('Lavc', start);
    file.fill(0, mark, mark + 36);
    writeFileSync(path, file);
    await plain.rescan();
    await plain.preview(['a.mp3'], { fields: ['serato'] });
    await plain.write();
    const stored = await readSeratoFile(path, createReadReport());
    expect(stored?.cues[0]?.startSeconds).toBe(0.149);
    expect(stored?.grid[0]?.startSeconds).toBeCloseTo(0.276, 4);
    expectOwn(await readBack(path));
  });

  test('leave what else Serato keeps, and what only Serato knows', async () => {
    const library = await withCues('a.mp3');
    const path = join(library.folder, 'a.mp3');
    const others = ['Serato Overview', 'Serato Offsets_', 'Serato RelVolAd', 'Other program'].map((name, n) => ({
      name,
      bytes: Buffer.alloc(100 + n, n + 1),
    }));
    // Gains of Serato's own.
    const autotags = { name: 'Serato Autotags', bytes: Buffer.from('\x01\x01119.00\x00-3.257\x001.500\x00', 'latin1') };
    await writeTags(path, {}, [...others, autotags]);
    await library.rescan();
    const held = (await entriesOf(path)).filter(({ id }) => others.some(({ name }) => id.endsWith(name)));
    expect(held).toHaveLength(others.length);
    const { preview } = await library.preview(['a.mp3'], { fields: ['serato'] });
    expect(library.tags.changes(preview?.number ?? 0, 0, 9)).toMatchObject([
      {
        before: '119.00 BPM',
        after: '2 cues, 1 loop, grid in 2 parts, colour (cues: 2 new; loops: 1 new; other grid; other colour)',
      },
    ]);
    await library.write();
    const after = await entriesOf(path);
    for (const { raw } of held) expect(after.some((entry) => entry.raw.equals(raw))).toBe(true);
    const stored = await readSeratoFile(path, createReadReport());
    expect(stored).toMatchObject({ bpm: 120, extra: { 'Autotags.autoGain': '-3.257', 'Autotags.gain': '1.5' } });
  });

  test('of the file stay where the library has none of its own', async () => {
    const library = await withCues('a.flac');
    await library.preview(['a.flac'], { fields: ['serato'] });
    await library.write();
    const { raw } = library.database;
    raw.exec("UPDATE cue_points SET deleted_at = '2026-01-01T00:00:00.000Z'");
    library.set('a.flac', { grid: null, bpm: 127.5, colour: null });
    const { preview } = await library.preview(['a.flac'], { fields: ['serato'] });
    expect(library.tags.changes(preview?.number ?? 0, 0, 9)).toMatchObject([
      {
        before: '2 cues, 1 loop, grid in 2 parts, colour',
        after: '2 cues, 1 loop, grid in 2 parts, colour (other tempo)',
      },
    ]);
    await library.write();
    expectOwn({ ...(await readBack(join(library.folder, 'a.flac'))) });
  });

  test('are refused when the library has changed since they were shown', async () => {
    const library = await withCues('a.m4a');
    await library.preview(['a.m4a'], { fields: ['serato'] });
    library.set('a.m4a', { colour: '#339933' });
    const { result, problems } = await library.write();
    expect(result).toMatchObject({ files: 0, failed: 1 });
    expect(problems[0]?.reason).toMatch(/changed meanwhile/);
  });

  test('have no place in Opus files, which is said', async () => {
    const library = await withCues('a.opus', ['-c:a', 'libopus']);
    const { problems, preview } = await library.preview(['a.opus'], { fields: ['key', 'serato'] });
    expect(preview).toMatchObject({ refused: 1 });
    expect(problems[0]?.reason).toMatch(/^Serato keeps nothing in OPUS files/);
  });

  const MP3 = interchangeFixture('audio-tags/issue-406-geob.mp3');
  test.skipIf(MP3 === null)('go into a file of Serato’s own, and out again byte for byte', async () => {
    const library = await openTaggedLibrary((folder) => {
      mkdirSync(folder, { recursive: true });
      // Not copied: the original may be write-protected.
      writeFileSync(join(folder, 'a.mp3'), readFileSync(MP3 ?? ''));
    });
    const path = join(library.folder, 'a.mp3');
    const before = fileHash(path);
    const frames = await entriesOf(path);
    library.set('a.mp3', { grid: JSON.stringify({ ...GRID, segments: GRID.segments.slice(0, 1) }), bpm: 120 });
    await library.preview(['a.mp3'], { fields: ['serato'] });
    expect((await library.write()).result).toMatchObject({ files: 1, failed: 0 });
    const changed = (await entriesOf(path)).filter(({ raw }) => !frames.some((frame) => frame.raw.equals(raw)));
    expect(changed.map(({ id }) => id).sort()).toEqual(['GEOB:Serato Autotags', 'GEOB:Serato BeatGrid']);
    expect((await library.restore(library.tags.runs()[0]?.id ?? '')).result).toMatchObject({ failed: 0 });
    expect(fileHash(path)).toBe(before);
  });
});
