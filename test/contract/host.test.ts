import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { mediaPaths } from '#shared/contract/media-paths.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { columnsOf, decodePeaks, OVERVIEW_COLUMNS } from '#shared/domain/peaks.ts';
import { firstWhere, type RunningHost, startHost } from '#test/support/running-host.ts';
import { beatTimes, clickTrack, RATE } from '#test/support/signals.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const ALL_TRACKS: TrackQuery = { source: { kind: 'all' }, search: '', sort: [] };

/** A folder with two tracks of clicks at a known tempo. */
async function musicFolder(): Promise<string> {
  const folder = join(tempFolder(), 'my music');
  mkdirSync(folder);
  for (const bpm of [100, 128]) {
    const mono = clickTrack(beatTimes(bpm, 0.1, 20), 20);
    await writeFloatWav(join(folder, `Click - Tempo ${bpm}.wav`), mono, { channels: 1, sampleRate: RATE });
  }
  return folder;
}

async function open(dataFolder: string): Promise<RunningHost> {
  const running = await startHost(dataFolder);
  let closed = false;
  const close = async () => {
    if (!closed) await running.close();
    closed = true;
  };
  onTestFinished(close);
  return { ...running, close };
}

test.skipIf(ffmpegPath === null)(
  'a folder that is added is scanned, analysed, playable, and still there after a restart',
  async () => {
    const dataFolder = tempFolder();
    const first = await open(dataFolder);
    const { client } = first;
    const info = await client.system.hello({ protocol: PROTOCOL_VERSION });

    const folder = await client.library.addFolder({ path: await musicFolder() });
    await firstWhere(await client.library.watchScan(), (scan) => !scan.running && scan.added === 2);
    await firstWhere(await client.analysis.watch(), (state) => state.done === 2 && state.active.length === 0);

    const page = await client.library.tracks({ query: ALL_TRACKS, offset: 0, limit: 10 });
    const tempos = new Map(page.rows.map(({ title, bpm }) => [title, Math.round(bpm ?? 0)]));
    expect(tempos).toEqual(
      new Map([
        ['Tempo 100', 100],
        ['Tempo 128', 128],
      ]),
    );

    const [track] = page.rows;
    if (!track) throw new Error('No track');
    const overview = await first.fetchMedia(mediaPaths.overview(track.id, track.waveformVersion));
    expect(overview.headers.get('cache-control')).toContain('immutable');
    const bytes = new Uint8Array(await overview.arrayBuffer());
    expect(decodePeaks(bytes).map(columnsOf)).toEqual([OVERVIEW_COLUMNS]);
    expect(bytes.length).toBeLessThan(8 * 1024);
    const audio = await first.fetchMedia(mediaPaths.audio(track.id), { range: 'bytes=0-3' });
    expect([audio.status, await audio.text()]).toEqual([206, 'RIFF']);
    await first.close();

    const second = await open(dataFolder);
    expect((await second.client.system.hello({ protocol: PROTOCOL_VERSION })).hostId).not.toBe(info.hostId);
    expect((await second.client.library.folders()).map(({ id, trackCount }) => [id, trackCount])).toEqual([
      [folder.id, 2],
    ]);
    expect((await second.client.library.tracks({ query: ALL_TRACKS, offset: 0, limit: 10 })).rows).toMatchObject(
      page.rows.map(({ id, bpm, waveformVersion }) => ({ id, bpm, waveformVersion })),
    );
  },
);

test('a use case that fails tells the user what to do; the log has no folder in it', async () => {
  const dataFolder = tempFolder();
  const running = await open(dataFolder);
  const { client } = running;
  const missing = join(dataFolder, 'no such folder');
  await expect(client.library.addFolder({ path: missing })).rejects.toMatchObject({ defined: true });
  const { text } = await client.system.diagnostics();
  expect(text).toContain('host started');
  await running.close();
  expect(readFileSync(join(dataFolder, 'logs', 'host.log'), 'utf8')).not.toContain(dataFolder);
  expect(text).not.toContain(dataFolder);
});

test('settings that are changed are used and survive a restart', async () => {
  const dataFolder = tempFolder();
  const first = await open(dataFolder);
  await first.client.settings.update({ keyNotation: 'open-key' });
  await expect(first.client.settings.update({ maxBpm: 90 })).rejects.toMatchObject({ code: 'invalid-input' });
  await first.close();
  const second = await open(dataFolder);
  expect(await second.client.settings.get()).toMatchObject({ keyNotation: 'open-key', maxBpm: 176 });
  expect(await second.client.settings.location()).toMatchObject({ path: dataFolder, movesToOnRestart: null });
});

test('recognition is off at first, and without a keyring keeps no token', async () => {
  const { client } = await open(tempFolder());
  expect((await client.settings.get()).recogniseWithAudd).toBe(false);
  const off = { enabled: false, token: 'none', canStore: false };
  expect(await client.recognition.state()).toEqual(off);
  const id = TrackId.parse('01930000-0000-7000-8000-000000000001');
  await expect(client.recognition.recognise({ id })).rejects.toThrow(/switched off/);
  await expect(client.recognition.testToken()).rejects.toThrow(/switched off/);
  await expect(client.recognition.setToken({ token: 'a-token' })).rejects.toThrow(/no keyring/);
  expect(await client.recognition.state()).toEqual(off);
});

test('undo takes back what was done over the line, and says what it was', async () => {
  const { client } = await open(tempFolder());
  await client.library.addFolder({ path: await musicFolder() });
  await firstWhere(await client.library.watchScan(), (scan) => !scan.running && scan.added === 2);
  const [id] = await client.library.trackIds({ query: ALL_TRACKS });
  if (!id) throw new Error('No track');
  const { title } = await client.library.track({ id });
  await client.library.editTracks({ ids: [id], edit: { title: 'Changed' } });
  expect((await client.history.undo()).done).toMatch(/Edit/);
  expect((await client.library.track({ id })).title).toBe(title);
});

test.skipIf(ffmpegPath === null)(
  'tracks that a killed program had found but not queued are analysed at the next start',
  async () => {
    const dataFolder = tempFolder();
    const first = await open(dataFolder);
    await first.client.analysis.pause();
    await first.client.library.addFolder({ path: await musicFolder() });
    await firstWhere(await first.client.library.watchScan(), (scan) => !scan.running && scan.added === 2);
    await first.client.analysis.cancel({});
    await first.close();
    // As SIGKILL leaves it: the marker is there.
    writeFileSync(join(dataFolder, 'running'), '');

    const second = await open(dataFolder);
    await firstWhere(await second.client.analysis.watch(), (state) => state.done === 2 && state.active.length === 0);
    const { rows } = await second.client.library.tracks({ query: ALL_TRACKS, offset: 0, limit: 10 });
    expect(rows.map(({ analysis }) => analysis)).toEqual(['done', 'done']);
  },
);

test('jobs that the user cancelled stay away after a clean restart', async () => {
  const dataFolder = tempFolder();
  const first = await open(dataFolder);
  await first.client.analysis.pause();
  await first.client.library.addFolder({ path: await musicFolder() });
  await firstWhere(await first.client.library.watchScan(), (scan) => !scan.running && scan.added === 2);
  expect(await first.client.analysis.cancel({})).toEqual({ cancelled: 2 });
  await first.close();
  const second = await open(dataFolder);
  await firstWhere(await second.client.library.watchScan(), (scan) => !scan.running && scan.unchanged === 2);
  const { rows } = await second.client.library.tracks({ query: ALL_TRACKS, offset: 0, limit: 10 });
  expect(rows.map(({ analysis }) => analysis)).toEqual(['none', 'none']);
});
