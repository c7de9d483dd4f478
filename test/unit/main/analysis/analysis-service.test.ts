import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { overviewOf } from '#main/analysis/overview.ts';
import { replaceProviderValues } from '#main/storage/provider-values.ts';
import { providerValues } from '#main/storage/queries/provider-values.ts';
import { COLUMN_BYTES, decodePeaks, OVERVIEW_COLUMNS, type WaveformPeaks } from '#shared/domain/peaks.ts';
import { ANALYSIS_VERSION } from '#shared/domain/track-analysis.ts';
import { analysisBench, idle, isIdle, jobsOf, resultsOf, trackOf, until } from '#test/support/analysis-bench.ts';

describe('a result', () => {
  test('stands in the track, the analyses and the waveforms, and its job is gone', async () => {
    const it = analysisBench();
    const id = it.add('a.mp3');
    expect(await it.service.enqueue(undefined)).toEqual({ queued: 1 });
    const state = await idle(it.service);
    expect(state).toMatchObject({ done: 1, failed: 0, total: 1, blocked: null, etaSeconds: 0 });
    // A minor is 8A: two entries a number, A before B.
    const found = { bpm: 126, key_index: 14, energy: 0.7, loudness_lufs: -8.5, duration_seconds: 240 };
    expect(trackOf(it, id)).toMatchObject(found);
    expect(resultsOf(it)[0]).toMatchObject({
      track_id: id,
      content_hash: 'a.mp3',
      version: ANALYSIS_VERSION,
      bpm_confidence: 0.9,
    });
    expect(jobsOf(it)).toEqual([]);
    const waveform = it.library.query.first(it.library.db.selectFrom('waveforms').selectAll());
    expect(waveform?.version).toBe(1);
    const [peaks, coarser] = decodePeaks(inflateSync(waveform?.peaks ?? new Uint8Array()));
    expect(peaks?.data).toHaveLength(COLUMN_BYTES * 24_000);
    expect(coarser?.data).toHaveLength(COLUMN_BYTES * 6000);
    const [overview] = decodePeaks(inflateSync(waveform?.overview ?? new Uint8Array()));
    expect([...(overview?.data ?? [])]).toEqual([...overviewOf(peaks as WaveformPeaks).data]);
    expect(overview?.columnsPerSecond).toBeCloseTo(OVERVIEW_COLUMNS / 240, 6);
  });

  test('is kept with its confidences beside what others say, and gives way to a newer one', async () => {
    const it = analysisBench();
    const id = it.add('a.mp3');
    const tag = { field: 'bpm', value: 63, confidence: 0.4 } as const;
    const says = { trackId: id, provider: 'tag', values: [tag], foundAt: '2026-11-20T00:00:00.000Z' } as const;
    replaceProviderValues(it.library, says, ['bpm']);
    await it.service.enqueue(undefined);
    await idle(it.service);
    await it.service.enqueue([id], { force: true });
    await until(it.service, (state) => isIdle(state) && state.done === 1);
    expect(providerValues(it.library, id)).toEqual([
      { provider: 'analysis', field: 'bpm', value: 126, confidence: 0.9 },
      { provider: 'tag', ...tag },
      { provider: 'analysis', field: 'energy', value: 0.7, confidence: 1 },
      { provider: 'analysis', field: 'key', value: 14, confidence: expect.any(Number) },
    ]);
  });

  test('of an older version stays until the user wants it anew, and then goes', async () => {
    const it = analysisBench();
    const old = it.add('old.mp3');
    await it.service.enqueue(undefined);
    await idle(it.service);
    it.library.raw.prepare('UPDATE track_analyses SET version = ?').run(ANALYSIS_VERSION - 1);
    it.add('new.mp3');
    expect(await it.service.enqueue(undefined)).toEqual({ queued: 1 });
    await until(it.service, (state) => isIdle(state) && state.done === 1);
    expect(resultsOf(it).find(({ track_id: id }) => id === old)?.version).toBe(ANALYSIS_VERSION - 1);
    expect(await it.service.enqueue(undefined, { outdated: true })).toEqual({ queued: 1 });
    await until(it.service, (state) => isIdle(state) && state.done === 1);
    expect(resultsOf(it).map(({ version }) => version)).toEqual([ANALYSIS_VERSION, ANALYSIS_VERSION]);
  });

  test('never replaces what the user has said', async () => {
    const it = analysisBench();
    const id = it.add('a.mp3', 'a', { bpm: 100, key_index: 3 });
    it.library.mutate({
      origin: 'user',
      label: 'Edit',
      mutations: [{ op: 'update', table: 'tracks', id, set: { bpm: 63 } }],
    });
    await it.service.enqueue(undefined);
    await idle(it.service);
    expect(trackOf(it, id)).toMatchObject({ bpm: 63, key_index: 14, energy: 0.7 }); // the tag's key gives way
    expect(resultsOf(it)[0]).toMatchObject({ bpm: 126 });
  });

  test('is known by what is in the file: a copy or a track that was added again is not analysed', async () => {
    let runs = 0;
    const counted = { ffmpegPath: async () => ((runs += 1), '/usr/bin/ffmpeg') };
    const it = analysisBench(counted);
    const first = it.add('a.mp3', 'same');
    await it.service.enqueue(undefined);
    await idle(it.service);
    it.library.mutate({ origin: 'user', label: 'Remove', mutations: [{ op: 'delete', table: 'tracks', id: first }] });
    const again = it.add('copy.mp3', 'same');
    expect(await it.service.enqueue(undefined)).toEqual({ queued: 1 });
    expect(await idle(it.service)).toMatchObject({ done: 1 });
    expect(runs).toBe(1);
    expect(trackOf(it, again)).toMatchObject({ bpm: 126, key_index: 14 });
    expect(resultsOf(it)).toHaveLength(2);
    expect(await it.service.enqueue(undefined)).toEqual({ queued: 0 });
    expect(await it.service.enqueue([again])).toEqual({ queued: 0 });
  });

  test.each([
    ['tempo range', { minBpm: 60, maxBpm: 120 }],
    ['true peak', { truePeak: true }],
  ])('is not taken for a copy once the %s is another one; the track keeps it', async (_option, change) => {
    let settings = { workerCount: 1, minBpm: 88, maxBpm: 176, truePeak: false };
    let runs = 0;
    const it = analysisBench({
      settings: () => settings,
      ffmpegPath: async () => ((runs += 1), '/usr/bin/ffmpeg'),
    });
    const addCopy = async (name: string) => {
      const id = it.add(name, 'same');
      await it.service.enqueue([id]);
      await until(it.service, (state) => isIdle(state) && state.done === 1);
    };
    const before = settings;
    await addCopy('a.mp3');
    settings = { ...before, ...change };
    await addCopy('b.mp3');
    expect(runs).toBe(2);
    // Each has one made under its options now.
    await addCopy('c.mp3');
    settings = before;
    await addCopy('d.mp3');
    expect(runs).toBe(2);
    const [a, b, c, d] = resultsOf(it).map(({ options }) => JSON.parse(options ?? '') as unknown);
    expect([a, b, c, d]).toEqual([
      { minBpm: 88, maxBpm: 176, truePeak: false },
      { minBpm: 88, maxBpm: 176, truePeak: false, ...change },
      b,
      a,
    ]);
    expect(await it.service.enqueue(undefined)).toEqual({ queued: 0 });
  });

  test('is made anew when the user asks for it', async () => {
    const it = analysisBench();
    const id = it.add('a.mp3');
    await it.service.enqueue(undefined);
    await idle(it.service);
    expect(await it.service.enqueue([id], { force: true })).toEqual({ queued: 1 });
    await until(it.service, (state) => isIdle(state) && state.done === 1);
    expect(it.library.query.first(it.library.db.selectFrom('waveforms').select('version'))?.version).toBe(2);
    expect(resultsOf(it)).toHaveLength(1);
  });

  test('that finds no tempo and no key takes back what an earlier one found; then the file tag counts again', async () => {
    const it = analysisBench();
    const own = it.add('own.mp3');
    const tagged = it.add('tagged-noise.mp3', 'tagged', { bpm: 90, key_index: 3 });
    await it.service.enqueue(undefined);
    await idle(it.service);
    expect(trackOf(it, own)).toMatchObject({ bpm: 126, key_index: 14 });
    expect(trackOf(it, tagged)).toMatchObject({ bpm: 90, key_index: 3, energy: 0.7 });
    // A tag knew the tempo before the analysis did.
    const tag = [{ field: 'bpm', value: 128, confidence: 0.6 } as const];
    it.library.transaction('derived', () =>
      replaceProviderValues(it.library, { trackId: own, provider: 'tag', values: tag, foundAt: '' }, ['bpm']),
    );
    const path = join(it.folder, 'now-noise.mp3');
    renameSync(join(it.folder, 'own.mp3'), path);
    const file = it.library.query.first(it.library.db.selectFrom('files').select('id').where('track_id', '=', own));
    it.library.mutate({
      origin: 'tag',
      label: 'Scan',
      mutations: [{ op: 'update', table: 'files', id: file?.id ?? '', set: { path, content_hash: 'noise' } }],
    });
    await it.service.enqueue([own]);
    await until(it.service, (state) => isIdle(state) && state.done === 1);
    expect(trackOf(it, own)).toMatchObject({ bpm: 128, key_index: null, energy: 0.7 });
    expect(it.library.fieldOrigin('tracks', own, 'bpm')).toBe('tag');
  });

  test('is begun anew when the user asks for it while the track is being analysed', async () => {
    const it = analysisBench();
    const id = it.add('slow-300.mp3');
    await it.service.enqueue(undefined);
    await until(it.service, ({ active }) => active.length === 1);
    expect(await it.service.enqueue([id], { force: true })).toEqual({ queued: 1 });
    await idle(it.service);
    expect(resultsOf(it)).toHaveLength(1);
    expect(it.library.query.first(it.library.db.selectFrom('waveforms').select('version'))?.version).toBe(1);
  });

  test('of a file that was replaced meanwhile is not taken for the new one', async () => {
    const it = analysisBench();
    const id = it.add('slow-300.mp3', 'old');
    await it.service.enqueue(undefined);
    await until(it.service, ({ active }) => active.length === 1);
    const file = it.library.query.first(it.library.db.selectFrom('files').select('id'));
    const set = { content_hash: 'new' };
    it.library.mutate({
      origin: 'tag',
      label: 'Scan',
      mutations: [{ op: 'update', table: 'files', id: file?.id ?? '', set }],
    });
    await idle(it.service);
    expect(resultsOf(it)).toMatchObject([{ track_id: id, content_hash: 'new' }]);
  });

  test('of a track that was removed meanwhile is dropped', async () => {
    const it = analysisBench();
    const id = it.add('slow-300.mp3');
    await it.service.enqueue(undefined);
    await until(it.service, ({ active }) => active.length === 1);
    it.library.mutate({ origin: 'user', label: 'Remove', mutations: [{ op: 'delete', table: 'tracks', id }] });
    await idle(it.service);
    expect(resultsOf(it)).toEqual([]);
    expect(jobsOf(it)).toEqual([]);
  });
});

describe('a job that fails', () => {
  test('for a reason in the file is given up at once, with the reason shown, and the rest goes on', async () => {
    const it = analysisBench();
    const bad = it.add('unreadable.mp3');
    const gone = it.add('gone.mp3');
    rmSync(join(it.folder, 'gone.mp3'));
    it.add('good.mp3');
    await it.service.enqueue(undefined);
    expect(await idle(it.service)).toMatchObject({ done: 1, failed: 2, total: 3 });
    const failures = it.service.failures();
    expect(failures.find(({ trackId }) => trackId === bad)).toEqual({
      trackId: bad,
      title: 'unreadable.mp3',
      artist: 'deadmau5',
      reason: 'The file holds no audio.',
      attempts: 1,
    });
    expect(failures.find(({ trackId }) => trackId === gone)?.reason).toContain('not there any more');
  });

  test('because its file was deleted while it ran says so', async () => {
    const it = analysisBench();
    it.add('slow-300.mp3');
    await it.service.enqueue(undefined);
    await until(it.service, ({ active }) => active.length === 1);
    rmSync(join(it.folder, 'slow-300.mp3'));
    expect(await idle(it.service)).toMatchObject({ failed: 1 });
    expect(it.service.failures()[0]?.reason).toContain('not there any more');
  });

  test.each(['crash.mp3', 'throw.mp3'])(
    'by taking its worker down (%s) is tried three times and given up',
    async (name) => {
      const it = analysisBench();
      it.add(name);
      it.add('good.mp3');
      await it.service.enqueue(undefined);
      expect(await idle(it.service)).toMatchObject({ done: 1, failed: 1 });
      expect(it.service.failures()).toMatchObject([{ title: name, attempts: 3 }]);
    },
  );

  test('by standing still is killed by the watchdog, and the worker is free again', async () => {
    const it = analysisBench({
      limits: { watchdogMs: 2000 },
      settings: () => ({ workerCount: 1, minBpm: 88, maxBpm: 176 }),
    });
    it.add('hang.mp3');
    it.add('good.mp3');
    // Progress keeps the watchdog quiet for longer than its time.
    it.add('slow-3000.mp3');
    await it.service.enqueue(undefined);
    expect(await idle(it.service)).toMatchObject({ done: 2, failed: 1 });
    expect(it.service.failures()).toMatchObject([{ title: 'hang.mp3', attempts: 3 }]);
    expect(it.service.failures()[0]?.reason).toContain('no progress');
  });

  test('is not tried again by itself, but when the user asks or the file has changed', async () => {
    const it = analysisBench();
    const id = it.add('unreadable.mp3');
    await it.service.enqueue(undefined);
    await idle(it.service);
    expect(await it.service.enqueue(undefined)).toEqual({ queued: 0 });
    expect(await it.service.enqueue([id])).toEqual({ queued: 1 });
    await idle(it.service);
    expect(it.service.failures()).toMatchObject([{ attempts: 1 }]);
    const file = it.library.query.first(it.library.db.selectFrom('files').select('id'));
    const set = { content_hash: 'mended' };
    it.library.mutate({
      origin: 'tag',
      label: 'Scan',
      mutations: [{ op: 'update', table: 'files', id: file?.id ?? '', set }],
    });
    expect(await it.service.enqueue(undefined)).toEqual({ queued: 1 });
  });
});
