import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TrackId } from '#shared/contract/ids.ts';
import { analysisBench, idle, resultsOf, trackOf } from '#test/support/analysis-bench.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { fileFields, trackFields } from '#test/support/library-rows.ts';
import { beatTimes, clickTrack, interleave, RATE } from '#test/support/signals.ts';
import { writeFloatWav } from '#test/support/wav.ts';

test.skipIf(ffmpegPath === null)('music goes through ffmpeg, the worker and the queue into the library', async () => {
  const it = analysisBench({
    workerUrl: new URL('../../../../main/worker/analysis-worker.ts', import.meta.url),
    ffmpegPath: async () => needFfmpeg(),
    limits: { watchdogMs: 60_000 },
  });
  const path = join(it.folder, 'clicks #1 – 128 BPM.wav');
  await writeFloatWav(path, interleave(clickTrack(beatTimes(128, 0.25, 40), 40)), { channels: 2, sampleRate: RATE });
  const music = it.library.newId() as TrackId;
  it.library.mutate({
    origin: 'import',
    label: 'Import',
    mutations: [
      { op: 'insert', table: 'tracks', id: music, set: trackFields() },
      { op: 'insert', table: 'files', id: it.library.newId(), set: fileFields(music, { path }) },
    ],
  });
  const text = it.add('text.mp3', 'This is a text that somebody renamed.');
  await it.service.enqueue(undefined);
  expect(await idle(it.service)).toMatchObject({ done: 1, failed: 1 });
  expect(trackOf(it, music)?.bpm).toBeCloseTo(128, 1);
  expect(trackOf(it, music)?.duration_seconds).toBeCloseTo(40, 2);
  expect(resultsOf(it)).toHaveLength(1);
  expect(it.service.failures()).toMatchObject([{ trackId: text, attempts: 1 }]);
});
