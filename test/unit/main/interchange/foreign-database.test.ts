import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellNumber, cellText, readForeignDatabase } from '#main/interchange/foreign-database.ts';
import { createReadReport } from '#main/interchange/read-report.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'musicforge-foreign-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function makeFile(name: string, fill: (raw: Database.Database) => void): string {
  const path = join(folder, name);
  const raw = new Database(path);
  fill(raw);
  raw.close();
  return path;
}

const titlesOf = (path: string): string[] =>
  readForeignDatabase(path, 'Another program', (database) =>
    [...database.rows('track', ['title', 'mood'], createReadReport())].map(
      ({ title, mood }) => `${cellText(title)}/${cellText(mood)}`,
    ),
  );

test('a file with a write-ahead log is read and neither changed nor given company', () => {
  const path = makeFile('wal.db', (raw) => {
    raw.pragma('journal_mode = WAL');
    raw.exec("CREATE TABLE track (title TEXT); INSERT INTO track VALUES ('A'), (NULL)");
  });
  const [before, files] = [readFileSync(path), readdirSync(folder)];
  expect(titlesOf(path)).toEqual(['A/', '/']);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(files);
});

test('what another program has written but not yet moved into the file is read as well', () => {
  const path = join(folder, 'open.db');
  const raw = new Database(path);
  raw.pragma('journal_mode = WAL');
  raw.exec("CREATE TABLE track (title TEXT); INSERT INTO track VALUES ('A')");
  expect(titlesOf(path)).toEqual(['A/']);
  raw.close();
});

test('a folder is no file to read', () => {
  expect(() => titlesOf(folder)).toThrow(expect.objectContaining({ name: 'AppError' }));
});

test('a file that is locked is in use', () => {
  const path = makeFile('locked.db', (raw) => raw.exec('CREATE TABLE track (title TEXT)'));
  const other = new Database(path);
  other.exec('BEGIN EXCLUSIVE');
  expect(() => titlesOf(path)).toThrow(
    expect.objectContaining({ code: 'busy', message: expect.stringMatching(/^Another program is using/) }),
  );
  other.close();
});

test('a table that is not there has no rows and no columns; names are only names', () => {
  const path = makeFile('names.db', (raw) =>
    raw.exec('CREATE TABLE "a "" b" ("x "" y" INTEGER); INSERT INTO "a "" b" VALUES (7)'),
  );
  readForeignDatabase(path, 'Another program', (database) => {
    const report = createReadReport();
    expect([...database.rows('nowhere', ['x'], report)]).toEqual([]);
    expect(database.columns('nowhere').size).toBe(0);
    expect([...database.rows('a " b', ['x " y', 'z'], report)]).toEqual([{ 'x " y': 7, z: null }]);
  });
});

test('cells are taken as what they can be', () => {
  expect(['5', 5, 5n, ' 7 ', '', 'x', null, undefined, new Uint8Array(2)].map((cell) => cellNumber(cell))).toEqual([
    5,
    5,
    5,
    7,
    ...Array<null>(5).fill(null),
  ]);
});
