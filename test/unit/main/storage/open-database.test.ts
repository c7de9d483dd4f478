import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { SLOW_STATEMENT_MS, type SlowStatement } from '#main/storage/watched-statements.ts';
import { trackFields } from '#test/support/library-rows.ts';
import { manualClock, openTempLibrary, tempFolder } from '#test/support/temp-library.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

function addTracks(library: LibraryDatabase, titles: readonly string[]): void {
  const mutations = titles.map((title) => ({
    op: 'insert' as const,
    table: 'tracks' as const,
    id: library.newId(),
    set: trackFields({ title, comment: 'x'.repeat(3000) }),
  }));
  library.mutate({ origin: 'user', label: 'Add', mutations });
}

const titles = (library: LibraryDatabase) =>
  library.query.all(library.db.selectFrom('tracks').select('title').orderBy('number')).map(({ title }) => title);

/** A closed library with one backup that holds "old", and "new" added after it. */
async function libraryWithBackup(): Promise<string> {
  const library = openTempLibrary();
  addTracks(library, ['old']);
  await library.backUp();
  addTracks(
    library,
    Array.from({ length: 40 }, (_, index) => `new ${index}`),
  );
  const { path } = library;
  await library.close();
  return path;
}

function backupsOf(path: string): string[] {
  const folder = join(dirname(path), 'backups');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.db'))
        .sort()
    : [];
}

describe('a damaged library', () => {
  function overwriteMiddle(path: string): void {
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 8192, bytes.length - 4096);
    writeFileSync(path, bytes);
  }
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['cut in half', (path) => truncateSync(path, readFileSync(path).length / 2)],
    ['overwritten in the middle', overwriteMiddle],
    ['that is not a database', (path) => writeFileSync(path, 'This is a text that somebody saved over the library.')],
  ];

  test.each(damages)('%s is set aside and the newest backup takes its place', async (_name, damage) => {
    const path = await libraryWithBackup();
    damage(path);
    const damaged = readFileSync(path);
    const library = openTempLibrary({ path });
    expect(titles(library)).toEqual(['old']);
    expect(library.notices).toHaveLength(1);
    expect(library.notices[0]).toMatchObject({
      level: 'warning',
      title: expect.stringContaining('restored') as string,
    });
    const aside = readdirSync(dirname(path)).find((name) => name.includes('.damaged-') && name.endsWith('.db')) ?? '';
    expect(readFileSync(join(dirname(path), aside))).toEqual(damaged);
    expect(library.notices[0]?.message).toContain(aside);
    addTracks(library, ['after']);
    expect(titles(library)).toEqual(['old', 'after']);
  });

  test('a damaged backup is passed over', async () => {
    const path = await libraryWithBackup();
    const good = join(dirname(path), 'backups', backupsOf(path)[0] ?? '');
    const newer = good.replace('2026-11-20', '2026-11-21');
    copyFileSync(good, newer);
    truncateSync(newer, 20_000);
    truncateSync(path, 5000);
    expect(titles(openTempLibrary({ path }))).toEqual(['old']);
  });

  test('without a backup becomes an empty library and says so', () => {
    const path = join(tempFolder(), 'library.db');
    writeFileSync(path, 'not a database, and long enough to be read as one'.repeat(100));
    const library = openTempLibrary({ path });
    expect(titles(library)).toEqual([]);
    expect(library.notices[0]).toMatchObject({ level: 'error' });
  });

  test('a backup that was cut short by a crash is never taken', async () => {
    const path = await libraryWithBackup();
    const [name = ''] = backupsOf(path);
    writeFileSync(join(dirname(path), 'backups', `${name.replace('20T', '22T')}.partial`), 'half a backup');
    truncateSync(path, 5000);
    expect(titles(openTempLibrary({ path }))).toEqual(['old']);
  });
});

describe('backups', () => {
  test('those of an empty library never push out those of one with tracks', async () => {
    const clock = manualClock();
    const library = openTempLibrary({ clock });
    addTracks(library, ['dear']);
    const full = (await library.backUp()) ?? '';
    library.history.undo();
    for (let day = 0; day < 7; day += 1) {
      clock.advance(DAY_MS);
      await library.backUp();
    }
    for (let more = 0; more < 3; more += 1) {
      clock.advance(DAY_MS);
      await library.backUp();
    }
    expect(backupsOf(library.path)).toHaveLength(8);
    expect(backupsOf(library.path)[0]).toBe(basename(full));
  });

  test('one is made a day, by itself, and seven are kept', async () => {
    const clock = manualClock();
    const path = join(tempFolder(), 'library.db');
    await openTempLibrary({ path, clock }).close();
    for (let day = 0; day < 9; day += 1) {
      const library = openTempLibrary({ path, clock, backupDelayMs: 0 });
      await expect.poll(() => backupsOf(path).at(-1)).toContain(`2026-11-${20 + day}`);
      await library.close();
      clock.advance(DAY_MS);
    }
    const kept = backupsOf(path);
    expect(kept).toHaveLength(7);
    clock.advance(-DAY_MS / 2); // half a day after the last
    const again = openTempLibrary({ path, clock, backupDelayMs: 0 });
    await sleep(100);
    await again.close();
    expect(backupsOf(path)).toEqual(kept);
  });

  test('a backup is whole while the library is being written', async () => {
    const library = openTempLibrary();
    addTracks(
      library,
      Array.from({ length: 2000 }, (_, index) => `track ${index}`),
    );
    const running = library.backUp();
    addTracks(library, ['late']);
    const path = (await running) ?? '';
    const copy = new Database(path, { readonly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare('SELECT count(*) FROM tracks').pluck().get()).toBeGreaterThanOrEqual(2000);
    copy.close();
  });

  test('closing gives up a backup that is under way and leaves nothing of it', async () => {
    const library = openTempLibrary();
    addTracks(
      library,
      Array.from({ length: 2000 }, (_, index) => `track ${index}`),
    );
    const running = library.backUp();
    const { path } = library;
    await library.close();
    expect(await running).toBeNull();
    expect(readdirSync(join(dirname(path), 'backups'))).toEqual([]);
  });
});

describe('opening', () => {
  test('a second copy of the program is told that the library is in use, and gets it when the first is closed', async () => {
    const first = openTempLibrary();
    const { path } = first;
    expect(() => openTempLibrary({ path })).toThrow(expect.objectContaining({ code: 'library-locked' }) as Error);
    await first.close();
    expect(() => openTempLibrary({ path })).not.toThrow();
  });

  test('everything is in the one file after closing', async () => {
    const library = openTempLibrary();
    addTracks(library, ['a']);
    const { path } = library;
    await library.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    expect(existsSync(`${path}-shm`)).toBe(false);
  });

  test('a place that cannot be written is a clear error', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'library.db'));
    expect(() => openTempLibrary({ path: join(folder, 'library.db') })).toThrow(
      expect.objectContaining({ code: 'permission-denied' }) as Error,
    );
  });

  test('a write-protected library is a clear error and nothing changes', () => {
    const library = openTempLibrary();
    addTracks(library, ['a']);
    library.raw.pragma('query_only = ON');
    expect(() => addTracks(library, ['b'])).toThrow(expect.objectContaining({ code: 'permission-denied' }) as Error);
    library.raw.pragma('query_only = OFF');
    expect(titles(library)).toEqual(['a']);
  });

  test('a full disk is a clear error, nothing is lost, and work goes on when there is space', () => {
    const library = openTempLibrary();
    addTracks(library, ['a']);
    const pages = library.raw.pragma('page_count', { simple: true }) as number;
    library.raw.pragma(`max_page_count = ${pages + 2}`);
    const many = Array.from({ length: 50 }, (_, index) => `b ${index}`);
    expect(() => addTracks(library, many)).toThrow(expect.objectContaining({ code: 'storage-full' }) as Error);
    expect(titles(library)).toEqual(['a']);
    expect(library.history.state().undo).toBe('Add');
    expect(library.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    library.raw.pragma('max_page_count = 1000000');
    addTracks(library, many);
    expect(titles(library)).toHaveLength(51);
  });

  test('statements that are felt are reported with their text, quick ones are not', () => {
    const slow: SlowStatement[] = [];
    const library = openTempLibrary({ onSlowStatement: (statement) => slow.push(statement) });
    addTracks(library, ['a']);
    slow.length = 0;
    const count = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT count(*) FROM n';
    library.raw.prepare(count).get(10);
    expect(slow).toEqual([]);
    library.raw.prepare(count).get(2_000_000);
    expect(slow).toHaveLength(1);
    expect(slow[0]?.sql).toBe(count);
    expect(slow[0]?.milliseconds).toBeGreaterThan(SLOW_STATEMENT_MS);
  });
});
