import { describe, expect, test } from 'vitest';
import type { TrackId } from '#shared/contract/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { analysisBench, idle, isIdle, jobsOf, resultsOf, until } from '#test/support/analysis-bench.ts';

describe('the queue', () => {
  test('waits, with a message, while ffmpeg is missing, and goes on when it is there', async () => {
    let isInstalled = false;
    const it = analysisBench({
      ffmpegPath: async () => {
        if (!isInstalled) throw new AppError('ffmpeg-missing', 'Install ffmpeg.');
        return '/usr/bin/ffmpeg';
      },
      limits: { blockedRetryMs: 200 },
    });
    it.add('a.mp3');
    it.add('b.mp3');
    await it.service.enqueue(undefined);
    const blocked = await until(it.service, (state) => state.blocked !== null && state.active.length === 0);
    expect(blocked).toMatchObject({ blocked: 'Install ffmpeg.', queued: 2, failed: 0, etaSeconds: null });
    expect(jobsOf(it).map(({ attempts }) => attempts)).toEqual([0, 0]);
    isInstalled = true;
    expect(await idle(it.service)).toMatchObject({ blocked: null, done: 2 });
  });

  test('pauses after the running jobs and resumes', async () => {
    const it = analysisBench({ settings: () => ({ workerCount: 1, minBpm: 88, maxBpm: 176 }) });
    it.add('slow-200.mp3');
    it.add('b.mp3');
    await it.service.enqueue(undefined);
    await until(it.service, ({ active }) => active.length === 1);
    it.service.pause();
    const paused = await until(it.service, ({ active }) => active.length === 0);
    expect(paused).toMatchObject({ paused: true, queued: 1, done: 1, total: 2, etaSeconds: null });
    it.service.resume();
    expect(await idle(it.service)).toMatchObject({ paused: false, done: 2 });
  });

  test('takes what the user looks at before the rest', async () => {
    const it = analysisBench({ settings: () => ({ workerCount: 1, minBpm: 88, maxBpm: 176 }) });
    const ids = ['a', 'b', 'c', 'd'].map((name) => it.add(`${name}.mp3`));
    it.service.pause();
    expect(await it.service.enqueue(undefined)).toEqual({ queued: 4 });
    expect(await it.service.enqueue([ids[2] as TrackId])).toEqual({ queued: 1 });
    const order: string[] = [];
    it.library.onChange(({ rows }) => order.push(...(rows.get('track_analyses') ?? [])));
    it.service.resume();
    await idle(it.service);
    expect(order).toEqual([ids[2], ids[0], ids[1], ids[3]]);
  });

  test('lets go of waiting and running jobs that are cancelled; results stay', async () => {
    const it = analysisBench({ settings: () => ({ workerCount: 1, minBpm: 88, maxBpm: 176 }) });
    it.add('a.mp3');
    const slow = it.add('slow-60000.mp3');
    const waiting = it.add('c.mp3');
    it.add('d.mp3');
    await it.service.enqueue(undefined);
    await until(it.service, ({ active }) => active[0]?.trackId === slow);
    expect(await it.service.cancel([waiting])).toEqual({ cancelled: 1 });
    expect(await it.service.cancel(undefined)).toEqual({ cancelled: 2 });
    await idle(it.service);
    expect(jobsOf(it)).toEqual([]);
    expect(resultsOf(it)).toHaveLength(1);
    // Cancelled jobs can be asked for again.
    it.service.pause();
    expect(await it.service.enqueue(undefined)).toEqual({ queued: 3 });
  });

  test('a worker that does not listen is killed when its job is cancelled', async () => {
    const it = analysisBench({ limits: { watchdogMs: 60_000, graceMs: 100 } });
    const id = it.add('hang.mp3');
    await it.service.enqueue(undefined);
    await until(it.service, ({ active }) => active.length === 1);
    await it.service.cancel([id]);
    expect(await idle(it.service)).toMatchObject({ failed: 0, done: 0 });
    expect(jobsOf(it)).toEqual([]);
  });

  test('gets its running jobs back, uncounted, when the program ends', async () => {
    const it = analysisBench({ limits: { watchdogMs: 60_000, graceMs: 200 } });
    it.add('slow-60000.mp3');
    it.add('hang.mp3');
    it.add('c.mp3');
    await it.service.enqueue(undefined);
    await until(it.service, ({ active }) => active.length === 2);
    await it.service.stop();
    expect(jobsOf(it)).toMatchObject(
      Array.from({ length: 3 }, () => ({ state: 'queued', attempts: 0, lease_owner: null, lease_until: null })),
    );
  });

  test('does not wait for ever when the program ends', async () => {
    const it = analysisBench({ ffmpegPath: () => new Promise(() => {}) });
    it.add('a.mp3');
    await it.service.enqueue(undefined);
    await it.service.stop();
    expect(jobsOf(it)).toMatchObject([{ state: 'leased' }]);
  });

  test('counts what this run has done, and begins anew with the next', async () => {
    const it = analysisBench();
    it.add('a.mp3');
    await it.service.enqueue(undefined);
    await idle(it.service);
    it.add('b.mp3');
    it.add('c.mp3');
    await it.service.enqueue(undefined);
    expect(await until(it.service, (state) => isIdle(state) && state.done === 2)).toMatchObject({ total: 2 });
  });

  test('tells how far each track is', async () => {
    const it = analysisBench();
    const id = it.add('slow-400.mp3');
    await it.service.enqueue(undefined);
    const state = await until(it.service, ({ active }) => (active[0]?.fraction ?? 0) > 0.3);
    expect(state.active).toMatchObject([{ trackId: id, title: 'slow-400.mp3' }]);
    expect(state.active[0]?.fraction).toBeLessThan(1);
  });

  test('a full disk stops the work with a message; nothing is lost and it goes on when there is space', async () => {
    const it = analysisBench({ limits: { blockedRetryMs: 100_000 } });
    it.add('slow-300.mp3');
    await it.service.enqueue(undefined);
    await until(it.service, ({ active }) => active.length === 1);
    const pages = it.library.raw.pragma('page_count', { simple: true }) as number;
    it.library.raw.pragma(`max_page_count = ${pages}`);
    const blocked = await until(it.service, (state) => state.blocked !== null && state.active.length === 0);
    expect(blocked.blocked).toContain('full');
    expect(blocked.failed).toBe(0);
    it.library.raw.pragma('max_page_count = 1000000');
    it.service.resume();
    expect(await idle(it.service)).toMatchObject({ done: 1, failed: 0 });
  });
});
