import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createAnalysisService } from '#main/analysis/analysis-service.ts';
import { systemClock } from '#main/platform/clock.ts';
import { analysisBench, idle, jobsOf, resultsOf } from '#test/support/analysis-bench.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';

const ANALYSER = fileURLToPath(new URL('../../../support/analyse-until-killed.ts', import.meta.url));
const WORKER = new URL('../../../support/analysis-worker-double.ts', import.meta.url);

/** Lets the queue run in another process until `enough` results stand, then kills it in the middle of the next ones. */
async function killWhileAnalysing(path: string, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, [ANALYSER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > enough) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return output.split('\n').slice(0, -1);
}

test('a killed process loses no result, repeats none, and its jobs are taken up at the next start', async () => {
  const it = analysisBench();
  const ids = Array.from({ length: 14 }, (_, index) => it.add(`${index}-slow-40.mp3`));
  it.service.pause();
  await it.service.enqueue(undefined);
  await it.service.stop();
  const { path } = it.library;
  await it.library.close();

  const stored = await killWhileAnalysing(path, 3);
  stored.push(...(await killWhileAnalysing(path, 3)));
  expect(stored.length).toBeGreaterThanOrEqual(6);
  expect(new Set(stored).size).toBe(stored.length); // none was stored twice

  const library = openTempLibrary({ path, clock: systemClock });
  expect(library.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  const results = resultsOf({ ...it, library }).map(({ track_id }) => track_id);
  expect(results).toEqual(expect.arrayContaining(stored));
  const jobs = jobsOf({ ...it, library });
  expect([...results, ...jobs.map(({ track_id }) => track_id)].sort()).toEqual([...ids].sort());
  expect(jobs.some(({ state }) => state === 'leased')).toBe(true);

  const service = createAnalysisService({
    library,
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    workerUrl: WORKER,
    ffmpegPath: async () => 'ffmpeg',
    settings: () => ({ workerCount: 2, minBpm: 88, maxBpm: 176 }),
  });
  service.start();
  await idle(service);
  await service.stop();
  expect(resultsOf({ ...it, library })).toHaveLength(ids.length);
  expect(jobsOf({ ...it, library })).toEqual([]);
  const logged = library.raw
    .prepare(`SELECT row_id FROM change_log WHERE origin = 'analysis'`)
    .pluck()
    .all() as string[];
  expect(logged.sort()).toEqual([...ids].sort()); // each track was written once
});

test('a file that takes the program down three times is given up with the reason', async () => {
  const it = analysisBench();
  const id = it.add('a.mp3');
  it.service.pause();
  await it.service.enqueue(undefined);
  it.library.raw.prepare(`UPDATE analysis_jobs SET state = 'leased', lease_owner = 'dead', attempts = 3`).run();
  it.service.start();
  expect(it.service.failures()).toMatchObject([{ trackId: id, attempts: 3 }]);
  expect(it.service.failures()[0]?.reason).toContain('3 times');
});
