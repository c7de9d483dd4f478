import { createHash } from 'node:crypto';
import { type FileHandle, lstat, open, rename, rm, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { otherName } from './copy-names.ts';
import { hashFile, hashOnDisk, type ReadOptions, readThrough } from './read-through.ts';
import { fileFault, OF_FILE, sourceError, targetError } from './target-errors.ts';

/** One at a time is written: what a killed program leaves is found again, and begun anew. */
export const PART_NAME = '.musicforge-copy.part';
const ATTEMPTS = 2;
const MOST_OTHERS = 1000;

export interface CopiedFile {
  /** In the folder. */
  readonly name: string;
  /** Was there already with the same content. */
  readonly kept: boolean;
}

/** Through links: music may be linked into a folder. @throws {AppError} A fault of the file. */
export async function statSource(path: string): Promise<Stats> {
  const stats = await onSource(() => stat(path));
  if (stats.isFile()) return stats;
  throw fileFault('What stands at its place is no file. Locate it, then press Resume.');
}

/** @returns null where nothing is. */
async function lookAt(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function onTarget<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw targetError(error);
  }
}

async function onSource<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw sourceError(error);
  }
}

interface Search {
  /** The name under which the same content is there. */
  readonly same: string | null;
  /** The first name that is free. */
  readonly free: string;
}

function nameOf(name: string, number: number): string {
  return number === 1 ? name : otherName(name, number);
}

/** Looks for the copy under its name and those that it was given before because of other files. */
async function searchCopy(source: string, sourceBytes: number, target: Target, options: ReadOptions): Promise<Search> {
  let hash: string | null = null;
  for (let number = 1; number <= MOST_OTHERS; number += 1) {
    const name = nameOf(target.name, number);
    const path = join(target.folder, name);
    const there = await onTarget(() => lookAt(path));
    if (there === null) return { same: null, free: name };
    if (!there.isFile() || there.size !== sourceBytes) continue;
    hash ??= await onSource(() => hashFile(source, options));
    if ((await onTarget(() => hashFile(path, options))) === hash) return { same: name, free: name };
  }
  throw fileFault(`There are ${MOST_OTHERS} other files of its name. Choose another folder.`);
}

const isUnchanged = (before: Stats, after: Stats): boolean =>
  before.size === after.size && before.mtimeMs === after.mtimeMs && before.ctimeMs === after.ctimeMs;

async function writeBlock(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
}

/** @returns SHA-256 of what was read. @throws {AppError} A fault of the file when it changed meanwhile. */
async function writePart(source: string, part: string, options: ReadOptions): Promise<string> {
  const hash = createHash('sha256');
  const from = await onSource(() => open(source, 'r'));
  try {
    await onTarget(() => rm(part, { force: true }));
    const to = await onTarget(() => open(part, 'wx'));
    try {
      const before = await onSource(() => from.stat());
      const write = async (bytes: Uint8Array) => {
        hash.update(bytes);
        await onTarget(() => writeBlock(to, bytes));
      };
      await onSource(() => readThrough(from, write, options));
      if (!isUnchanged(before, await onSource(() => from.stat()))) throw changed();
      await onTarget(() => to.sync());
    } finally {
      await onTarget(() => to.close());
    }
  } finally {
    await from.close();
  }
  return hash.digest('hex');
}

/** Of these one is tried once more. */
const AGAIN = { again: 1 };

const changed = (): AppError => {
  const message = 'Its file was changed while it was copied. When no program writes it any more, press Resume.';
  return new AppError('unavailable', message, { ...OF_FILE, ...AGAIN });
};

const damaged = (name: string): AppError =>
  new AppError(
    'unavailable',
    `"${name}" came back from the stick with other content than was written: the stick may be broken. Take another one, or press Resume to try again.`,
    AGAIN,
  );

export interface Target {
  /** Absolute; is there. */
  readonly folder: string;
  /** The name that the copy should have. */
  readonly name: string;
}

/** Never over another file: that a name is free is looked at just before. */
async function giveName(part: string, source: string, target: Target, options: ReadOptions): Promise<string> {
  const { size } = await lstat(part);
  const quiet = { ...options, onBytes: () => undefined };
  const { free, same } = await searchCopy(source, size, target, quiet);
  if (same === null) await rename(part, join(target.folder, free));
  else await rm(part);
  return free;
}

async function copyOnce(source: string, target: Target, options: ReadOptions): Promise<string> {
  const part = join(target.folder, PART_NAME);
  const written = await writePart(source, part, options);
  const readBack = await onTarget(() => hashOnDisk(part, options));
  if (written !== readBack) throw damaged(target.name);
  return onTarget(() => giveName(part, source, target, options));
}

/**
 * Copies a file under a temporary name, reads it back from the disk and compares SHA-256 of all bytes, and only then gives it
 * its name. A file that is there with the same content is kept; one with other content is never touched: the copy
 * gets another name. A source that changes meanwhile, and bytes that come back changed, are copied once more.
 * @throws {AppError} A fault of the file (`isFileFault`), `storage-full`, `permission-denied`, `unavailable`.
 */
export async function copyFile(source: string, target: Target, options: ReadOptions): Promise<CopiedFile> {
  const { size } = await statSource(source);
  const { same } = await searchCopy(source, size, target, options);
  if (same !== null) return { name: same, kept: true };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { name: await copyOnce(source, target, options), kept: false };
    } catch (error) {
      const isWorthIt = error instanceof AppError && error.details['again'] === AGAIN.again;
      if (!isWorthIt || attempt >= ATTEMPTS) throw error;
    }
  }
}
