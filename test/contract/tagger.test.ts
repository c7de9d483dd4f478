import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { safe } from '@orpc/client';
import { expect, onTestFinished, test } from 'vitest';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { firstWhere, startHost } from '#test/support/running-host.ts';
import { beatTimes, clickTrack, RATE, sine } from '#test/support/signals.ts';
import { writeModel } from '#test/support/tagger-models.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const ALL_TRACKS: TrackQuery = { source: { kind: 'all' }, search: '', sort: [] };

async function open() {
  const running = await startHost(tempFolder());
  onTestFinished(() => running.close());
  return running.client;
}

/** A deep and a high sound, with clicks on the beat so that they are music enough for the analysis. */
async function musicFolder(): Promise<string> {
  const folder = join(tempFolder(), 'music');
  mkdirSync(folder);
  for (const [name, hz] of [
    ['Deep', 110],
    ['High', 5200],
  ] as const) {
    const clicks = clickTrack(beatTimes(120, 0.1, 12), 12).map((value) => 0.1 * value);
    const mono = sine(hz, 12, 0.5).map((value, n) => value + (clicks[n] ?? 0));
    await writeFloatWav(join(folder, `Somebody - ${name}.wav`), mono, { channels: 1, sampleRate: RATE });
  }
  return folder;
}

test.skipIf(ffmpegPath === null)(
  'a model that the user brings hears genres, which are offered track by track',
  async () => {
    const client = await open();
    await client.library.addFolder({ path: await musicFolder() });
    await firstWhere(await client.analysis.watch(), (state) => state.done === 2 && state.active.length === 0);
    const { path, sha256 } = writeModel(tempFolder());
    expect(await client.tagger.inspect({ path, expected: sha256 })).toMatchObject({ path, sha256, labels: 2 });
    expect(await client.tagger.use({ path, sha256 })).toMatchObject({ tagged: 0, waiting: 2, suggested: 0 });

    await client.tagger.start();
    await firstWhere(await client.tagger.watch(), (run) => !run.running && run.done === 2);
    const { rows } = await client.library.tracks({ query: ALL_TRACKS, offset: 0, limit: 10 });
    const offered = await Promise.all(
      rows.map(async ({ id, title }) => {
        const { genre, sources } = await client.library.track({ id });
        return [title, genre, sources.find(({ field }) => field === 'genre')?.sources[0]] as const;
      }),
    );
    const offer = { provider: 'tagger', chosen: false };
    expect(offered.toSorted(([a], [b]) => a.localeCompare(b))).toMatchObject([
      ['Deep', '', { ...offer, value: 'Deep House' }],
      ['High', '', { ...offer, value: 'Hard Techno' }],
    ]);
    expect(await client.tagger.remove()).toEqual({ model: null, tagged: 0, waiting: 0, suggested: 0 });
  },
);

test('without a model nothing is tagged; what cannot be a model is refused with what to do', async () => {
  const client = await open();
  expect(await client.tagger.state()).toEqual({ model: null, tagged: 0, waiting: 0, suggested: 0 });
  const refusals = await Promise.all([
    safe(client.tagger.start()),
    safe(client.tagger.inspect({ path: '' })),
    safe(client.tagger.use({ path: '/m.onnx', sha256: 'short' })),
    safe(client.tagger.inspect({ path: '/etc/hostname' })),
  ]);
  expect(refusals.map(([error]) => error && 'code' in error && error.code)).toEqual([
    'unavailable',
    'invalid-input',
    'invalid-input',
    'invalid-input',
  ]);
});
