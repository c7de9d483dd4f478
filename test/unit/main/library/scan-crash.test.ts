import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createLibraryService } from '#main/library/create-library-service.ts';
import { systemClock } from '#main/platform/clock.ts';
import { createNoise } from '#test/support/signals.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const SCANNER = fileURLToPath(new URL('../../../support/scan-until-killed.ts', import.meta.url));
const FILES = 200;

/** Scans in another process and kills it after `changes` written batches. */
async function killWhileScanning(library: string, music: string, changes: number): Promise<void> {
  const child = spawn(process.execPath, [SCANNER, library, music], { stdio: ['ignore', 'pipe', 'inherit'] });
  let lines = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    lines += text.split('\n').length - 1;
    if (lines >= changes) child.kill('SIGKILL');
  });
  await once(child, 'close');
}

async function tracksIn(path: string): Promise<number> {
  const database = openTempLibrary({ path });
  const tracks = database.raw.prepare<[], number>('SELECT count(*) FROM tracks').pluck().get() ?? 0;
  await database.close();
  return tracks;
}

test('a scan that is killed and started again finds every file once', async () => {
  const base = tempFolder();
  const music = join(base, 'music');
  mkdirSync(music);
  for (let n = 1; n <= FILES; n += 1) {
    const noise = createNoise(n);
    const samples = Float32Array.from({ length: 500 }, noise);
    await writeFloatWav(join(music, `Artist - Title ${n}.wav`), samples, { channels: 1, sampleRate: 44_100 });
  }
  const path = join(base, 'library.db');
  const found: number[] = [];
  for (const changes of [1, 2]) {
    await killWhileScanning(path, music, changes);
    found.push(await tracksIn(path));
  }
  const [first = 0, second = 0] = found;
  // The second scan went on from the first, and neither came to its end.
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThan(first);
  expect(second).toBeLessThan(FILES);
  const database = openTempLibrary({ path });
  const count = (sql: string): unknown => database.raw.prepare(sql).pluck().get();
  const service = createLibraryService({
    database,
    clock: systemClock,
    homeFolder: base,
    ownPlaces: [],
    watcherUrl: new URL(import.meta.resolve('#main/library/watcher-worker.ts')),
    judge: () => Promise.resolve(),
    onTracksAdded: () => undefined,
    onNotice: () => undefined,
    onProblem: () => undefined,
  });
  service.scan();
  await service.scansDone();
  expect(count('SELECT count(*) FROM tracks')).toBe(FILES);
  expect(count('SELECT count(DISTINCT title) FROM tracks')).toBe(FILES);
  expect(count('SELECT count(*) FROM files')).toBe(FILES);
  expect(count('SELECT count(DISTINCT track_id) FROM files')).toBe(FILES);
  expect(count('SELECT count(*) FROM artists')).toBe(1);
  expect(database.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.raw.pragma('foreign_key_check')).toEqual([]);
});
