import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { backUpNow } from '#main/storage/backups.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { snapshotSteps } from '#main/storage/snapshot.ts';
import { fileFields, trackFields } from '#test/support/library-rows.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';

/** More tracks than are copied in a step, with a waveform each, and a history. */
function fullLibrary(): LibraryDatabase {
  const library = openTempLibrary();
  const ids = Array.from({ length: 2100 }, () => library.newId());
  library.mutate({
    origin: 'import',
    label: 'Import',
    mutations: ids.flatMap((id, index) => [
      { op: 'insert' as const, table: 'tracks' as const, id, set: trackFields({ title: `Track ${index}` }) },
      { op: 'insert' as const, table: 'files' as const, id: library.newId(), set: fileFields(id) },
    ]),
  });
  library.mutate({
    origin: 'user',
    label: 'Edit',
    mutations: [{ op: 'update', table: 'tracks', id: ids[0] ?? '', set: { title: 'Épilogue' } }],
  });
  library.transaction('derived', () => {
    const insert = library.raw.prepare(
      'INSERT INTO waveforms (track_id, version, peaks, overview) VALUES (?, 1, ?, ?)',
    );
    for (const id of ids) insert.run(id, new Uint8Array(2000), new Uint8Array(100));
  });
  return library;
}

function contents(raw: Database.Database): Record<string, unknown[]> {
  const names = raw
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all() as string[];
  // The statistics of the query planner are made anew, and the waveforms are left out.
  const kept = names.filter((name) => name !== 'waveforms' && !name.startsWith('sqlite_stat'));
  return Object.fromEntries(kept.map((name) => [name, raw.prepare(`SELECT * FROM "${name}"`).all()]));
}

const schema = (raw: Database.Database) =>
  raw.prepare(`SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`).all();

test('holds everything but the waveforms, in the same schema, and is sound', () => {
  const library = fullLibrary();
  const path = join(tempFolder(), 'snapshot.db');
  expect([...snapshotSteps(library.path, path)].length).toBeGreaterThan(2);
  const copy = new Database(path);
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.pragma('foreign_key_check')).toEqual([]);
  expect(copy.pragma('user_version')).toEqual(library.raw.pragma('user_version'));
  expect(schema(copy)).toEqual(schema(library.raw));
  expect(contents(copy)).toEqual(contents(library.raw));
  expect(copy.prepare('SELECT count(*) FROM waveforms').pluck().get()).toBe(0);
  copy.prepare(`INSERT INTO tracks_search (tracks_search) VALUES ('integrity-check')`).run();
  copy.close();
});

test('is a library: it can be opened, searched, edited and undone', () => {
  const path = join(tempFolder(), 'library.db');
  backUpNow(fullLibrary().path, path);
  const library = openTempLibrary({ path });
  const search = library.raw.prepare('SELECT count(*) FROM tracks_search WHERE tracks_search MATCH ?').pluck();
  expect(search.get('epilogue')).toBe(1);
  expect(library.history.undo()).toMatchObject({ done: 'Edit', kept: 0, undo: 'Import' });
  expect(search.get('epilogue')).toBe(0);
});

test('shows the library as it was at the first step, whatever is written meanwhile', () => {
  const library = fullLibrary();
  const before = contents(library.raw);
  const path = join(tempFolder(), 'snapshot.db');
  const steps = snapshotSteps(library.path, path);
  steps.next();
  library.history.undo();
  library.history.undo();
  Array.from(steps);
  const copy = new Database(path);
  expect(contents(copy)).toEqual(before);
  copy.close();
});
