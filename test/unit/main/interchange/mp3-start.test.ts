import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { convertLibrary } from '#main/interchange/convert.ts';
import { emptyTrack } from '#main/interchange/model.ts';
import { audioStartOf, hasTraktorDelay } from '#main/interchange/mp3-start.ts';
import { changeTimeLine } from '#main/interchange/time-line.ts';
import { formatTraktor } from '#main/interchange/traktor/format-traktor.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { importBench, musicFile } from '#test/support/import-bench.ts';
import { tempFolder } from '#test/support/temp-library.ts';

/** A second of a tone as MP3 by ffmpeg's LAME, which writes a whole tag. */
function encoded(): Buffer {
  const path = join(tempFolder(), 'tone.mp3');
  const args = ['-v', 'error', '-f', 'lavfi', '-i', 'sine=440:duration=1', '-b:a', '128k', path];
  expect(spawnSync(needFfmpeg(), args).status).toBe(0);
  return readFileSync(path);
}

const audioOf = (file: Buffer): Buffer => file.subarray(audioStartOf(file));

test.skipIf(ffmpegPath === null)('a whole LAME tag keeps the time, a damaged or missing one delays Traktor', () => {
  const audio = audioOf(encoded());
  expect(hasTraktorDelay(audio)).toBe(false);
  const mark = audio.indexOf('Lavc') >= 0 ? audio.indexOf('Lavc') : audio.indexOf('LAME');
  expect(mark).toBeGreaterThan(0);
  const damaged = Buffer.from(audio);
  damaged[mark + 12] = (damaged[mark + 12] ?? 0) ^ 0xff;
  expect(hasTraktorDelay(damaged)).toBe(true);
  const bare = Buffer.from(audio);
  bare.fill(0, mark, mark + 36);
  expect(hasTraktorDelay(bare)).toBe(true);
  // Without the frame of numbers the first frame is music.
  const second = audio.indexOf(Buffer.from([0xff, 0xfb]), 4);
  expect(hasTraktorDelay(audio.subarray(second))).toBe(false);
});

/** A file that Traktor plays late. */
function delayedFile(): string {
  const file = encoded();
  const mark = audioOf(file).indexOf('Lavc') + audioStartOf(file);
  file.fill(0, mark, mark + 36);
  const path = join(tempFolder(), 'no-tag.mp3');
  writeFileSync(path, file);
  return path;
}

const cue = { type: 'cue', slot: 0, startSeconds: 1, endSeconds: null, name: '', colour: null } as const;

test.skipIf(ffmpegPath === null)('grid and cues move by 26 ms from Traktor and back again', async () => {
  const path = delayedFile();
  const marker = { startSeconds: 0.5, bpm: 120, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' };
  const track = { ...emptyTrack('1'), path, cues: [cue], grid: [marker] };
  const here = await changeTimeLine([track], 'early', (each) => each.path);
  expect(here).toMatchObject({
    shifted: 1,
    tracks: [{ cues: [{ startSeconds: 0.974 }], grid: [{ startSeconds: 0.474 }] }],
  });
  expect((await changeTimeLine(here.tracks, 'late', (each) => each.path)).tracks[0]).toEqual(track);
  expect(await changeTimeLine([{ ...track, path: '/not/here.mp3' }], 'early', (each) => each.path)).toMatchObject({
    shifted: 0,
  });
});

test('no MP3 has no delay', () => {
  expect(hasTraktorDelay(new Uint8Array(100))).toBe(false);
  expect(hasTraktorDelay(new Uint8Array())).toBe(false);
});

test.skipIf(ffmpegPath === null)(
  'a conversion tells which cues of the first 26 ms it had to put at the start',
  async () => {
    const track = { ...emptyTrack('1'), path: delayedFile(), cues: [{ ...cue, startSeconds: 0.01 }, cue] };
    const folder = tempFolder();
    const [nml, xml] = [join(folder, 'a.nml'), join(folder, 'b.xml')];
    writeFileSync(nml, formatTraktor({ tracks: [track], playlists: [], plays: [] }).output);
    const target = { path: xml, format: 'rekordbox-xml', replace: false, title: '', nowMs: 0, uuid: '' } as const;
    const { dropped, shifted } = await convertLibrary(nml, target, new AbortController().signal);
    expect([shifted, dropped['cue.start']]).toEqual([1, 1]);
  },
);

test.skipIf(ffmpegPath === null)(
  'the preview of an import names the tracks whose cues it has to put at the start',
  async () => {
    const bench = importBench();
    const [path, loop] = [delayedFile(), { ...cue, type: 'loop', startSeconds: 0.02, endSeconds: 2.02 } as const];
    bench.disk.set(path, musicFile(path));
    const early = { ...cue, startSeconds: 0.01 };
    const tracks = [
      { ...emptyTrack('1'), path, title: 'Opal', durationSeconds: 200, cues: [early, loop, cue] },
      { ...emptyTrack('2'), path: '/not/here.mp3', title: 'Elsewhere', cues: [early] },
    ];
    const nml = join(tempFolder(), 'collection.nml');
    writeFileSync(nml, formatTraktor({ tracks, playlists: [], plays: [] }).output);
    const { problems, problemCount } = await bench.preview(nml);
    expect(problems).toEqual([
      { file: 'collection.nml', where: 'track "Opal"', message: expect.stringContaining('2 cues and loops') as string },
    ]);
    expect(problemCount).toBe(1);
  },
);
