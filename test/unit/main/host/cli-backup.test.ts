import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '#main/host/cli-entry.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';
import { addTitled, titlesOfFile } from '#test/support/titled-tracks.ts';

async function cli(...args: readonly string[]) {
  const [out, errors]: [string[], string[]] = [[], []];
  const code = await runCli(args, { line: (text) => out.push(text), error: (text) => errors.push(text) });
  return { code, out: out.join('\n'), error: errors.join('\n') };
}

/** A data folder with tracks of these titles. */
async function dataFolder(...titles: readonly string[]): Promise<string> {
  const folder = tempFolder();
  const library = openTempLibrary({ path: join(folder, 'library.db') });
  addTitled(library, titles);
  await library.close();
  return folder;
}

describe('backup and restore in the terminal', () => {
  test('take a library to another folder, and keep what was there', async () => {
    const [here, there] = [await dataFolder('a', 'b', 'c'), await dataFolder('other')];
    const archive = join(tempFolder(), 'all.musicforge');
    const written = await cli('backup', '--json', '--data', here, archive);
    expect(written).toMatchObject({ code: 0, error: '' });
    expect(JSON.parse(written.out)).toMatchObject({ path: archive, counts: { tracks: 3 }, hasWaveforms: true });
    const checked = await cli('restore', '--check', '--data', there, archive);
    expect(checked.out).toContain('can be restored: 3 tracks');
    expect(titlesOfFile(join(there, 'library.db'))).toEqual(['other']);
    const restored = await cli('restore', '--json', '--data', there, archive);
    expect(JSON.parse(restored.out)).toMatchObject({ before: { tracks: 1 }, now: { tracks: 3 } });
    expect(titlesOfFile(join(there, 'library.db'))).toEqual(['a', 'b', 'c']);
    const backups = readdirSync(join(there, 'backups')).filter((name) => name.endsWith('-restore.db'));
    expect(titlesOfFile(join(there, 'backups', backups[0] ?? ''))).toEqual(['other']);

    const back = await cli('restore', '--data', there, join(there, 'backups', backups[0] ?? ''));
    expect(back.out).toMatch(/before: 3 tracks.*\nnow: {4}1 tracks/);
    expect(titlesOfFile(join(there, 'library.db'))).toEqual(['other']);
  });

  test('refuse what is damaged, leave it all as it is, and say so', async () => {
    const folder = await dataFolder('mine');
    const archive = join(tempFolder(), 'all.musicforge');
    await cli('backup', '--data', folder, archive);
    truncateSync(archive, 4000);
    const damaged = await cli('restore', '--data', folder, archive);
    expect(damaged).toMatchObject({ code: 1, error: expect.stringContaining('damaged or was cut short') as string });
    expect(titlesOfFile(join(folder, 'library.db'))).toEqual(['mine']);
  });

  test('say how they are used', async () => {
    expect(await cli('backup')).toMatchObject({ code: 2, error: expect.stringContaining('Name one file') as string });
    expect(await cli('backup', 'x.txt', '--data', tempFolder())).toMatchObject({ code: 2 });
    expect((await cli('restore', '--help')).out).toContain('--check');
  });

  test('wait for a program that runs', async () => {
    const folder = tempFolder();
    openTempLibrary({ path: join(folder, 'library.db') });
    const outcome = await cli('backup', '--data', folder, join(tempFolder(), 'x.musicforge'));
    expect(outcome).toMatchObject({ code: 1, error: expect.stringContaining('open in another MusicForge') as string });
  });
});
