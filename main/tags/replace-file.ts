import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { access, constants, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeError } from '#main/platform/atomic-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { piecesOf, type Splice } from './splice.ts';

const BLOCK = 1024 * 1024;
/** Coarse file systems keep times of two seconds. */
const COARSE_MS = 2000;
const IN_USE = new Set(['EBUSY', 'ETXTBSY', 'EPERM', 'EACCES']);

/** Opens the temporary file; another one in tests, whose disk is full. */
export type OpenNew = (path: string, mode: number) => Promise<FileHandle>;
const openNew: OpenNew = (path, mode) => open(path, 'wx', mode);

export interface Replacement {
  /** Without links. */
  readonly path: string;
  readonly splices: readonly Splice[];
  /** The file as it was when the splices were made. */
  readonly stats: Stats;
  /** Told the name of the temporary file before it is made, so that what a crash leaves is found again. */
  readonly onTemporary: (path: string) => void;
  /** Looks at the new file before it takes the place of the old one. @throws When it must not. */
  readonly check: (temporary: string) => Promise<void>;
  readonly openNew?: OpenNew | undefined;
}

/** Hidden and of an ending that no scan looks at. */
export const temporaryName = (): string => `.${randomUUID()}.tmp`;

export const isSameFile = (a: Stats, b: Stats): boolean =>
  a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino;

/** @throws {AppError} When the file or its folder is protected. Root may write it all the same, and does not. */
export async function checkWritable(path: string, stats: Stats): Promise<void> {
  const name = basename(path);
  if ((stats.mode & 0o222) === 0) {
    throw new AppError('permission-denied', `${name} is write-protected. Change its permissions.`, { name });
  }
  try {
    await access(path, constants.W_OK);
    await access(dirname(path), constants.W_OK);
  } catch (error) {
    throw writeError(error, name);
  }
}

/** Gathers small pieces, so that thousands of them are not as many calls. */
class Writer {
  private readonly handle: FileHandle;
  private waiting: Buffer[] = [];
  private length = 0;

  constructor(handle: FileHandle) {
    this.handle = handle;
  }

  async write(bytes: Buffer): Promise<void> {
    this.waiting.push(bytes);
    this.length += bytes.length;
    if (this.length >= BLOCK) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    this.length = 0;
    for (let at = 0; at < bytes.length; ) at += (await this.handle.write(bytes, at, bytes.length - at)).bytesWritten;
  }
}

async function copyRange(from: FileHandle, to: Writer, start: number, end: number): Promise<void> {
  for (let at = start; at < end; ) {
    const block = Buffer.allocUnsafe(Math.min(BLOCK, end - at));
    const { bytesRead } = await from.read(block, 0, block.length, at);
    if (bytesRead === 0) throw new AppError('conflict', 'The file became shorter while it was read.');
    await to.write(block.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** The same owner where that is allowed, and the same permissions in any case. */
async function copyRights(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await handle.stat();
  if (own.uid !== uid || own.gid !== gid) {
    try {
      await handle.chown(uid, gid);
    } catch (error) {
      // Only root may give files away: then the file is the user's own, as after any save in an editor.
      if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
    }
  }
  await handle.chmod(mode & 0o7777);
}

async function writeCopy(temporary: string, { path, splices, stats, ...rest }: Replacement): Promise<void> {
  const source = await open(path, 'r');
  try {
    const target = await (rest.openNew ?? openNew)(temporary, stats.mode & 0o777);
    try {
      const writer = new Writer(target);
      for (const piece of piecesOf(stats.size, splices)) {
        if (piece.kind === 'new') await writer.write(piece.bytes);
        else await copyRange(source, writer, piece.start, piece.end);
      }
      await writer.flush();
      await copyRights(target, stats);
      await leaveTrace(target, stats);
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** A scan goes by size and time: the time must differ also where the file system keeps it coarsely. */
async function leaveTrace(target: FileHandle, old: Stats): Promise<void> {
  const { atime, mtimeMs } = await target.stat();
  if (Math.abs(mtimeMs - old.mtimeMs) < COARSE_MS) await target.utimes(atime, new Date(old.mtimeMs + COARSE_MS));
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders and does not need it.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function takePlace(temporary: string, path: string): Promise<void> {
  try {
    await rename(temporary, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!IN_USE.has(code)) throw error;
    const name = basename(path);
    throw new AppError('busy', `${name} is in use by another program. Close it there and try again.`, { name }, error);
  }
}

/**
 * Makes a new file of the old one and the splices, and puts it in its place: whoever reads the path, at whatever moment
 * the machine stops, finds the old file or the new one.
 * @returns What the new file is to the file system.
 * @throws {AppError} `storage-full`, `permission-denied`, `busy` (in use), `conflict` (changed meanwhile) or what `check`
 * throws; the old file is then untouched.
 */
export async function replaceFile(replacement: Replacement): Promise<Stats> {
  const { path, stats, check, onTemporary } = replacement;
  await checkWritable(path, stats);
  const temporary = join(dirname(path), temporaryName());
  onTemporary(temporary);
  try {
    await writeCopy(temporary, replacement);
    await check(temporary);
    if (!isSameFile(await stat(path), stats)) {
      throw new AppError('conflict', `${basename(path)} was changed by another program meanwhile. Scan and try again.`);
    }
    await takePlace(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeError(error, basename(path));
  }
  await syncFolder(dirname(path));
  return await stat(path);
}
