import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';

const WRITER = fileURLToPath(new URL('../../../support/write-tracks.ts', import.meta.url));

/** Lets the writer work until it has confirmed `enough` tracks, then kills it in the middle of whatever it does. */
async function killWhileWriting(path: string, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > enough) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return output.split('\n').slice(0, -1);
}

test('a killed process loses nothing that it had confirmed and leaves nothing half done', async () => {
  const path = join(tempFolder(), 'library.db');
  const confirmed = [...(await killWhileWriting(path, 5)), ...(await killWhileWriting(path, 40))];
  const library = openTempLibrary({ path });
  expect(library.notices).toEqual([]);
  expect(library.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(library.raw.pragma('foreign_key_check')).toEqual([]);
  const stored = library.query.all(library.db.selectFrom('tracks').select('id')).map(({ id }) => id);
  expect(confirmed.length).toBeGreaterThanOrEqual(45);
  expect(stored).toEqual(expect.arrayContaining(confirmed));
  const withoutFile = `SELECT count(*) FROM tracks WHERE id NOT IN (SELECT track_id FROM files)`;
  expect(library.raw.prepare(withoutFile).pluck().get()).toBe(0);
  const unlogged = `SELECT count(*) FROM tracks WHERE id NOT IN (SELECT row_id FROM change_log)`;
  expect(library.raw.prepare(unlogged).pluck().get()).toBe(0);
});

test('the lock of a killed process is gone with it', async () => {
  const path = join(tempFolder(), 'library.db');
  await killWhileWriting(path, 1);
  expect(() => openTempLibrary({ path })).not.toThrow();
});
