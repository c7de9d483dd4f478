import { expect, test } from 'vitest';
import type { TrackId } from '#shared/contract/ids.ts';
import { analysisBench, jobsOf } from '#test/support/analysis-bench.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';

const MANY = 600;

function pausedLibrary() {
  const it = analysisBench();
  it.service.pause();
  const ids = addTracks(it.library, inventTracks(MANY, 1)) as TrackId[];
  return { it, ids };
}

test('a large library is queued page by page, first added first, and others get their turn in between', async () => {
  const { it, ids } = pausedLibrary();
  const queueing = it.service.enqueue(undefined);
  const atOnce = jobsOf(it).length;
  expect(atOnce).toBeGreaterThan(0);
  expect(atOnce).toBeLessThan(MANY);
  expect(it.service.state().queued).toBe(atOnce);
  expect(await queueing).toEqual({ queued: MANY });
  expect(jobsOf(it).map((job) => job.track_id)).toEqual(ids);
  expect(it.service.state().queued).toBe(MANY);
});

test('so is a large selection, and all of it or a part is cancelled again', async () => {
  const { it, ids } = pausedLibrary();
  expect(await it.service.enqueue(ids)).toEqual({ queued: MANY });
  expect(await it.service.cancel(ids.slice(0, 400))).toEqual({ cancelled: 400 });
  expect(jobsOf(it).map((job) => job.track_id)).toEqual(ids.slice(400));
  expect(await it.service.cancel(undefined)).toEqual({ cancelled: 200 });
  expect(jobsOf(it)).toEqual([]);
  expect(it.service.state().queued).toBe(0);
});

test('cancelling all while tracks are still being queued leaves none of them', async () => {
  const { it } = pausedLibrary();
  const queueing = it.service.enqueue(undefined);
  const atOnce = jobsOf(it).length;
  const cancelling = it.service.cancel(undefined);
  expect(await queueing).toEqual({ queued: atOnce });
  expect(await cancelling).toEqual({ cancelled: atOnce });
  expect(jobsOf(it)).toEqual([]);
});

test('what is queued after that is not touched', async () => {
  const { it, ids } = pausedLibrary();
  await it.service.enqueue(ids.slice(0, 500));
  const cancelling = it.service.cancel(undefined);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await it.service.enqueue(ids.slice(500));
  expect(await cancelling).toEqual({ cancelled: 500 });
  expect(jobsOf(it).map((job) => job.track_id)).toEqual(ids.slice(500));
});

test('ending while tracks are being queued ends that too', async () => {
  const { it } = pausedLibrary();
  const queueing = it.service.enqueue(undefined);
  const atOnce = jobsOf(it).length;
  await it.service.stop();
  await it.library.close();
  expect(await queueing).toEqual({ queued: atOnce });
});
