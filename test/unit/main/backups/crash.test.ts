import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkArchive } from '#main/backups/read-archive.ts';
import { fullLibrary, litter, madeArchive, quiet, titles } from '#test/support/archives.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';
import { addTitled, titlesIn } from '#test/support/titled-tracks.ts';

const STAGER = fileURLToPath(new URL('../../../support/stage-until-killed.ts', import.meta.url));
const EXPORTER = fileURLToPath(new URL('../../../support/export-until-killed.ts', import.meta.url));
const SMALL_DISK = fileURLToPath(new URL('../../../support/on-small-disk.ts', import.meta.url));
const ROUNDS = 12;
const OLD = ['mine', 'mine as well'];

/** Lets it work for so long after it has begun, then kills it in the middle of whatever it does. @returns What it said. */
async function killAfter(script: string, args: readonly string[], milliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child.stdout, 'data');
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await ended;
  return output.split('\n').filter((line) => line !== '');
}

test('a library whose replacing is killed at any moment is the old or the new one', { timeout: 240_000 }, async () => {
  const archive = await madeArchive();
  const original = openTempLibrary();
  addTitled(original, OLD);
  await original.close();
  const found = { old: 0, new: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const path = join(tempFolder(), 'library.db');
    copyFileSync(original.path, path);
    const said = await killAfter(STAGER, [path, archive], round * 40);
    const library = openTempLibrary({ path });
    expect(library.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(library.raw.pragma('foreign_key_check')).toEqual([]);
    const isNew = titlesIn(library).length === titles.length;
    expect(titlesIn(library)).toEqual(isNew ? titles : OLD);
    // What was there before is in a backup, or still in its place.
    if (isNew) expect(library.backups.list().some(({ reason }) => reason === 'restore')).toBe(true);
    if (said.includes('staged')) expect(isNew).toBe(true);
    expect(litter(dirname(path))).toEqual([]);
    found[isNew ? 'new' : 'old'] += 1;
    await library.close();
  }
  expect(found.old, JSON.stringify(found)).toBeGreaterThan(0);
  expect(found.new, JSON.stringify(found)).toBeGreaterThan(0);
});

test('an export that is killed at any moment leaves the archive of before or a whole new one', {
  timeout: 240_000,
}, async () => {
  const library = fullLibrary();
  await library.close();
  const folder = tempFolder();
  const archive = join(folder, 'x.musicforge');
  for (let round = 0; round < ROUNDS; round += 1) {
    await killAfter(EXPORTER, [library.path, archive], round * 30);
    if (existsSync(archive)) expect((await checkArchive(archive, quiet)).counts.tracks).toBe(titles.length);
    expect(readdirSync(folder).filter((name) => !name.startsWith('x.musicforge'))).toEqual([]);
    const opened = openTempLibrary({ path: library.path });
    expect(titlesIn(opened)).toEqual(titles);
    await opened.close();
  }
  expect(existsSync(archive)).toBe(true);
});

/** A disk of a few megabytes can be had where this process may make one for itself. */
const canMount = (() => {
  try {
    execFileSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(!canMount)('a full disk is told, and the library stays as it was', async () => {
  const archive = await madeArchive();
  const disk = join(tempFolder(), 'disk');
  mkdirSync(disk);
  writeFileSync(join(disk, 'under the mount'), '');
  const command = 'mount -t tmpfs -o size=12m tmpfs "$1" && exec "$2" "$3" "$1" "$4"';
  const args = ['-m', 'sh', '-c', command, 'sh', disk, process.execPath, SMALL_DISK, archive];
  const said = JSON.parse(execFileSync('unshare', args, { encoding: 'utf8' })) as unknown;
  expect(said).toMatchObject({
    restore: 'storage-full',
    backUp: 'storage-full',
    exportHere: 'storage-full',
    left: [],
    stagedWithSpace: 'done',
    notice: { level: 'error', title: 'The library was not replaced' },
    titles: ['mine'],
  });
});
