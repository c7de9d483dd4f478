import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backupFolder } from '#main/storage/backups.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { recoverySteps } from '#main/storage/recovery.ts';
import { manualClock, openTempLibrary, tempFolder, trackFields } from '#test/support/temp-library.ts';

const titles = (library: LibraryDatabase): unknown[] =>
  library.raw.prepare('SELECT title FROM tracks ORDER BY number').pluck().all();

function addTrack(library: LibraryDatabase, title: string): void {
  const insert = { op: 'insert', table: 'tracks', id: library.newId(), set: trackFields({ title }) } as const;
  library.mutate({ origin: 'user', label: 'Add', mutations: [insert] });
}

/** A closed library with one backup that holds "old", and "new" added after it. */
async function libraryWithBackup(): Promise<string> {
  const library = openTempLibrary();
  addTrack(library, 'old');
  await library.backUp();
  addTrack(library, 'new');
  await library.close();
  return library.path;
}

const asides = (path: string): string[] =>
  readdirSync(dirname(path)).filter((name) => name.includes('.damaged-') && name.endsWith('.db'));

const restored = { level: 'warning', title: expect.stringContaining('restored') as string };

describe('a recovery', () => {
  test.each([1, 2, 3, 4])('that is stopped after step %i is done by the next start, which says so', async (stop) => {
    const path = await libraryWithBackup();
    truncateSync(path, 5000);
    writeFileSync(`${path}-wal`, 'the log of the damaged library');
    const damaged = readFileSync(path);
    const steps = recoverySteps({ path, nowMs: manualClock().now(), backups: backupFolder(path) });
    for (let step = 1; step <= stop; step += 1) steps.next();
    const library = openTempLibrary({ path });
    expect(titles(library)).toEqual(['old']);
    // After the last step the library is whole, and there is nothing to be recovered.
    if (stop < 4) expect(library.notices).toMatchObject([restored]);
    expect(asides(path)).toHaveLength(1);
    expect(readFileSync(join(dirname(path), asides(path)[0] ?? ''))).toEqual(damaged);
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.restoring'))).toEqual([]);
    expect(library.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  test('whose copy cannot be written leaves the damaged library where it is, for the next start', async () => {
    const path = await libraryWithBackup();
    truncateSync(path, 5000);
    mkdirSync(`${path}.restoring`);
    expect(() => openTempLibrary({ path })).toThrow();
    expect(asides(path)).toEqual([]);
    expect(readFileSync(path)).toHaveLength(5000);
    rmSync(`${path}.restoring`, { recursive: true });
    const library = openTempLibrary({ path });
    expect(titles(library)).toEqual(['old']);
    expect(library.notices).toMatchObject([restored]);
  });

  test.each([
    ['gone', (path: string) => rmSync(path)],
    ['a file of no bytes', (path: string) => truncateSync(path, 0)],
  ])('brings back a library that is %s beside its backups', async (_state, lose) => {
    const path = await libraryWithBackup();
    lose(path);
    const library = openTempLibrary({ path });
    expect(titles(library)).toEqual(['old']);
    expect(library.notices).toMatchObject([restored]);
  });

  test('passes over a backup of no bytes', async () => {
    const path = await libraryWithBackup();
    writeFileSync(backupFolder(path).pathFor(Date.UTC(2026, 10, 25)), '');
    truncateSync(path, 5000);
    expect(titles(openTempLibrary({ path }))).toEqual(['old']);
  });

  test('without any sound backup says that the library is lost, also when it was stopped half-way', () => {
    const path = join(tempFolder(), 'library.db');
    writeFileSync(path, 'no database at all');
    const steps = recoverySteps({ path, nowMs: manualClock().now(), backups: backupFolder(path) });
    steps.next();
    steps.next();
    const library = openTempLibrary({ path });
    expect(library.notices).toMatchObject([{ level: 'error', title: expect.stringContaining('no backup') as string }]);
    expect(library.notices[0]?.message).toContain(asides(path)[0]);
  });

  test('is no part of a first start', () => {
    expect(openTempLibrary().notices).toEqual([]);
  });
});
