import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ScannedLibrary } from '#test/support/scanned-library.ts';
import { openScannedLibrary } from '#test/support/scanned-library.ts';
import { createNoise } from '#test/support/signals.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

async function writeFiles(folder: string, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    const samples = Float32Array.from({ length: 500 }, createNoise(n + 1));
    await writeFloatWav(join(folder, `Artist - Title ${n}.wav`), samples, { channels: 1, sampleRate: 44_100 });
  }
}

interface Told {
  readonly notices: string[];
  readonly problems: unknown[];
}

function openTold(): { library: ScannedLibrary; told: Told } {
  const told: Told = { notices: [], problems: [] };
  const library = openScannedLibrary({
    onNotice: ({ message }) => void told.notices.push(message),
    onProblem: (error) => void told.problems.push(error),
  });
  return { library, told };
}

function musicFolder(): string {
  const music = join(tempFolder(), 'music');
  mkdirSync(music);
  return music;
}

test('a disk that fills up during a scan is a clear problem, nothing is lost, and a later scan finishes', async () => {
  const music = musicFolder();
  await writeFiles(music, 0, 30);
  const { library, told } = openTold();
  await library.add(music);
  expect(library.countTracks()).toBe(30);
  await writeFiles(music, 30, 130);
  const { raw } = library.database;
  raw.pragma(`max_page_count = ${(raw.pragma('page_count', { simple: true }) as number) + 30}`);
  await library.rescan();
  const written = library.countTracks();
  expect(written).toBeGreaterThan(30);
  expect(written).toBeLessThan(130);
  const advice =
    'The disk with your library is full. The tracks found so far are kept. Free some space, then scan again.';
  expect(told.notices).toEqual([advice]);
  expect(await library.state()).toMatchObject({ running: false, failed: 1, problems: [{ reason: advice }] });
  expect(told.problems).toMatchObject([{ code: 'storage-full' }]);
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(library.rows().every(({ missing }) => missing === null)).toBe(true);
  raw.pragma('max_page_count = 1000000');
  await library.rescan();
  expect(library.countTracks()).toBe(130);
  expect(library.rows()).toHaveLength(130);
  expect(library.analysed).toHaveLength(new Set(library.analysed).size);
  expect(library.analysed).toHaveLength(130);
  expect(told.notices).toHaveLength(1);
});

test('a fault of the database is logged in its own words and shown in ours', async () => {
  const music = musicFolder();
  await writeFiles(music, 0, 2);
  const { library, told } = openTold();
  library.database.raw.exec(
    `CREATE TEMP TRIGGER fault BEFORE INSERT ON main.files BEGIN SELECT RAISE(ABORT, 'disk image of sqlite'); END`,
  );
  await library.add(music);
  expect(told.problems).toMatchObject([{ message: 'disk image of sqlite' }]);
  expect(told.notices).toEqual([
    'Something unexpected happened. The tracks found so far are kept. Scan again; the log says more.',
  ]);
  library.database.raw.exec('DROP TRIGGER fault');
  await library.rescan();
  expect(library.countTracks()).toBe(2);
});
