import { closeSync, existsSync, openSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askForCheck, isCheckDue, noteChecked } from '#main/storage/last-check.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary, tempFolder } from '#test/support/temp-library.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-27T12:00:00Z');

/** A file of so many bytes, which take no room. */
function fileOf(megabytes: number): string {
  const path = join(tempFolder(), 'library.db');
  writeFileSync(path, '');
  truncateSync(path, megabytes * 1024 * 1024);
  return path;
}

describe('a library is checked at the start', () => {
  test('always while it is small', () => {
    const path = fileOf(10);
    noteChecked(path, NOW);
    expect(isCheckDue(path, NOW)).toBe(true);
  });

  test('once a week when it is large, and when the clock was set back', () => {
    const path = fileOf(100);
    expect(isCheckDue(path, NOW)).toBe(true);
    noteChecked(path, NOW);
    expect(isCheckDue(path, NOW + 6 * DAY_MS)).toBe(false);
    expect(isCheckDue(path, NOW + 8 * DAY_MS)).toBe(true);
    expect(isCheckDue(path, NOW - 8 * DAY_MS)).toBe(true);
  });

  test('after the program was killed, or a note that says nothing', () => {
    const path = fileOf(100);
    noteChecked(path, NOW);
    writeFileSync(`${path}-wal`, 'left');
    expect(isCheckDue(path, NOW)).toBe(true);
    writeFileSync(`${path}-wal`, '');
    expect(isCheckDue(path, NOW)).toBe(false);
    writeFileSync(`${path}.checked`, 'what?');
    expect(isCheckDue(path, NOW)).toBe(true);
  });

  test('when it is asked for', () => {
    const path = fileOf(100);
    noteChecked(path, NOW);
    askForCheck(path);
    expect(isCheckDue(path, NOW)).toBe(true);
    askForCheck(path);
  });
});

/** Writes rubbish over the middle of the file, past all that is read at a start. */
function damage(path: string): void {
  const file = openSync(path, 'r+');
  const { size } = statSync(path);
  for (let at = Math.ceil(size / 8192) * 4096; at < size; at += 4096)
    writeSync(file, Buffer.alloc(512, 0xa5), 0, 512, at);
  closeSync(file);
}

test('damage that shows while a large library is in use is told once, and the next start goes back to the backup', async () => {
  const clock = manualClock();
  const first = openTempLibrary({ clock });
  const { path } = first;
  addTracks(first, inventTracks(3_000));
  first.raw.exec(`INSERT INTO settings VALUES ('test.large', hex(zeroblob(${20 * 1024 * 1024})), '')`);
  await first.backUp();
  await first.close();
  // The first start with its size, after which it counts as checked.
  await openTempLibrary({ path, clock }).close();
  expect(existsSync(`${path}.checked`)).toBe(true);

  damage(path);
  const told: unknown[] = [];
  const used = openTempLibrary({ path, clock, onDamage: (error) => told.push(error) });
  expect(used.notices).toEqual([]);
  const readAll = () => used.raw.prepare('SELECT sum(length(value)) FROM settings').get();
  expect(readAll).toThrow('malformed');
  expect(readAll).toThrow('malformed');
  expect(told).toHaveLength(1);
  expect(existsSync(`${path}.checked`)).toBe(false);
  await used.close();

  const restored = openTempLibrary({ path, clock });
  expect(restored.notices.map(({ title }) => title)).toEqual(['Your library was damaged and has been restored']);
  expect(restored.raw.prepare('SELECT count(*) FROM tracks').pluck().get()).toBe(3_000);
});
