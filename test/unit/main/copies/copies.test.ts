import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyFile, PART_NAME } from '#main/copies/copy-file.ts';
import { alignedBlock } from '#main/copies/read-through.ts';
import { listed, setUp, THREE } from '#test/support/copy-library.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const NAMES = ['01 Ann - One.mp3', '02 Bo_b - Two_ Ü.flac', '03 Three.wav'];

test('files go to a folder of their own in order, byte for byte, with a playlist beside them', async () => {
  const { copy, target, folder, copies, request } = setUp();
  expect(await copies.plan(request)).toMatchObject({
    files: 3,
    bytes: 3_000_010,
    there: 0,
    missingCount: 0,
    insideLibrary: false,
  });
  const { result, error, done, total, filesDone } = await copy();
  expect(error).toBeNull();
  expect(result).toMatchObject({
    copied: 3,
    kept: 0,
    problemCount: 0,
    cancelled: false,
    playlist: join(target, 'Tracks.m3u8'),
  });
  expect([done, total, filesDone]).toEqual([6_000_020, 6_000_020, 3]);
  expect(listed(target)).toEqual([...NAMES, 'Tracks.m3u8']);
  expect(readFileSync(join(target, NAMES[0] ?? '')).equals(readFileSync(join(folder, 'a.mp3')))).toBe(true);
  const lines = readFileSync(join(target, 'Tracks.m3u8'), 'utf8').split('\n');
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual(NAMES);
});

test('the same copy again compares and keeps what is there', async () => {
  const { copy, target, copies, request } = setUp();
  await copy();
  expect(await copies.plan(request)).toMatchObject({ there: 3, neededBytes: 0 });
  expect((await copy()).result).toMatchObject({ copied: 0, kept: 3 });
  expect(listed(target)).toEqual([...NAMES, 'Tracks.m3u8']);
});

test('another file of the same name and size is never written over; the copy beside it is found again', async () => {
  const { copy, target } = setUp();
  mkdirSync(target);
  const other = randomBytes(3_000_000);
  writeFileSync(join(target, '01 Ann - One.mp3'), other);
  writeFileSync(join(target, 'Tracks.m3u8'), 'mine');
  expect((await copy()).result).toMatchObject({ copied: 3, playlist: join(target, 'Tracks (2).m3u8') });
  expect((await copy()).result).toMatchObject({ copied: 0, kept: 3, playlist: join(target, 'Tracks (2).m3u8') });
  expect(readFileSync(join(target, '01 Ann - One.mp3')).equals(other)).toBe(true);
  expect(readFileSync(join(target, 'Tracks.m3u8'), 'utf8')).toBe('mine');
  expect(listed(target)).toEqual(['01 Ann - One (2).mp3', ...NAMES, 'Tracks (2).m3u8', 'Tracks.m3u8']);
});

test('what a broken copy left under the temporary name is begun anew', async () => {
  const { copy, target } = setUp();
  mkdirSync(target);
  writeFileSync(join(target, PART_NAME), 'half');
  expect((await copy()).result).toMatchObject({ copied: 3 });
  expect(listed(target)).not.toContain(PART_NAME);
});

test('tracks without a file keep their number; found again, Resume copies them', async () => {
  const { copy, copies, ended, target, folder, request } = setUp([
    { title: 'Gone', file: 'gone.mp3' },
    { title: 'Here', file: 'here.mp3', bytes: 5 },
  ]);
  expect(await copies.plan(request)).toMatchObject({ files: 1, missingCount: 1, missing: [{ track: 'Gone' }] });
  expect(await copy()).toMatchObject({ canResume: true, result: { copied: 1, problems: [{ track: 'Gone' }] } });
  expect(listed(target)).toEqual(['02 Here.mp3', 'Tracks.m3u8']);
  writeFileSync(join(folder, 'gone.mp3'), 'found');
  copies.resume();
  expect(await ended()).toMatchObject({ canResume: false, result: { copied: 1, kept: 1, problemCount: 0 } });
  expect(listed(target)).toEqual(['01 Gone.mp3', '02 Here.mp3', 'Tracks.m3u8']);
});

test('nothing to copy, a folder that is no whole path, and one that is not there are refused in words', async () => {
  const { copy, target, copies, request } = setUp([{ title: 'Gone', file: 'gone.mp3' }]);
  expect(await copy()).toMatchObject({ result: null, error: 'There is no file to copy.' });
  expect(existsSync(target)).toBe(false);
  await expect(copies.plan({ ...request, folder: 'stick' })).rejects.toMatchObject({ code: 'invalid-input' });
  const gone = copies.plan({ ...request, folder: '/nowhere/at/all' });
  await expect(gone).rejects.toMatchObject({ message: expect.stringContaining('put it back in') as string });
});

test('a set with a file in the place of its folder is refused', async () => {
  const { copy, target } = setUp();
  writeFileSync(target, 'a file');
  expect((await copy()).error).toMatch(/There is a file "Tracks"/);
  expect(readFileSync(target, 'utf8')).toBe('a file');
});

test('a copy inside a music folder is told', async () => {
  const { library, copies, request, stick } = setUp();
  const set = { path: stick, last_scanned_at: null };
  library.mutate({
    origin: 'user',
    label: 'Add folder',
    mutations: [{ op: 'insert', table: 'library_folders', id: library.newId(), set }],
  });
  expect(await copies.plan(request)).toMatchObject({ insideLibrary: true });
});

test('a file that goes on changing while it is copied gets no name', async () => {
  const folder = tempFolder();
  const source = join(folder, 'a.wav');
  writeFileSync(source, randomBytes(2_500_000));
  const stick = tempFolder();
  let reads = 0;
  const onBytes = () => {
    reads += 1;
    appendFileSync(source, 'x');
  };
  const copying = copyFile(
    source,
    { folder: stick, name: '01.wav' },
    { block: alignedBlock(), signal: new AbortController().signal, onBytes },
  );
  await expect(copying).rejects.toMatchObject({
    message: expect.stringContaining('changed while it was copied') as string,
  });
  expect(reads).toBeGreaterThan(3);
  expect(listed(stick)).toEqual([PART_NAME]);
});

test('a file that changed once while it was copied is copied anew, as it is then', async () => {
  const source = join(tempFolder(), 'a.wav');
  writeFileSync(source, randomBytes(2_500_000));
  const stick = tempFolder();
  let isFirst = true;
  const onBytes = () => {
    if (isFirst) appendFileSync(source, 'x');
    isFirst = false;
  };
  await copyFile(
    source,
    { folder: stick, name: '01.wav' },
    { block: alignedBlock(), signal: new AbortController().signal, onBytes },
  );
  expect(readFileSync(join(stick, '01.wav')).equals(readFileSync(source))).toBe(true);
});

test('bytes that come back from the stick changed are told, and the file gets no name', async () => {
  const source = join(tempFolder(), 'a.wav');
  writeFileSync(source, randomBytes(2_000_000));
  const stick = tempFolder();
  let [read, spoilt] = [0, 0];
  const onBytes = (count: number) => {
    read += count;
    // Written whole, not yet read back: another byte stands in the middle of the file by then.
    if (read % 4_000_000 !== 2_000_000) return;
    spoilt += 1;
    const part = join(stick, PART_NAME);
    const bytes = readFileSync(part);
    bytes[1_500_000] = 255 - (bytes[1_500_000] ?? 0);
    writeFileSync(part, bytes);
  };
  const copying = copyFile(
    source,
    { folder: stick, name: '01.wav' },
    { block: alignedBlock(), signal: new AbortController().signal, onBytes },
  );
  await expect(copying).rejects.toMatchObject({ message: expect.stringContaining('may be broken') as string });
  expect(spoilt).toBe(2);
  expect(listed(stick)).toEqual([PART_NAME]);
});

test('cancelled, it leaves whole files and nothing begun, and Resume goes on', async () => {
  const { copies, ended, request, target } = setUp([...THREE].map((file) => ({ ...file, bytes: 8_000_000 })));
  copies.start(request);
  for await (const { filesDone } of copies.watch()) if (filesDone >= 1) break;
  await copies.cancel();
  expect(await ended()).toMatchObject({ canResume: true, result: { cancelled: true, playlist: null } });
  expect(listed(target)).not.toContain(PART_NAME);
  copies.resume();
  expect((await ended()).result).toMatchObject({ cancelled: false, problemCount: 0 });
  expect(listed(target)).toEqual([...NAMES, 'Tracks.m3u8']);
});
