import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TAG_READERS } from '#main/host/host-file-tags.ts';
import { changeTags } from '#main/tags/entry-changes.ts';
import { type OpenNew, replaceFile } from '#main/tags/replace-file.ts';
import { prepareFile, withTaggedFile, writePrepared } from '#main/tags/tagged-file.ts';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { entriesOf, fileHash, samplesHash, writeTags } from '#test/support/tag-files.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { HAS_FILE_MODES } from '#test/support/without-root.ts';

const CHILD = fileURLToPath(new URL('../../../support/tag-until-killed.ts', import.meta.url));
const NOTHING = async () => undefined;

function plainFile(): { readonly folder: string; readonly path: string } {
  const folder = tempFolder();
  const path = join(folder, 'a.bin');
  writeFileSync(path, 'abcdefghij');
  return { folder, path };
}
const splices = [{ start: 2, end: 4, bytes: Buffer.from('XYZ') }];
const replace = (path: string, more: Partial<Parameters<typeof replaceFile>[0]> = {}) =>
  replaceFile({ path, splices, stats: statSync(path), onTemporary: () => undefined, check: NOTHING, ...more });

/** A disk that is full after so many bytes. */
const fullAfter =
  (bytes: number): OpenNew =>
  async (path, mode) => {
    const handle = await open(path, 'wx', mode);
    let room = bytes;
    const write = handle.write.bind(handle) as (buffer: Buffer, at: number, length: number) => Promise<unknown>;
    Object.assign(handle, {
      write: async (buffer: Buffer, at: number, length: number) => {
        if (room <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        const part = Math.min(room, length);
        room -= part;
        return write(buffer, at, part);
      },
    });
    return handle;
  };

describe('a file that is replaced', () => {
  test('has the new bytes, the old permissions, and a time that a scan takes for a change', async () => {
    const { folder, path } = plainFile();
    chmodSync(path, 0o640);
    utimesSync(path, new Date(), new Date());
    const before = statSync(path);
    await replace(path);
    expect(readFileSync(path, 'utf8')).toBe('abXYZefghij');
    const after = statSync(path);
    if (HAS_FILE_MODES) expect(after.mode).toBe(before.mode);
    expect(Math.abs(after.mtimeMs - before.mtimeMs)).toBeGreaterThanOrEqual(1999);
    expect(readdirSync(folder)).toEqual(['a.bin']);
  });

  test('is left as it was when its disk is full, at any moment', async () => {
    const { folder, path } = plainFile();
    for (const bytes of [0, 1, 5, 10]) {
      await expect(replace(path, { openNew: fullAfter(bytes) })).rejects.toMatchObject({ code: 'storage-full' });
    }
    expect(readFileSync(path, 'utf8')).toBe('abcdefghij');
    expect(readdirSync(folder)).toEqual(['a.bin']);
  });

  test('is left as it was when the check fails', async () => {
    const { folder, path } = plainFile();
    const check = async () => {
      throw new Error('Not the same');
    };
    await expect(replace(path, { check })).rejects.toThrow('Not the same');
    expect(readFileSync(path, 'utf8')).toBe('abcdefghij');
    expect(readdirSync(folder)).toEqual(['a.bin']);
  });

  test('is left alone when another program changes it meanwhile', async () => {
    const { folder, path } = plainFile();
    const check = async () => writeFileSync(path, 'of another program');
    await expect(replace(path, { check })).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(path, 'utf8')).toBe('of another program');
    expect(readdirSync(folder)).toEqual(['a.bin']);
  });

  test.skipIf(!HAS_FILE_MODES)('is not touched when it is write-protected', async () => {
    const { path } = plainFile();
    chmodSync(path, 0o444);
    await expect(replace(path)).rejects.toMatchObject({ code: 'permission-denied' });
    expect(readFileSync(path, 'utf8')).toBe('abcdefghij');
  });
});

/** A file system of 2 MB; null where it may not be made. */
function smallDisk(): string | null {
  const folder = tempFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    // Only root may, and only outside of most containers.
    return null;
  }
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}

describe.skipIf(ffmpegPath === null)('a music file', () => {
  test('on a full disk stays whole', async ({ skip }) => {
    const folder = smallDisk() ?? '';
    skip(folder === '', 'No file system may be made here');
    const path = join(folder, 'a.wav');
    makeAudioFile(path, { seconds: 14 });
    const before = fileHash(path);
    await expect(writeTags(path, { comment: 'New' })).rejects.toMatchObject({ code: 'storage-full' });
    expect(fileHash(path)).toBe(before);
    expect(readdirSync(folder)).toEqual(['a.wav']);
  });

  test.skipIf(!HAS_FILE_MODES)('behind a link is written where it is, and the link stays one', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'real'));
    const path = join(folder, 'real', 'a.mp3');
    makeAudioFile(path);
    const link = join(folder, 'link.mp3');
    symlinkSync(path, link);
    await writeTags(link, { key: '8A' });
    expect(readlinkSync(link)).toBe(path);
    expect((await entriesOf(path)).map(({ id }) => id)).toContain('TKEY');
    expect(readdirSync(folder).sort()).toEqual(['link.mp3', 'real']);
  });

  test('that was changed between the preview and the write is left alone', async () => {
    const path = join(tempFolder(), 'a.flac');
    makeAudioFile(path);
    const prepared = await withTaggedFile(TAG_READERS, path, async (file) =>
      prepareFile(file, changeTags(file.document, { key: '8A' }).entries),
    );
    makeAudioFile(path, { hz: 880 });
    const other = fileHash(path);
    const write = writePrepared(TAG_READERS, prepared, [], { onTemporary: () => undefined });
    await expect(write).rejects.toMatchObject({ code: expect.stringMatching(/conflict|unsupported/) });
    expect(fileHash(path)).toBe(other);
  });

  test('is the old one or the new one, whenever the program is killed', { timeout: 120_000 }, async () => {
    const folder = tempFolder();
    const path = join(folder, 'a.mp3');
    makeAudioFile(path, { seconds: 20, output: ['-b:a', '320k'] });
    const samples = samplesHash(path);
    // The second one does not fit into the room of the first: both ways of writing are met.
    const comments = ['short', 'long '.repeat(900).trim()];
    let left = 0;
    for (let round = 0; round < 14; round += 1) {
      const child = spawn(process.execPath, [CHILD, path, ...comments], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 7 * round + 3));
      child.kill('SIGKILL');
      await once(child, 'close');
      const entries = await entriesOf(path);
      const said = entries.find(({ id }) => id.startsWith('COMM'))?.text;
      expect(comments).toContain(said);
      // Of one writing, both: never a comment of one and an object of another.
      const object = entries.find(({ id }) => id === 'GEOB:Serato Markers2')?.raw.toString('latin1');
      expect(object?.endsWith(`\0${said}`)).toBe(true);
      expect(samplesHash(path)).toBe(samples);
      left += readdirSync(folder).filter((name) => /^\..*\.tmp$/.test(name)).length > 0 ? 1 : 0;
    }
    // Else the kills never met a write, and the test would prove nothing.
    expect(left).toBeGreaterThan(0);
  });
});
