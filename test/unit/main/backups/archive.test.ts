import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { CHECKSUMS_ENTRY, LIBRARY_ENTRY, MANIFEST_ENTRY } from '#main/backups/archive-manifest.ts';
import { checkArchive } from '#main/backups/read-archive.ts';
import { writeArchive } from '#main/backups/write-archive.ts';
import { migrate } from '#main/storage/migrate.ts';
import { MIGRATIONS } from '#main/storage/migrations/all-migrations.ts';
import {
  fullLibrary,
  handMade,
  litter,
  madeArchive,
  NOW,
  openElsewhere,
  quiet,
  requestFor,
  titles,
} from '#test/support/archives.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';
import { addTitled, titlesIn } from '#test/support/titled-tracks.ts';
import { HAS_FILE_MODES, withoutRoot } from '#test/support/without-root.ts';

describe('an archive', () => {
  test('brings everything to another computer, its history and waveforms too', async () => {
    const library = fullLibrary();
    const path = join(tempFolder(), 'whole.musicforge');
    const progress: number[] = [];
    const summary = await writeArchive(requestFor(library, path, { onProgress: (done) => progress.push(done) }));
    expect(summary).toMatchObject({ path, bytes: statSync(path).size, appVersion: '1.2.3', hasWaveforms: true });
    expect(summary.counts).toMatchObject({ tracks: 300 });
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
    expect(await checkArchive(path, quiet)).toEqual(summary);
    const there = await openElsewhere(path);
    expect(titlesIn(there)).toEqual(titles);
    expect(there.raw.prepare('SELECT count(*) FROM waveforms').pluck().get()).toBe(300);
    expect(there.history.state().undo).toBe('Add');
    expect(litter(dirname(path))).toEqual([]);
    expect(litter(dirname(library.path))).toEqual([]);
    expect(litter(dirname(there.path))).toEqual([]);
  });

  test('holds the settings, but none of the machine, not even in its free pages', async () => {
    const archive = await madeArchive();
    const there = await openElsewhere(archive);
    const setting = (key: string) => there.raw.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key);
    expect(setting('settings.theme')).toBe('"light"');
    expect(setting('settings.ffmpegPath')).toBeUndefined();
    const packed = execFileSync('tar', ['-xOf', archive, LIBRARY_ENTRY], { maxBuffer: 1 << 28 });
    expect(gunzipSync(packed).includes('/home/somebody')).toBe(false);
  });

  test('without waveforms is smaller, and all else is in it', async () => {
    const path = join(tempFolder(), 'small.musicforge');
    await writeArchive(requestFor(fullLibrary(), path, { withWaveforms: false }));
    expect(titlesIn(await openElsewhere(path))).toEqual(titles);
  });

  test.skipIf(process.platform === 'win32')('is a tar whose checksums sha256sum knows', async () => {
    const archive = await madeArchive();
    const folder = tempFolder();
    execFileSync('tar', ['-xf', archive, '-C', folder]);
    expect(readdirSync(folder).sort()).toEqual([CHECKSUMS_ENTRY, LIBRARY_ENTRY, MANIFEST_ENTRY].sort());
    const said = execFileSync('sha256sum', ['-c', CHECKSUMS_ENTRY], { cwd: folder, encoding: 'utf8' });
    expect(said).toBe(`${LIBRARY_ENTRY}: OK\n${MANIFEST_ENTRY}: OK\n`);
  });

  test('of an older schema is migrated', async () => {
    const old = join(tempFolder(), 'old.db');
    const raw = new Database(old);
    migrate(raw, MIGRATIONS.slice(0, 1), () => undefined);
    raw.exec(`INSERT INTO settings VALUES ('settings.theme', '"light"', '${NOW}')`);
    raw.close();
    const path = join(tempFolder(), 'old.musicforge');
    writeFileSync(path, handMade(readFileSync(old), { schemaVersion: 1 }));
    const there = await openElsewhere(path);
    expect(titlesIn(there)).toEqual([]);
    expect(there.raw.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.version);
  });
});

describe('an export', () => {
  test('never writes over a file unless it is asked to, and over nothing but archives', async () => {
    const library = openTempLibrary();
    const path = join(tempFolder(), 'there.musicforge');
    writeFileSync(path, 'mine');
    await expect(writeArchive(requestFor(library, path))).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    await writeArchive(requestFor(library, path, { replace: true }));
    expect((await checkArchive(path, quiet)).counts.tracks).toBe(0);
    const over = requestFor(library, library.path, { replace: true });
    await expect(writeArchive(over)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('into a folder that is not there, or onto one, says so', async () => {
    const library = openTempLibrary();
    const folder = tempFolder();
    await expect(writeArchive(requestFor(library, join(folder, 'no', 'x.musicforge')))).rejects.toMatchObject({
      code: 'not-found',
    });
    mkdirSync(join(folder, 'x.musicforge'));
    await expect(writeArchive(requestFor(library, join(folder, 'x.musicforge'), { replace: true }))).rejects.toThrow();
    expect(litter(folder)).toEqual([]);
  });

  test.skipIf(!HAS_FILE_MODES)('into a folder that may not be written says so', async () => {
    const library = openTempLibrary();
    const folder = tempFolder();
    const target = join(folder, 'x.musicforge');
    chmodSync(folder, 0o555);
    const outcome = withoutRoot(() => writeArchive(requestFor(library, target)));
    await expect(outcome).rejects.toMatchObject({ code: 'permission-denied' });
    expect(existsSync(target)).toBe(false);
  });

  test('that is cancelled at any moment leaves the file of before and nothing else', async () => {
    const library = fullLibrary();
    const folder = tempFolder();
    const path = join(folder, 'x.musicforge');
    writeFileSync(path, 'before');
    for (const stopAt of [0, 0.2, 0.39, 0.5, 0.9]) {
      const stop = new AbortController();
      const request = requestFor(library, path, {
        replace: true,
        signal: stop.signal,
        onProgress: (done) => (done >= stopAt ? stop.abort() : undefined),
      });
      await expect(writeArchive(request)).rejects.toThrow();
      expect(readFileSync(path, 'utf8')).toBe('before');
      expect(litter(folder)).toEqual([]);
      expect(litter(dirname(library.path))).toEqual([]);
    }
  });

  test('holds the library as it was at its start, while it is being edited', async () => {
    const library = fullLibrary();
    const path = join(tempFolder(), 'x.musicforge');
    let edited = false;
    const onProgress = () => {
      if (!edited) addTitled(library, ['late']);
      edited = true;
    };
    const { counts } = await writeArchive(requestFor(library, path, { onProgress }));
    expect(counts.tracks).toBe(300);
    expect(titlesIn(library)).toHaveLength(301);
  });
});
