import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createOutsideFiles } from '#main/library/outside-files.ts';
import { fileFields, trackFields } from '#test/support/library-rows.ts';
import { openScannedLibrary } from '#test/support/scanned-library.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const NOW = '2026-11-20T00:00:00.000Z';

/** A library with tracks of files that lie in no folder of it, as an import of a collection leaves them. */
function imported(...files: readonly { readonly path: string; readonly hash?: string; readonly missing?: string }[]) {
  const library = openScannedLibrary();
  const { database } = library;
  for (const { path, hash = 'abc', missing } of files) {
    const id = database.newId();
    const at = { path, content_hash: hash, size_bytes: 3, missing_since: missing ?? null };
    database.mutate({
      origin: 'import',
      label: 'Import',
      mutations: [
        { op: 'insert', table: 'tracks', id, set: trackFields({ title: path }) },
        { op: 'insert', table: 'files', id: database.newId(), set: fileFields(id, at) },
      ],
    });
  }
  return { ...library, missing: () => library.rows().map(({ missing }) => missing !== null) };
}

test('a file that is gone is missing from the next scan on, and is back when it is there again', async () => {
  const place = tempFolder();
  const path = join(place, 'a.mp3');
  writeFileSync(path, 'abc');
  const library = imported({ path });
  await library.rescan();
  expect(library.missing()).toEqual([false]);
  renameSync(path, `${path}.away`);
  await library.rescan();
  expect(library.missing()).toEqual([true]);
  renameSync(`${path}.away`, path);
  await library.rescan();
  expect(library.missing()).toEqual([false]);
  // What was found out is nothing that the user did: undo does not take it back.
  expect(library.database.history.state().undo).toBe('Import');
});

test('the folder that held it may be gone as well', async () => {
  const library = imported({ path: join(tempFolder(), 'gone', 'deep', 'a.mp3') });
  await library.rescan();
  expect(library.missing()).toEqual([true]);
});

test('of what is on a drive that is not connected nothing is said', async () => {
  const library = imported({ path: '/media/nobody/no-such-drive/a.mp3' });
  await library.rescan();
  expect(library.missing()).toEqual([false]);
});

test('another file at the place, or one that was never read, waits for the search for missing files', async () => {
  const place = tempFolder();
  mkdirSync(place, { recursive: true });
  for (const name of ['a.mp3', 'b.mp3']) writeFileSync(join(place, name), 'other');
  const library = imported(
    { path: join(place, 'a.mp3'), missing: NOW },
    { path: join(place, 'b.mp3'), hash: '', missing: NOW },
  );
  await library.rescan();
  expect(library.missing()).toEqual([true, true]);
});

test('a thousand and one are looked at page by page, and a look that is broken off goes on the next time', async () => {
  const place = tempFolder();
  const library = imported(
    ...Array.from({ length: 1001 }, (_, index) => ({ path: join(place, `${String(index).padStart(4, '0')}.mp3`) })),
  );
  const { database } = library;
  const outside = createOutsideFiles({ database, clock: { now: () => Date.parse(NOW) }, onProblem: console.error });
  outside.check();
  outside.cancel();
  await outside.idle();
  expect(library.missing().filter(Boolean)).toHaveLength(0);
  outside.check();
  await outside.idle();
  expect(library.missing().filter(Boolean)).toHaveLength(1001);
});
