import { expect, test } from 'vitest';
import { createSettings, type SettingsDeps } from '#main/settings/settings-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/contract/settings.ts';
import { manualClock, openTempLibrary } from '#test/support/temp-library.ts';

type NoticeText = Parameters<SettingsDeps['onNotice']>[0];

function open(database: LibraryDatabase = openTempLibrary()) {
  const notices: NoticeText[] = [];
  const settings = createSettings({ database, clock: manualClock(), onNotice: (notice) => notices.push(notice) });
  return { settings, notices, database };
}

function store(database: LibraryDatabase, name: string, json: string): void {
  database.raw.prepare("INSERT INTO settings (key, value, updated_at) VALUES (?, ?, '')").run(`settings.${name}`, json);
}

test('a new library has the default settings', () => {
  const { settings, notices } = open();
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(notices).toEqual([]);
});

test('a change is there at once, is told to listeners, and survives a restart', () => {
  const { settings, database } = open();
  const heard: Settings[] = [];
  const stop = settings.onChange((next) => heard.push(next));
  const expected = { ...DEFAULT_SETTINGS, keyNotation: 'musical', workerCount: 2 };
  expect(settings.update({ keyNotation: 'musical', workerCount: 2 })).toEqual(expected);
  stop();
  settings.update({ theme: 'light' });
  expect(heard).toEqual([expected]);
  expect(open(database).settings.get()).toEqual({ ...expected, theme: 'light' });
});

test.each([
  [{ workerCount: 65 }],
  [{ workerCount: 1.5 }],
  [{ theme: 'pink' }],
  [{ minBpm: Number.NaN }],
  [{ minBpm: 100, maxBpm: 199 }],
  [{ maxBpm: 100 }],
  [{ ffmpegPath: 'ffmpeg' }],
  [{ ffmpegPath: '/bin/sh' }],
])('%j is refused and changes nothing', (change) => {
  const { settings, database } = open();
  expect(() => settings.update(change as Partial<Settings>)).toThrow(
    expect.objectContaining({ name: 'AppError', code: 'invalid-input' }),
  );
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(open(database).settings.get()).toEqual(DEFAULT_SETTINGS);
});

test('a tempo range of exactly one octave is accepted', () => {
  expect(open().settings.update({ minBpm: 70, maxBpm: 140 })).toMatchObject({ minBpm: 70, maxBpm: 140 });
});

test('the path of an own ffmpeg is accepted, and can be taken back', () => {
  const { settings } = open();
  expect(settings.update({ ffmpegPath: '/opt/ffmpeg-7/ffmpeg' }).ffmpegPath).toBe('/opt/ffmpeg-7/ffmpeg');
  expect(settings.update({ ffmpegPath: '' }).ffmpegPath).toBe('');
});

test.each([
  ['theme', '"neon"'],
  ['workerCount', '"many"'],
  ['keyNotation', '{not json'],
])('a stored %s of %s gives way to the default, with a notice', (name, json) => {
  const database = openTempLibrary();
  store(database, name, json);
  store(database, 'tempoRangePercent', '8');
  const { settings, notices } = open(database);
  expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, tempoRangePercent: 8 });
  expect(notices).toMatchObject([{ level: 'warning', message: expect.stringContaining(name) as string }]);
});

test('a stored tempo range that is no octave gives way to the default, with a notice', () => {
  const database = openTempLibrary();
  store(database, 'maxBpm', '90');
  const { settings, notices } = open(database);
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(notices).toHaveLength(1);
});

test('a setting of a newer version is kept for that version', () => {
  const database = openTempLibrary();
  store(database, 'crossfade', '12');
  const { settings, notices } = open(database);
  settings.update({ theme: 'light' });
  expect(notices).toEqual([]);
  const kept = database.raw.prepare("SELECT value FROM settings WHERE key = 'settings.crossfade'").pluck().get();
  expect(kept).toBe('12');
});
