import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { checkArchive } from '#main/backups/read-archive.ts';
import { stageArchive } from '#main/backups/stage.ts';
import { TAR_END, tarHeader } from '#main/backups/tar.ts';
import { fullLibrary, handMade, litter, madeArchive, NOW, quiet } from '#test/support/archives.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';
import { addTitled, titlesIn } from '#test/support/titled-tracks.ts';

describe('a bad archive changes nothing and says what to do:', () => {
  async function refusal(content: Uint8Array): Promise<unknown> {
    const path = join(tempFolder(), 'bad.musicforge');
    writeFileSync(path, content);
    const library = openTempLibrary();
    addTitled(library, ['mine']);
    const staged = await stageArchive(path, { libraryPath: library.path, nowIso: NOW, ...quiet }).catch(
      (error: unknown) => error,
    );
    expect(litter(dirname(library.path))).toEqual([]);
    await library.close();
    expect(titlesIn(openTempLibrary({ path: library.path }))).toEqual(['mine']);
    return staged;
  }

  test('one cut short at any place', async () => {
    const archive = await madeArchive();
    const { size } = statSync(archive);
    for (const length of [1, 100, 511, 512, 513, 5000, size / 2, size - 4096, size - 2048, size - 1025]) {
      const path = join(tempFolder(), 'short.musicforge');
      copyFileSync(archive, path);
      truncateSync(path, Math.floor(length));
      await expect(checkArchive(path, quiet), String(length)).rejects.toMatchObject({
        code: length < 100 ? 'invalid-input' : 'conflict',
      });
    }
  });

  test('one with a single bit turned over, wherever it is', async () => {
    const bytes = readFileSync(await madeArchive());
    const path = join(tempFolder(), 'turned.musicforge');
    // The padding and the fields of a header that say nothing are no content: what they are does not matter.
    const meaningful = bytes.length - 1024 - 512;
    for (let place = 3; place < meaningful; place += Math.ceil(meaningful / 60)) {
      const turned = Buffer.from(bytes);
      turned[place] = (turned[place] ?? 0) ^ 0x10;
      writeFileSync(path, turned);
      const outcome = await checkArchive(path, quiet).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'AppError' });
      else expect(bytes[place], `byte ${place}`).toBe(0);
    }
  });

  test.each([
    ['a text', Buffer.from('this is a playlist')],
    ['no bytes at all', new Uint8Array(0)],
    ['another tar', Buffer.concat([tarHeader('song.mp3', 0, 0), TAR_END])],
    ['a database', readFileSync(import.meta.filename)],
  ])('%s', async (_kind, content) => {
    expect(await refusal(content)).toMatchObject({ code: 'invalid-input' });
  });

  test('one of a newer format or schema names the version to update to', async () => {
    const newer = { code: 'unsupported', message: expect.stringContaining('newer MusicForge (9.9.9)') as string };
    const library = readFileSync(fullLibrary().path);
    expect(await refusal(handMade(library, { schemaVersion: 999 }))).toMatchObject(newer);
    expect(await refusal(handMade(library, { version: 2, library: 'elsewhere' }))).toMatchObject(newer);
  });

  test('right checksums around what is no library', async () => {
    expect(await refusal(handMade(Buffer.from('text')))).toMatchObject({ code: 'conflict' });
    const path = join(tempFolder(), 'other.db');
    const raw = new Database(path);
    raw.exec('CREATE TABLE songs (name TEXT)');
    raw.close();
    expect(await refusal(handMade(readFileSync(path)))).toMatchObject({ code: 'conflict' });
  });

  test('a library that unpacks to more than its manifest says', async () => {
    const bomb = handMade(new Uint8Array(64 * 1024 * 1024), { library: { bytes: 4096, sha256: '0'.repeat(64) } });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(bomb)).toMatchObject({ code: 'conflict' });
  });

  test('a folder, and a file that is not there', async () => {
    await expect(checkArchive(tempFolder(), quiet)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(checkArchive('/nowhere/x.musicforge', quiet)).rejects.toMatchObject({ code: 'not-found' });
  });
});
