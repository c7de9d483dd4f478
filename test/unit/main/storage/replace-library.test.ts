import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { stageBackup } from '#main/backups/stage.ts';
import { backupFolder } from '#main/storage/backups.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { replaceSteps } from '#main/storage/replace-library.ts';
import { stagedPath, unfinishedPath } from '#main/storage/staged-library.ts';
import { manualClock, openTempLibrary } from '#test/support/temp-library.ts';
import { addTitled, titlesIn, titlesOfFile } from '#test/support/titled-tracks.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const request = (libraryPath: string) => ({
  libraryPath,
  nowIso: NOW,
  signal: new AbortController().signal,
  onProgress: () => undefined,
});

/** A closed library that holds "old" and "new", with a backup of when it held "old" waiting to take its place. */
async function stagedLibrary(prepare: (library: LibraryDatabase) => void = () => undefined): Promise<string> {
  const clock = manualClock();
  const library = openTempLibrary({ clock });
  addTitled(library, ['old']);
  clock.advance(-60 * 60 * 1000);
  await library.backUp('manual');
  addTitled(library, ['new']);
  prepare(library);
  const [backup] = library.backups.list();
  if (backup === undefined) throw new Error('There is no backup');
  await stageBackup(backup, request(library.path));
  await library.close();
  return library.path;
}

const backupsOf = (path: string) => backupFolder(path).list();
const setting = (library: LibraryDatabase, key: string): unknown =>
  library.raw.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key);

describe('a library that waits', () => {
  test('takes the place of the present one, which is kept as a backup', async () => {
    const path = await stagedLibrary();
    const library = openTempLibrary({ path });
    expect(titlesIn(library)).toEqual(['old']);
    expect(library.wasRestored).toBe(true);
    expect(library.notices).toMatchObject([
      { level: 'info', title: expect.stringContaining('is now the backup of 2026-11-') as string },
    ]);
    const [kept] = backupsOf(path);
    expect(kept?.reason).toBe('restore');
    expect(titlesOfFile(kept?.path ?? '')).toEqual(['old', 'new']);
    expect(existsSync(stagedPath(path))).toBe(false);
  });

  test('does so once', async () => {
    const path = await stagedLibrary();
    await openTempLibrary({ path }).close();
    const library = openTempLibrary({ path });
    expect(library.notices).toEqual([]);
    expect(library.wasRestored).toBe(false);
    expect(backupsOf(path)).toHaveLength(2);
  });

  test('brings its own undo history', async () => {
    const library = openTempLibrary({ path: await stagedLibrary() });
    expect(library.history.state().undo).toBe('Add');
    library.history.undo();
    expect(titlesIn(library)).toEqual([]);
    library.history.redo();
    expect(titlesIn(library)).toEqual(['old']);
  });

  test('keeps the waveforms that the backup left out, and is another copy of the library', async () => {
    let before = '';
    const path = await stagedLibrary((library) => (before = library.libraryId));
    const library = openTempLibrary({ path });
    expect(library.raw.prepare('SELECT length(peaks) FROM waveforms').pluck().all()).toEqual([2000]);
    expect(library.libraryId).not.toBe(before);
  });

  test('leaves the waveform of a content that is another now', async () => {
    const path = await stagedLibrary((library) => {
      library.raw.exec(`UPDATE track_analyses SET content_hash = 'other'`);
    });
    const library = openTempLibrary({ path });
    expect(library.raw.prepare('SELECT count(*) FROM waveforms').pluck().get()).toBe(0);
  });

  test('leaves the settings of the machine and brings its others', async () => {
    const set = (library: LibraryDatabase, key: string, value: string) =>
      library.raw.prepare(`INSERT OR REPLACE INTO settings VALUES (?, ?, '${NOW}')`).run(key, value);
    const library = openTempLibrary();
    set(library, 'settings.ffmpegPath', '"/then/ffmpeg"');
    set(library, 'settings.theme', '"light"');
    await library.backUp();
    set(library, 'settings.ffmpegPath', '"/now/ffmpeg"');
    set(library, 'settings.theme', '"dark"');
    const [backup] = library.backups.list();
    if (backup !== undefined) await stageBackup(backup, request(library.path));
    await library.close();
    const restored = openTempLibrary({ path: library.path });
    expect(setting(restored, 'settings.ffmpegPath')).toBe('"/now/ffmpeg"');
    expect(setting(restored, 'settings.theme')).toBe('"light"');
  });

  test.each([1, 2, 3, 4])('whose exchange is stopped after step %i is exchanged by the next start', async (stop) => {
    const path = await stagedLibrary();
    const steps = replaceSteps({ path, nowMs: manualClock().now(), backups: backupFolder(path) });
    for (let step = 1; step <= stop; step += 1) steps.next();
    const found = titlesOfFile(path);
    expect(found).toEqual(stop < 3 ? ['old', 'new'] : ['old']);
    const library = openTempLibrary({ path });
    expect(titlesIn(library)).toEqual(['old']);
    const restores = backupsOf(path).filter(({ reason }) => reason === 'restore');
    expect(restores.length).toBeGreaterThan(0);
    for (const restore of restores) expect(titlesOfFile(restore.path)).toEqual(['old', 'new']);
  });

  test('takes with it what stands in the log of a program that was killed', async () => {
    const path = await stagedLibrary();
    const raw = new Database(path);
    raw.pragma('journal_mode = WAL');
    raw.pragma('wal_autocheckpoint = 0');
    raw.exec(`UPDATE tracks SET title = 'in the log' WHERE title = 'new'`);
    // As a kill leaves them: the library with its log.
    const files = ['', '-wal'].map((end) => [end, readFileSync(path + end)] as const);
    raw.close();
    for (const [end, content] of files) writeFileSync(path + end, content);
    rmSync(`${path}-shm`, { force: true });
    const library = openTempLibrary({ path });
    expect(titlesIn(library)).toEqual(['old']);
    expect(titlesOfFile(backupsOf(path)[0]?.path ?? '')).toEqual(['old', 'in the log']);
  });
});

describe('the present library stays when', () => {
  const refused = { level: 'error', title: 'The library was not replaced' };

  test('it cannot be kept as a backup first', async () => {
    const path = await stagedLibrary();
    mkdirSync(join(dirname(path), 'backups', 'library-in-the-way.partial'));
    const library = openTempLibrary({ path });
    expect(titlesIn(library)).toEqual(['old', 'new']);
    expect(library.notices).toMatchObject([refused]);
    expect(library.wasRestored).toBe(false);
    expect(existsSync(stagedPath(path))).toBe(false);
  });

  test.each([
    ['cut short', (path: string) => truncateSync(path, 20_000)],
    ['of no bytes', (path: string) => truncateSync(path, 0)],
    ['no database', (path: string) => writeFileSync(path, 'text')],
  ])('what waits is %s', async (_state, harm) => {
    const path = await stagedLibrary();
    harm(stagedPath(path));
    const library = openTempLibrary({ path });
    expect(titlesIn(library)).toEqual(['old', 'new']);
    expect(library.notices).toMatchObject([refused]);
  });

  test('what waits was never completed', async () => {
    const path = await stagedLibrary();
    copyFileSync(stagedPath(path), unfinishedPath(path));
    rmSync(stagedPath(path));
    const library = openTempLibrary({ path });
    expect(titlesIn(library)).toEqual(['old', 'new']);
    expect(library.notices).toEqual([]);
    expect(readdirSync(dirname(path)).filter((name) => name.includes('incoming'))).toEqual([]);
  });
});

test('a damaged library is set aside when another takes its place', async () => {
  const path = await stagedLibrary();
  truncateSync(path, 20_000);
  const damaged = readFileSync(path);
  const library = openTempLibrary({ path });
  expect(titlesIn(library)).toEqual(['old']);
  const aside = readdirSync(dirname(path)).find((name) => name.includes('.damaged-') && name.endsWith('.db')) ?? '';
  expect(readFileSync(join(dirname(path), aside))).toEqual(damaged);
});

describe('staging', () => {
  test('refuses a damaged backup and leaves nothing behind', async () => {
    const library = openTempLibrary();
    addTitled(library, ['old']);
    await library.backUp();
    const [backup] = library.backups.list();
    if (backup === undefined) throw new Error('There is no backup');
    truncateSync(backup.path, 30_000);
    await expect(stageBackup(backup, request(library.path))).rejects.toMatchObject({ code: 'conflict' });
    expect(readdirSync(dirname(library.path)).filter((name) => name.includes('incoming'))).toEqual([]);
  });

  test('refuses a database with triggers that no migration made', async () => {
    const library = openTempLibrary();
    addTitled(library, ['old']);
    await library.backUp();
    const [backup] = library.backups.list();
    if (backup === undefined) throw new Error('There is no backup');
    const raw = new Database(backup.path);
    raw.exec(`CREATE TRIGGER strange AFTER INSERT ON settings BEGIN DELETE FROM tracks; END`);
    raw.close();
    await expect(stageBackup(backup, request(library.path))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('that is given up leaves nothing behind', async () => {
    const library = openTempLibrary();
    await library.backUp();
    const [backup] = library.backups.list();
    if (backup === undefined) throw new Error('There is no backup');
    await expect(stageBackup(backup, { ...request(library.path), signal: AbortSignal.abort() })).rejects.toThrow();
    expect(readdirSync(dirname(library.path)).filter((name) => name.includes('incoming'))).toEqual([]);
  });

  test('says that a folder that cannot be written is the reason', async () => {
    const library = openTempLibrary();
    await library.backUp();
    const [backup] = library.backups.list();
    if (backup === undefined) throw new Error('There is no backup');
    mkdirSync(join(unfinishedPath(library.path), 'in the way'), { recursive: true });
    await expect(stageBackup(backup, request(library.path))).rejects.toThrow();
    expect(titlesIn(library)).toEqual([]);
  });
});
