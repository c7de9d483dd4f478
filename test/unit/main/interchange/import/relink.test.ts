import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { foreignTrack, type ImportBench, importBench, musicFile, ownTrack } from '#test/support/import-bench.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const filesOf = ({ library }: ImportBench) =>
  library.raw.prepare('SELECT track_id, path, missing_since FROM files WHERE deleted_at IS NULL ORDER BY id').all();

/** A track of the library, and a file that is on this machine. */
function bench({ isMissing, contentHash }: { readonly isMissing: boolean; readonly contentHash?: string }) {
  const made = importBench();
  const id = ownTrack(made, { title: 'Title', artist: 'Artist', duration_seconds: 200 });
  if (isMissing) made.library.raw.prepare("UPDATE files SET missing_since = '2026-01-01T00:00:00.000Z'").run();
  const path = join(tempFolder(), 'found.mp3');
  writeFileSync(path, 'sound');
  made.disk.set(path, musicFile(path, { contentHash: contentHash ?? `hash-${id}` }));
  return { made, id, path };
}

test.each([
  ['its sound', undefined, 'Another'],
  ['its name', 'other sound', 'Title'],
])('a missing track that is recognised by %s gets the file that the import names', async (_by, contentHash, title) => {
  const { made, id, path } = bench({ isMissing: true, ...(contentHash === undefined ? {} : { contentHash }) });
  const result = await made.run({ tracks: [foreignTrack('1', { path, title })] });
  expect(result).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
  expect(filesOf(made)).toEqual([{ track_id: id, path, missing_since: null }]);
  expect(made.analysed).toEqual([id]);
  made.library.history.undo();
  expect(filesOf(made)).toMatchObject([{ path: '/music/own.mp3', missing_since: expect.any(String) as string }]);
});

test('a track whose file is in its place keeps it', async () => {
  const { made, id, path } = bench({ isMissing: false });
  await made.run({ tracks: [foreignTrack('1', { path })] });
  expect(filesOf(made)).toEqual([{ track_id: id, path: '/music/own.mp3', missing_since: null }]);
  expect(made.analysed).toEqual([]);
});
