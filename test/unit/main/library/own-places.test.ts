import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { mayBeAudio } from '#main/library/audio-format.ts';
import { openScannedLibrary, type ScannedLibrary } from '#test/support/scanned-library.ts';
import { createNoise } from '#test/support/signals.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

/** Longer than the watcher waits for a file to be written and for quiet, twice. */
const ROUNDS_MS = 8000;

let seed = 0;
async function writeSong(...path: readonly string[]): Promise<string> {
  const file = join(...path);
  mkdirSync(join(file, '..'), { recursive: true });
  const samples = Float32Array.from({ length: 500 }, createNoise((seed += 1)));
  await writeFloatWav(file, samples, { channels: 1, sampleRate: 44_100 });
  return file;
}

/** Music with the data folder of the program in it, and music where the program keeps copies and the demo. */
async function musicAroundData() {
  const music = join(tempFolder(), 'music');
  const data = join(music, 'app data');
  const song = await writeSong(music, 'song.wav');
  await writeSong(data, 'cache', 'playable', 'copy.wav');
  const demo = await writeSong(data, 'demo', 'demo.wav');
  return { music, data, song, demo };
}

const paths = (library: ScannedLibrary): string[] => library.rows().map(({ path }) => path);
const loggedChanges = ({ database }: ScannedLibrary): unknown =>
  database.raw.prepare('SELECT count(*) FROM change_log').pluck().get();

test('a library inside a music folder is not looked at for music, and its writes ask for no scan', async () => {
  const { music, data, song } = await musicAroundData();
  const library = openScannedLibrary({ dataFolder: data });
  // The time of a scan is another one each time.
  const time = setInterval(() => library.advance(1000), 100);
  onTestFinished(() => clearInterval(time));
  library.service.start();
  await library.add(music);
  expect(paths(library)).toEqual([song]);
  const before = [loggedChanges(library), library.database.revision()];
  // Writes of the program: the library's log grows.
  library.database.raw.exec("CREATE TABLE noise (text TEXT); INSERT INTO noise VALUES ('x')");
  await sleep(ROUNDS_MS);
  expect([loggedChanges(library), library.database.revision()]).toEqual(before);
  // The watcher was awake all the time.
  const second = await writeSong(music, 'song 2.wav');
  await expect.poll(() => paths(library), { timeout: 15_000 }).toEqual([second, song].toSorted());
}, 40_000);

test('music beside the program in a folder that was chosen for the data is music', async () => {
  const { data } = await musicAroundData();
  const song = await writeSong(data, 'mine', 'song.wav');
  const library = openScannedLibrary({ dataFolder: data });
  await library.add(data);
  expect(paths(library)).toEqual([song]);
});

test('the demo library in the data folder is a folder of its own, whatever lies around it', async () => {
  const { music, data, song, demo } = await musicAroundData();
  const library = openScannedLibrary({ dataFolder: data });
  const inner = await library.add(join(data, 'demo'));
  await library.add(music);
  expect(paths(library)).toEqual([demo, song].toSorted());
  expect(await library.service.folders()).toHaveLength(2);
  await library.service.removeFolder(inner.id);
  await library.add(join(data, 'demo'));
  expect(await library.service.folders()).toHaveLength(2);
});

test('no link leads to what the program keeps', async () => {
  const { music, data, song } = await musicAroundData();
  symlinkSync(join(data, 'cache'), join(music, 'a link'));
  const throughLink = join(tempFolder(), 'link to music');
  symlinkSync(music, throughLink);
  const library = openScannedLibrary({ dataFolder: data });
  await library.add(throughLink);
  expect(paths(library)).toEqual([song.replace(music, throughLink)]);
});

test.each([
  'library.db',
  'library.db-wal',
  'library.db-shm',
  'library.db-journal',
  'library.db.lock',
  'library.db.lock-journal',
  'library-2026-11-20.db.partial',
])('%s is no music', (name) => {
  expect(mayBeAudio(name)).toBe('no');
});

test('a scan of a part changes nothing but its files', async () => {
  const music = join(tempFolder(), 'music');
  await writeSong(music, 'song.wav');
  const library = openScannedLibrary();
  library.service.start();
  await library.add(music);
  const scanned = async () => (await library.service.folders())[0]?.lastScannedAt;
  const before = await scanned();
  library.advance(60_000);
  await writeSong(music, 'song 2.wav');
  await expect.poll(() => library.countTracks(), { timeout: 15_000 }).toBe(2);
  await library.service.scansDone();
  expect(await scanned()).toBe(before);
  await library.rescan();
  expect(await scanned()).not.toBe(before);
}, 20_000);
