import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyTrack } from '#main/interchange/model.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { readSource } from '#main/interchange/read-source.ts';
import { formatSeratoCrate, newSeratoCrate } from '#main/interchange/serato/crate.ts';
import { withFileTags } from '#main/interchange/serato/read-file.ts';
import { formatSeratoTags } from '#main/interchange/serato/write-tags.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const MP3 = interchangeFixture('audio-tags/issue-406-geob.mp3');
const options = { signal: new AbortController().signal, onProgress: () => undefined };

test.skipIf(MP3 === null)('what Serato wrote into an MP3 comes with its library', async () => {
  const drive = tempFolder();
  mkdirSync(join(drive, '_Serato_', 'Subcrates'), { recursive: true });
  copyFileSync(MP3 ?? '', join(drive, 'a.mp3'));
  const crate = formatSeratoCrate(newSeratoCrate(['a.mp3', 'gone.mp3']));
  writeFileSync(join(drive, '_Serato_', 'Subcrates', 'House.crate'), crate);
  const { format, reading } = await readSource(join(drive, '_Serato_'), options);
  expect(format).toBe('serato');
  const [here, gone] = reading.library.tracks;
  expect(here?.extra['Analysis.version']).toMatch(/^\d/);
  expect(gone).toMatchObject({ cues: [], bpm: null, extra: {} });
});

test.skipIf(ffmpegPath === null)('cues and grid are read from the comments of a FLAC', async () => {
  const cue = { type: 'cue', slot: 2, startSeconds: 1.5, endSeconds: null, name: 'Drop', colour: '#cc0000' } as const;
  const marker = { startSeconds: 0.25, bpm: 126, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' };
  const tags = { cues: [cue], grid: [marker], bpm: 126, colour: null, locked: false, extra: {} };
  const { payloads } = formatSeratoTags(tags, 'flac');
  const text = (bytes: Uint8Array | undefined): string =>
    Buffer.from(bytes ?? [])
      .toString('utf8')
      .replaceAll('\n', '');
  const path = join(tempFolder(), 'a.flac');
  const written = ['SERATO_MARKERS_V2', 'SERATO_BEATGRID'].flatMap((name, n) => [
    '-metadata',
    `${name}=${text(n === 0 ? payloads.markers2 : payloads.beatGrid)}`,
  ]);
  const args = ['-v', 'error', '-f', 'lavfi', '-i', 'sine=440:duration=1', ...written, path];
  expect(spawnSync(needFfmpeg(), args).stderr.toString()).toBe('');
  const report = createReadReport();
  const [track] = await withFileTags([{ ...emptyTrack('1'), path, title: 'Kept' }], report, options);
  expect(track).toMatchObject({ title: 'Kept', cues: [cue], bpm: 126 });
  expect(track?.grid[0]?.startSeconds).toBeCloseTo(0.25, 3);
});
