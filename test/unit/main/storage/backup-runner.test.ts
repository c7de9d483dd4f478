import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { manualClock, openTempLibrary, tempFolder } from '#test/support/temp-library.ts';

const HOUR_MS = 60 * 60 * 1000;
const clock = manualClock();

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function passHours(hours: number): void {
  for (let hour = 0; hour < hours; hour += 1) {
    clock.advance(HOUR_MS);
    vi.advanceTimersByTime(HOUR_MS);
  }
}

function backupDays(path: string): string[] {
  const folder = join(dirname(path), 'backups');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.db')) : [];
  return names.map((name) => name.slice('library-2026-11-'.length).slice(0, 2)).sort();
}

test('a program that is left open makes a backup every day, of a new library as well', async () => {
  const { path } = openTempLibrary({ clock });
  vi.advanceTimersByTime(HOUR_MS - 1);
  expect(backupDays(path)).toEqual([]);
  passHours(1);
  await expect.poll(() => backupDays(path)).toEqual(['20']);
  passHours(23);
  expect(backupDays(path)).toEqual(['20']);
  passHours(1);
  await expect.poll(() => backupDays(path)).toEqual(['20', '21']);
  passHours(24);
  await expect.poll(() => backupDays(path)).toEqual(['20', '21', '22']);
});

test('a backup that failed is reported and made an hour later', async () => {
  const path = join(tempFolder(), 'library.db');
  const problems: unknown[] = [];
  openTempLibrary({ path, clock, onBackupFailed: (error) => problems.push(error) });
  const folder = join(dirname(path), 'backups');
  writeFileSync(folder, 'a file where the folder should be');
  passHours(1);
  await expect.poll(() => problems.length).toBe(1);
  rmSync(folder);
  passHours(1);
  await expect.poll(() => backupDays(path)).toHaveLength(1);
});

test('a library that is closed makes no backups', async () => {
  const library = openTempLibrary({ clock });
  await library.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(backupDays(library.path)).toEqual([]);
});
