import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConversionCache } from '#main/media/conversion-cache.ts';
import { AppError } from '#shared/errors/app-error.ts';

let folder: string;
let nowMs: number;
let converted: string[];
let running: number;
let mostRunning: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'musicforge-cache-'));
  nowMs = Date.UTC(2026, 0, 1);
  converted = [];
  running = 0;
  mostRunning = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** "Converts" by writing 1,000 bytes that begin with the source's name. */
async function convert(source: string, target: string): Promise<void> {
  converted.push(source);
  running += 1;
  mostRunning = Math.max(mostRunning, running);
  await new Promise((resolve) => setTimeout(resolve, 5));
  writeFileSync(target, source.padEnd(1000));
  running -= 1;
}

function cacheOf(maxBytes = 10_000): ConversionCache {
  return new ConversionCache({ folder: join(folder, 'cache'), maxBytes, convert, now: () => nowMs });
}

test('a track is converted once and found again, after a restart too', async () => {
  const path = await cacheOf().get('a1', '/music/x.aiff');
  expect(readFileSync(path, 'utf8').trim()).toBe('/music/x.aiff');
  expect(await cacheOf().get('a1', '/music/moved.aiff')).toBe(path);
  expect(converted).toEqual(['/music/x.aiff']);
});

test('asking for the same track many times at once converts it once', async () => {
  const cache = cacheOf();
  const paths = await Promise.all(Array.from({ length: 20 }, () => cache.get('a1', '/music/x.aiff')));
  expect(new Set(paths).size).toBe(1);
  expect(converted).toHaveLength(1);
});

test('at most two conversions run at once, and all are done', async () => {
  const cache = cacheOf();
  await Promise.all(Array.from({ length: 8 }, (_, index) => cache.get(`a${index}`, `/music/${index}.aiff`)));
  expect(converted).toHaveLength(8);
  expect(mostRunning).toBe(2);
});

test('the copies that were played longest ago go first when the cache is full', async () => {
  const cache = cacheOf(3000);
  for (const hash of ['a', 'b', 'c']) {
    await cache.get(hash, `/music/${hash}`);
    nowMs += 60_000;
  }
  await cache.get('a', '/music/a');
  nowMs += 60_000;
  await cache.get('d', '/music/d');
  expect(readdirSync(join(folder, 'cache')).sort()).toEqual(['a.flac', 'c.flac', 'd.flac']);
});

test('a copy that is larger than the whole cache is still served', async () => {
  const path = await cacheOf(500).get('a', '/music/a');
  expect(readdirSync(join(folder, 'cache'))).toEqual(['a.flac']);
  expect(readFileSync(path)).toHaveLength(1000);
});

test('a conversion that fails leaves nothing behind and may be tried again', async () => {
  let broken = true;
  const cache = new ConversionCache({
    folder: join(folder, 'cache'),
    maxBytes: 10_000,
    now: () => nowMs,
    convert: async (source, target) => {
      writeFileSync(target, 'half');
      if (broken) throw new AppError('unreadable-audio', 'Damaged');
      await convert(source, target);
    },
  });
  await expect(cache.get('a', '/music/a')).rejects.toMatchObject({ code: 'unreadable-audio' });
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
  broken = false;
  expect(readFileSync(await cache.get('a', '/music/a'))).toHaveLength(1000);
});

test('a hash that could be a path is refused', async () => {
  await expect(cacheOf().get('../x', '/music/a')).rejects.toThrow(RangeError);
});
