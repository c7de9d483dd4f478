import { expect, test } from 'vitest';
import { MIGRATIONS } from '#main/storage/migrations/all-migrations.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';

test('8, track scores: a library of version 7 has none until they are asked for', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 7) });
  old.raw.exec(`INSERT INTO tracks (id, created_at, updated_at, title, added_at) VALUES ('t', '', '', 'Strobe', '');`);
  await old.close();
  const library = openTempLibrary({ path: old.path });
  expect(library.raw.prepare('SELECT title FROM tracks').pluck().all()).toEqual(['Strobe']);
  expect(library.raw.prepare('SELECT count(*) FROM track_scores').pluck().get()).toBe(0);
});

test('9, suggestion indexes: what a library of version 8 holds stays, and two indexes that nothing asks through are gone', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 8) });
  old.raw.exec(
    `INSERT INTO tracks (id, created_at, updated_at, title, added_at, bpm, key_index) VALUES ('t', '', '', 'Strobe', '', 128, 3);`,
  );
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  expect(raw.prepare('SELECT bpm, key_index FROM tracks').get()).toEqual({ bpm: 128, key_index: 3 });
  const indexes = raw.prepare("SELECT name FROM sqlite_master WHERE type = 'index'").pluck().all();
  expect(indexes).not.toContain('tracks_bpm');
  expect(indexes).not.toContain('tracks_key');
});

test('10, set builder: the sets of a library of version 9 stay, with nothing planned yet', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 9) });
  old.raw.exec(`INSERT INTO tracks (id, created_at, updated_at, title, added_at) VALUES ('t', '', '', 'Strobe', '');
    INSERT INTO sets (id, created_at, updated_at, name) VALUES ('s', '', '', 'Friday');
    INSERT INTO set_entries (id, created_at, updated_at, set_id, track_id, position) VALUES ('e', '', '', 's', 't', 1);`);
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  const set = { name: 'Friday', venue: '', starts_at: null, target_seconds: null, arc: null };
  expect(raw.prepare('SELECT name, venue, starts_at, target_seconds, arc FROM sets').get()).toEqual(set);
  const entry = { track_id: 't', phase: null, locked: 0 };
  expect(raw.prepare('SELECT track_id, phase, locked FROM set_entries').get()).toEqual(entry);
});

test('11, play nights: the plays of a library of version 10 stay, with nothing said of their nights yet', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 10) });
  old.raw.exec(`INSERT INTO tracks (id, created_at, updated_at, title, added_at) VALUES ('t', '', '', 'Strobe', '');
    INSERT INTO plays (id, created_at, updated_at, track_id, played_at, source) VALUES ('p', '', '', 't', '2026', 'x');`);
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  expect(raw.prepare('SELECT id, track_id, played_at FROM plays').all()).toEqual([
    { id: 'p', track_id: 't', played_at: '2026' },
  ]);
  expect(raw.prepare('SELECT count(*) FROM play_nights').pluck().get()).toBe(0);
});

test('12, set templates: a library of version 11 has none of its own yet, and its sets stay', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 11) });
  old.raw.exec("INSERT INTO sets (id, created_at, updated_at, name) VALUES ('s', '', '', 'Friday')");
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  expect(raw.prepare('SELECT name FROM sets').pluck().all()).toEqual(['Friday']);
  expect(raw.prepare('SELECT count(*) FROM set_templates').pluck().get()).toBe(0);
  expect(raw.prepare('SELECT count(*) FROM set_template_versions').pluck().get()).toBe(0);
});

test('13, transitions: the sets of a library of version 12 stay, with transitions as proposed', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 12) });
  old.raw.exec("INSERT INTO sets (id, created_at, updated_at, name) VALUES ('s', '', '', 'Friday');");
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  expect(raw.prepare('SELECT name FROM sets').pluck().all()).toEqual(['Friday']);
  expect(raw.prepare('SELECT count(*) FROM set_transitions').pluck().get()).toBe(0);
});

test('14, accepted checks: the sets of a library of version 13 stay, with every check of them open', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 13) });
  old.raw.exec("INSERT INTO sets (id, created_at, updated_at, name) VALUES ('s', '', '', 'Friday');");
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  expect(raw.prepare('SELECT name FROM sets').pluck().all()).toEqual(['Friday']);
  expect(raw.prepare('SELECT count(*) FROM set_accepted_checks').pluck().get()).toBe(0);
});

test('15, tracklists: the crates of a library of version 14 stay, as no tracklists', async () => {
  const old = openTempLibrary({ migrations: MIGRATIONS.slice(0, 14) });
  old.raw.exec("INSERT INTO crates (id, created_at, updated_at, name, position) VALUES ('c', '', '', 'Peak', 1);");
  await old.close();
  const { raw } = openTempLibrary({ path: old.path });
  expect(raw.prepare('SELECT name, is_tracklist FROM crates').all()).toEqual([{ name: 'Peak', is_tracklist: 0 }]);
});
