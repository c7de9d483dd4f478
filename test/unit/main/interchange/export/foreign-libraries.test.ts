import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { convertLibrary } from '#main/interchange/convert.ts';
import { writeLibrary } from '#main/interchange/export/write-library.ts';
import { emptyTrack, type InterchangeLibrary } from '#main/interchange/model.ts';
import type { ExportFormat } from '#shared/contract/interchange.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const SERATO = interchangeFixture('serato/library/usb_drive/_Serato_');
const library = (...ids: readonly string[]): InterchangeLibrary => ({
  tracks: ids.map((id) => ({ ...emptyTrack(id), path: `/music/${id}.mp3`, title: `Title ${id}` })),
  playlists: [{ kind: 'playlist', name: 'Peak', trackIds: ids }],
  plays: [],
});
const target = (path: string, format: ExportFormat) => ({
  path,
  format,
  replace: true,
  title: 'Set',
  nowMs: 0,
  uuid: '0192f0c4-0000-7000-8000-000000000000',
});
const convert = (source: string, path: string, format: ExportFormat) =>
  convertLibrary(source, target(path, format), new AbortController().signal);
const isOriginal = expect.objectContaining({
  code: 'invalid-input',
  message: expect.stringMatching(/another than the one that is read/) as string,
}) as Error;
const isForeign = (words: RegExp) =>
  expect.objectContaining({ code: 'unsupported', message: expect.stringMatching(words) as string }) as Error;

describe('the library that is read', () => {
  test('of Engine DJ stays, by whichever of its folders it and the target are named', async () => {
    const drive = tempFolder();
    const { path } = await writeLibrary(library('1'), target(drive, 'engine'));
    const before = readFileSync(path);
    for (const source of [drive, join(drive, 'Engine Library'), join(drive, 'Engine Library', 'Database2'), path]) {
      for (const place of [drive, path]) await expect(convert(source, place, 'engine')).rejects.toEqual(isOriginal);
    }
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test.skipIf(SERATO === null)('of Serato stays, with all that is in its folder', async () => {
    const drive = tempFolder();
    const folder = join(drive, '_Serato_');
    cpSync(SERATO ?? '', folder, { recursive: true });
    const crates = readdirSync(join(folder, 'Subcrates'));
    const crate = join(folder, 'Subcrates', crates.find((name) => name.endsWith('.crate')) ?? '');
    for (const source of [drive, folder, join(folder, 'database V2'), crate]) {
      for (const place of [drive, folder]) await expect(convert(source, place, 'serato')).rejects.toEqual(isOriginal);
    }
    await expect(convert(crate, crate, 'csv')).rejects.toEqual(isOriginal);
    expect(readdirSync(join(folder, 'Subcrates'))).toEqual(crates);
  });

  test('stays when the target is a link to it, or its folder is', async () => {
    const folder = tempFolder();
    const xml = join(folder, 'a.xml');
    await writeLibrary(library('1'), target(xml, 'rekordbox-xml'));
    symlinkSync(xml, join(folder, 'b.xml'));
    mkdirSync(join(folder, 'links'));
    symlinkSync(folder, join(folder, 'links', 'here'));
    for (const place of [join(folder, 'b.xml'), join(folder, 'links', 'here', 'a.xml')]) {
      await expect(convert(xml, place, 'rekordbox-xml')).rejects.toEqual(isOriginal);
    }
  });
});

describe('what another program works with', () => {
  test('an m.db that has been written to since it was exported is never replaced, one that has not is', async () => {
    const drive = tempFolder();
    const { path } = await writeLibrary(library('1'), target(drive, 'engine'));
    expect((await writeLibrary(library('1', '2'), target(drive, 'engine'))).counts.tracks).toBe(2);
    const raw = new Database(path);
    raw.exec("UPDATE Track SET title = 'mine'");
    raw.close();
    const before = readFileSync(path);
    for (const replace of [true, false]) {
      const writing = writeLibrary(library('1'), { ...target(drive, 'engine'), replace });
      await expect(writing).rejects.toEqual(isForeign(/Engine DJ uses.*Choose another folder/));
    }
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test("Serato's library gets new crates, and none of its own is replaced", async () => {
    const drive = tempFolder();
    const folder = join(drive, '_Serato_');
    mkdirSync(join(folder, 'Subcrates'), { recursive: true });
    const write = () => writeLibrary(library('1'), target(drive, 'serato'));
    await write();
    const crate = join(folder, 'Subcrates', 'Peak.crate');
    writeFileSync(join(folder, 'database V2'), '');
    await write();
    const seratos = Buffer.concat([readFileSync(crate), Buffer.from('more')]);
    writeFileSync(crate, seratos);
    await expect(write()).rejects.toEqual(isForeign(/Serato has a crate "Peak" already.*Rename or delete/));
    expect(readFileSync(crate).equals(seratos)).toBe(true);
  });

  test.each(['Traktor Settings.tsi', 'History'])('the collection beside "%s" is Traktor’s', async (name) => {
    const folder = tempFolder();
    const path = join(folder, 'collection.nml');
    await writeLibrary(library('1'), target(path, 'traktor-nml'));
    await writeLibrary(library('1'), target(path, 'traktor-nml'));
    mkdirSync(join(folder, name));
    await expect(writeLibrary(library('1'), target(path, 'traktor-nml'))).rejects.toEqual(isForeign(/Traktor uses/));
    await writeLibrary(library('1'), target(join(folder, 'other.nml'), 'traktor-nml'));
  });

  test('music and databases are not replaced by text', async () => {
    const path = join(tempFolder(), 'song.mp3');
    writeFileSync(path, Buffer.from('ID3\u0003\0\0\0\0\0\0'));
    await expect(writeLibrary(library('1'), target(path, 'csv'))).rejects.toEqual(isForeign(/not an export/));
    await expect(writeLibrary(library('1'), target(tempFolder(), 'csv'))).rejects.toEqual(isForeign(/is a folder/));
  });
});
