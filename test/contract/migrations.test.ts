import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '#main/storage/migrations/all-migrations.ts';
import type { Migration } from '#main/storage/migrations/migration.ts';
import { SYNCED_TABLES } from '#main/storage/schema.ts';
import { trackFields } from '#test/support/library-rows.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';

const FOLDER = fileURLToPath(new URL('../../main/storage/migrations/', import.meta.url));

/**
 * SHA-256 of each migration's text. Libraries in the field have been through them: once a version is released, its line
 * here never changes, and a change of the schema is a new migration with a new line.
 */
const FROZEN: Readonly<Record<string, string>> = {
  '0001-initial.ts': '85cd81c1754f8729da0f9f341f0748ce71c7b9f82af78b2d34aef23d91eac5a0',
  '0002-analysis-engine.ts': 'e545793442a64b2903a9a4ae071f1e1dc6cdc234156d889c40ce1f018c58a258',
  '0003-analysis-version.ts': '703aaa5623ebcdd7bfa0e69b8f1933c94daa06f2a901306416f44d4c48a26b5a',
  '0004-analysis-options.ts': '702073dfd99ec070c44120d6dfb9379ba7d67616da57e931ef70e39b8271105f',
  '0005-interchange.ts': 'a918dede7b13faa7f51b03365b57401a8bc9f0aa6fcb08c314c55812b7d91c5a',
  '0006-tag-writes.ts': '3cd1992449ccce126a73a18343f3fd0edef99acbdff9b623f6abb8ef6b6968cf',
  '0007-quality.ts': '9cf02a944ea7b4375329ea64c8be1ad0be544817c5efe458d9bdd3d6dfd3f517',
  '0008-track-scores.ts': '1d089b1ce4f277636845ea9abc59e8e55a9ecc8f7d1519e610f9f4b9996b44a7',
  '0009-suggestion-indexes.ts': '4035801e6198a41e2c6dfc1faf55054015cbab6e930e8029eb4cd76284e43aa5',
  '0010-set-builder.ts': '88fb182f4f140cc3d5158f5f4128652c7ee2e66f518335b03a12e1abcb558550',
  '0011-play-nights.ts': 'bb358f70c97e3a427ddc65ea96282d052cb4163d33cc84d17d14aee8b284ebb7',
  '0012-set-templates.ts': '12a4b2821c6d07029e169bd4c7674f4ec6a20ef1ecf47ccea03ef926b7af2f01',
  '0013-transitions.ts': '038314b0260f1f2cca88952e124d123b1221cf51a89b40772d1600d7e5292fba',
  '0014-accepted-checks.ts': '28f80d8d154d33bac3867de099e5f9ef58aba823e06ed7ca13731a94c69ddfc1',
  '0015-tracklists.ts': '35e2b78db158fc27a8e259c46b8230620af2c1686e2c9d889e86593a3ae256a5',
};

describe('migrations', () => {
  test('are numbered without gaps and frozen', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
    const files = readdirSync(FOLDER).filter((name) => /^\d{4}-/.test(name));
    const sums = files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(FOLDER, name)))
        .digest('hex'),
    ]);
    expect(Object.fromEntries(sums)).toEqual(FROZEN);
  });

  test('1, initial: from nothing to every table, with references that hold', () => {
    const { raw } = openTempLibrary();
    expect(raw.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    for (const table of SYNCED_TABLES) {
      const columns = (raw.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name);
      expect(columns).toEqual(expect.arrayContaining(['id', 'created_at', 'updated_at', 'deleted_at', 'clocks']));
    }
    expect(() =>
      raw
        .prepare(`INSERT INTO crate_tracks (id, created_at, updated_at, crate_id, track_id, position)
      VALUES ('a', '', '', 'none', 'none', 0)`)
        .run(),
    ).toThrow('FOREIGN KEY');
  });
});

test('2, analysis engine: what a library of version 1 holds stays, without corrections and facts until they come', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 1) });
  old.raw.exec(`
    INSERT INTO tracks (id, created_at, updated_at, title, added_at) VALUES ('t', '', '', 'Strobe', '');
    INSERT INTO track_analyses (track_id, content_hash, version, bpm, bpm_confidence, key_confidence, duration_seconds, analysed_at)
    VALUES ('t', 'hash', 1, 128, 0.9, 0.8, 240, '');`);
  await old.close();
  const library = openTempLibrary({ path: old.path });
  expect(library.raw.prepare('SELECT title, grid, grid_locked, key_locked FROM tracks').get()).toEqual({
    title: 'Strobe',
    grid: null,
    grid_locked: 0,
    key_locked: 0,
  });
  expect(library.raw.prepare('SELECT bpm, details, timbre FROM track_analyses').get()).toEqual({
    bpm: 128,
    details: null,
    timbre: null,
  });
  expect(library.raw.prepare('SELECT count(*) FROM provider_values').pluck().get()).toBe(0);
});

test('3, analysis version: results of a library of version 2 stay, and are found by their version', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 2) });
  old.raw.exec(`
    INSERT INTO tracks (id, created_at, updated_at, title, added_at) VALUES ('t', '', '', 'Strobe', '');
    INSERT INTO track_analyses (track_id, content_hash, version, bpm_confidence, key_confidence, duration_seconds, analysed_at)
    VALUES ('t', 'hash', 2, 0.9, 0.8, 240, '');`);
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  const older = 'SELECT track_id FROM track_analyses WHERE version < 3';
  expect(raw.prepare(older).pluck().all()).toEqual(['t']);
  expect(raw.prepare(`EXPLAIN QUERY PLAN ${older}`).get()).toMatchObject({
    detail: expect.stringContaining('track_analyses_version') as string,
  });
});

test('4, analysis options: results of a library of version 3 stay, made under options that nobody knows', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 3) });
  old.raw.exec(`
    INSERT INTO tracks (id, created_at, updated_at, title, added_at) VALUES ('t', '', '', 'Strobe', '');
    INSERT INTO track_analyses (track_id, content_hash, version, bpm, bpm_confidence, key_confidence, duration_seconds, analysed_at)
    VALUES ('t', 'hash', 3, 128, 0.9, 0.8, 240, '');`);
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  expect(raw.prepare('SELECT bpm, options FROM track_analyses').get()).toEqual({ bpm: 128, options: null });
});

test('5, interchange: what scans wrote as an import is the tag, and the log goes on where it was', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 4) });
  const at = '000000000001-0000-0123456789abcdef';
  const log = `INSERT INTO change_log (txn_id, label, origin, table_name, row_id, after, hlc, history_step, created_at) VALUES`;
  old.raw.exec(`${log} ('a', 'Scan', 'import', 'tracks', 't', '{}', '${at}', 1, ''), ('b', 'Edit', 'user', 'tracks', 't', '{}', '${at}', 1, '');
    DELETE FROM change_log WHERE txn_id = 'b';`);
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  expect(raw.prepare('SELECT seq, origin FROM change_log').all()).toEqual([{ seq: 1, origin: 'tag' }]);
  // The number of a step that is gone is not given again.
  expect(raw.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'change_log'").pluck().get()).toBe(2);
});

describe('migrating', () => {
  const next: Migration = {
    version: MIGRATIONS.length + 1,
    name: 'mood',
    up: (database) => database.exec(`ALTER TABLE tracks ADD COLUMN mood TEXT; UPDATE tracks SET mood = 'calm'`),
  };
  const broken: Migration = {
    version: next.version,
    name: 'broken',
    up: (database) => {
      database.exec(`DELETE FROM tracks; ALTER TABLE tracks ADD COLUMN mood TEXT`);
    },
  };

  async function libraryWithTrack(): Promise<{ path: string; folder: string }> {
    const library = openTempLibrary();
    const track = library.newId();
    library.mutate({
      origin: 'user',
      label: 'Add',
      mutations: [
        { op: 'insert', table: 'tracks', id: track, set: trackFields() },
        {
          op: 'insert',
          table: 'plays',
          id: library.newId(),
          set: {
            track_id: track,
            played_at: '',
            set_id: null,
            source: '',
            session: '',
            deck: null,
            duration_seconds: null,
          },
        },
      ],
    });
    const { path } = library;
    await library.close();
    return { path, folder: join(dirname(path), 'backups') };
  }

  test('keeps the data and a backup of the library as it was', async () => {
    const { path, folder } = await libraryWithTrack();
    const library = openTempLibrary({ path, migrations: [...MIGRATIONS, next] });
    expect(library.raw.prepare('SELECT title, mood FROM tracks').get()).toEqual({ title: 'Strobe', mood: 'calm' });
    await library.close();
    const [name = ''] = readdirSync(folder).filter((file) => file.includes(`-before-v${next.version}`));
    const before = openTempLibrary({ path: join(folder, name) });
    expect(before.raw.prepare('SELECT * FROM tracks').get()).not.toHaveProperty('mood');
  });

  test('that fails changes nothing, and the program that made the library still opens it', async () => {
    const { path } = await libraryWithTrack();
    expect(() => openTempLibrary({ path, migrations: [...MIGRATIONS, broken] })).toThrow('broken references');
    const library = openTempLibrary({ path });
    expect(library.raw.prepare('SELECT title FROM tracks').pluck().all()).toEqual(['Strobe']);
    expect(library.raw.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  test('a library of a newer program is refused and not touched', async () => {
    const { path } = await libraryWithTrack();
    await openTempLibrary({ path, migrations: [...MIGRATIONS, next] }).close();
    const bytes = readFileSync(path);
    expect(() => openTempLibrary({ path })).toThrow(
      expect.objectContaining({
        code: 'unsupported',
        details: { libraryVersion: next.version, programVersion: MIGRATIONS.length },
      }) as Error,
    );
    expect(readFileSync(path)).toEqual(bytes);
  });

  test('nothing to migrate, no backup', async () => {
    const { path, folder } = await libraryWithTrack();
    const library = openTempLibrary({ path });
    await library.backUp();
    await library.close();
    expect(readdirSync(folder)).toHaveLength(1);
    expect(readdirSync(folder)[0]).not.toContain('before');
  });
});

test('6, tag writes: a library of version 5 has written nothing yet', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 5) });
  old.raw.exec(`INSERT INTO tracks (id, created_at, updated_at, title, added_at) VALUES ('t', '', '', 'Strobe', '');`);
  await old.close();
  const library = openTempLibrary({ path: old.path });
  expect(library.raw.prepare('SELECT title FROM tracks').pluck().get()).toBe('Strobe');
  expect(library.raw.prepare('SELECT count(*) FROM tag_writes').pluck().get()).toBe(0);
});

test('7, quality: in a library of version 6 every rule counts', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 6) });
  old.raw.exec(`INSERT INTO tracks (id, created_at, updated_at, title, added_at) VALUES ('t', '', '', 'Strobe', '');`);
  await old.close();
  const library = openTempLibrary({ path: old.path });
  expect(library.raw.prepare('SELECT title FROM tracks').pluck().all()).toEqual(['Strobe']);
  expect(library.raw.prepare('SELECT count(*) FROM quality_ignores').pluck().get()).toBe(0);
});
