import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { PART_NAME } from '#main/copies/copy-file.ts';
import { copyList } from '#main/copies/copy-list.ts';
import { runCopy } from '#main/copies/run-copy.ts';
import { addOriginals, listed, openCopies, setUp } from '#test/support/copy-library.ts';
import { openTempLibrary, tempFolder } from '#test/support/temp-library.ts';

const COPIER = fileURLToPath(new URL('../../../support/copy-until-killed.ts', import.meta.url));

test('killed at any moment, no half file has its name, and the next copy ends it', { timeout: 120_000 }, async () => {
  const [music, stick] = [tempFolder(), tempFolder()];
  const originals = Array.from({ length: 12 }, (_, index) => ({
    title: `T${index}`,
    file: `${index}.wav`,
    bytes: 4_000_000,
  }));
  const library = openTempLibrary();
  const { ids } = addOriginals(library, originals, music);
  await library.close();
  const isWhole = (name: string) => {
    const place = Number(name.slice(0, 2)) - 1;
    return readFileSync(join(stick, 'Tracks', name)).equals(readFileSync(join(music, `${place}.wav`)));
  };
  let [seen, halves] = [0, 0];
  for (let round = 0; round < 6; round += 1) {
    const child = spawn(process.execPath, [COPIER, library.path, stick, ...ids], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    await once(child.stdout, 'data');
    await sleep(15 + round * 12);
    child.kill('SIGKILL');
    await closed;
    const names = existsSync(join(stick, 'Tracks'))
      ? listed(join(stick, 'Tracks')).filter((name) => name.endsWith('.wav'))
      : [];
    expect(names.every(isWhole)).toBe(true);
    seen = names.length;
    if (existsSync(join(stick, 'Tracks', PART_NAME))) halves += 1;
  }
  // It was killed in the middle of a file, and not only before or after.
  expect(halves).toBeGreaterThan(0);
  const reopened = openTempLibrary({ path: library.path });
  const { copies, ended } = openCopies(reopened);
  copies.start({ scope: { kind: 'tracks', ids }, folder: stick });
  const { result } = await ended();
  expect(result).toMatchObject({ problemCount: 0, kept: seen, copied: 12 - seen });
  expect(
    listed(join(stick, 'Tracks'))
      .filter((name) => name.endsWith('.wav'))
      .every(isWhole),
  ).toBe(true);
  expect(listed(join(stick, 'Tracks'))).not.toContain(PART_NAME);
});

/** A stick of 4 MB; null where it may not be made. */
function smallStick(): string | null {
  const folder = tempFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

test('a stick that is too small is told before anything is written; one that fills up keeps what is whole', async ({
  skip,
}) => {
  const stick = smallStick() ?? '';
  skip(stick === '', 'No file system may be made here');
  const { copy, target } = setUp(
    [
      { title: 'One', file: 'a.wav', bytes: 2_000_000 },
      { title: 'Two', file: 'b.wav', bytes: 3_500_000 },
    ],
    stick,
  );
  expect((await copy()).error).toMatch(/^The stick is full: 1\.\d MB more are needed/);
  expect(listed(target)).toEqual([]);
});

test('a stick that another program fills while files are copied to it keeps what is whole', async ({ skip }) => {
  const stick = smallStick() ?? '';
  skip(stick === '', 'No file system may be made here');
  const { ids, library, copy, target } = setUp(
    [
      { title: 'One', file: 'a.wav', bytes: 1_000_000 },
      { title: 'Two', file: 'b.wav', bytes: 2_000_000 },
    ],
    stick,
  );
  const deps = { database: library, tracksOf: () => Promise.resolve(ids), formatPlaylist: () => '' };
  const list = await copyList(deps, { scope: { kind: 'tracks', ids }, folder: stick });
  const onFile = () => writeFileSync(join(stick, 'filler'), randomBytes(2_000_000));
  const watch = { signal: new AbortController().signal, onFolder: () => undefined, onBytes: () => undefined, onFile };
  await expect(runCopy(deps, { list, resumes: false }, watch)).rejects.toMatchObject({
    code: 'storage-full',
    message: expect.stringMatching(/^The stick is full: \d(\.\d)? MB more are needed/) as string,
  });
  expect(listed(target)).toEqual(['01 One.wav']);
  rmSync(join(stick, 'filler'));
  expect((await copy()).result).toMatchObject({ kept: 1, copied: 1 });
});

test('a stick that is pulled out between two files is told, and what is on it goes on when it is back', async () => {
  const { ids, library, target, copy } = setUp();
  const deps = { database: library, tracksOf: () => Promise.resolve(ids), formatPlaylist: () => '' };
  const list = await copyList(deps, { scope: { kind: 'tracks', ids }, folder: dirname(target) });
  const away = join(tempFolder(), 'away');
  const onFile = () => renameSync(target, away);
  const watch = { signal: new AbortController().signal, onFolder: () => undefined, onBytes: () => undefined, onFile };
  await expect(runCopy(deps, { list, resumes: false }, watch)).rejects.toMatchObject({
    message: 'The stick is gone; put it back in and press Resume.',
  });
  expect(existsSync(target)).toBe(false);
  expect(listed(away)).toEqual(['01 Ann - One.mp3']);
  await expect(runCopy(deps, { list, resumes: true }, watch)).rejects.toMatchObject({ code: 'unavailable' });
  renameSync(away, target);
  expect((await copy()).result).toMatchObject({ kept: 1, copied: 2 });
});

test('where the stick was, an empty folder is not written to', async ({ skip }) => {
  const stick = smallStick() ?? '';
  skip(stick === '', 'No file system may be made here');
  const { copy, copies, ended } = setUp(
    [
      { title: 'Gone', file: 'gone.wav' },
      { title: 'Here', file: 'h.wav', bytes: 9 },
    ],
    stick,
  );
  expect(await copy()).toMatchObject({ canResume: true });
  execFileSync('umount', [stick]);
  copies.resume();
  expect((await ended()).error).toBe('The stick is gone; put it back in and press Resume.');
  expect(listed(stick)).toEqual([]);
  execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', stick]);
});
