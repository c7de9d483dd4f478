import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeFileAtomic } from '#main/platform/atomic-file.ts';
import type { CopyProblem, CopyResult } from '#shared/contract/copies.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CopiesDeps, ListedTrack } from './copies-deps.ts';
import { copyFile, PART_NAME } from './copy-file.ts';
import { type CopyItem, type CopyList, wordsOfItem } from './copy-list.ts';
import { otherName, safeName } from './copy-names.ts';
import { MOST_SHOWN, spaceFor } from './plan-copy.ts';
import { alignedBlock } from './read-through.ts';
import { fullError, goneError, isFileFault, targetError } from './target-errors.ts';

export interface CopyWatch {
  readonly signal: AbortSignal;
  /** The folder of the copy is there. */
  readonly onFolder: () => void;
  /** Bytes of work: each byte is read or written once and read back once. */
  readonly onBytes: (count: number) => void;
  readonly onFile: () => void;
}

export interface CopyRun {
  readonly list: CopyList;
  /** The folder of the copy must be there: it was made before, and an empty place of a stick that is out is not it. */
  readonly resumes: boolean;
}

/** Last line of the playlists of this program: one of its own may be replaced. */
const OWN_MARK = '#MUSICFORGE-COPY';
const MOST_OTHERS = 1000;

async function makeFolder({ list: { folder, chosen }, resumes }: CopyRun): Promise<void> {
  try {
    if (!(await stat(chosen)).isDirectory()) throw goneError();
    if (!resumes) await mkdir(folder, { recursive: true });
    if ((await stat(folder)).isDirectory()) return;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw isFile(folder);
    throw targetError(error);
  }
  throw isFile(folder);
}

const isFile = (folder: string): AppError =>
  new AppError('conflict', `There is a file "${basename(folder)}" where the folder should be. Choose another folder.`);

/** The disk that a folder is on: where it changes, the stick was pulled out and the folder below its place is another. */
async function diskOf(folder: string): Promise<number> {
  try {
    return (await stat(folder)).dev;
  } catch (error) {
    throw targetError(error);
  }
}

async function assertSpace(list: CopyList): Promise<void> {
  const { neededBytes, freeBytes } = await spaceFor(list);
  if (neededBytes > freeBytes) throw fullError(neededBytes - freeBytes);
}

/** What is missing on a disk that became full while it was written to. */
async function withMissing(error: unknown, list: CopyList): Promise<unknown> {
  if (!(error instanceof AppError && error.code === 'storage-full')) return error;
  const { neededBytes, freeBytes } = await spaceFor(list);
  return fullError(Math.max(1, neededBytes - freeBytes));
}

/** @returns null where nothing is. */
async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Under the name of the list, or the next that no other program's file has. */
async function writePlaylist(folder: string, name: string, text: string): Promise<string> {
  const content = `${text}${OWN_MARK}\n`;
  const file = `${safeName(name, 'Tracks')}.m3u8`;
  for (let number = 1; number <= MOST_OTHERS; number += 1) {
    const path = join(folder, number === 1 ? file : otherName(file, number));
    const there = await textOf(path);
    if (there !== null && !there.endsWith(`${OWN_MARK}\n`)) continue;
    // Also where nothing changed: it makes the names in the folder durable.
    await writeFileAtomic(path, content);
    return path;
  }
  throw new AppError('conflict', `There are ${MOST_OTHERS} playlists "${file}" already. Choose another folder.`);
}

/** No more for one file than its work is, whatever was done twice, and all of it in the end. */
function countedFor({ bytes }: CopyItem, { onBytes }: CopyWatch) {
  let left = bytes * 2;
  const count = (some: number): void => {
    const now = Math.min(some, left);
    left -= now;
    if (now > 0) onBytes(now);
  };
  return { count, finish: () => count(left) };
}

interface Tally {
  readonly listed: ListedTrack[];
  readonly problems: CopyProblem[];
  copied: number;
  kept: number;
}

async function copyItems({ folder, items }: CopyList, watch: CopyWatch, tally: Tally): Promise<void> {
  const block = alignedBlock();
  const disk = await diskOf(folder);
  for (const item of items) {
    watch.signal.throwIfAborted();
    if ((await diskOf(folder)) !== disk) throw goneError();
    const counted = countedFor(item, watch);
    try {
      const options = { block, signal: watch.signal, onBytes: counted.count };
      const { name, kept } = await copyFile(item.source, { folder, name: item.name }, options);
      const { title, artist, durationSeconds } = item;
      tally.listed.push({ title, artist, durationSeconds, path: name });
      tally[kept ? 'kept' : 'copied'] += 1;
    } catch (error) {
      if (!isFileFault(error)) throw error;
      tally.problems.push({ track: wordsOfItem(item), reason: error.message });
    }
    counted.finish();
    watch.onFile();
  }
}

/** Leaves nothing begun, as long as the stick is there to be tidied. */
async function removePart(folder: string): Promise<void> {
  try {
    await rm(join(folder, PART_NAME), { force: true });
  } catch (error) {
    // The reason why the copy ended is what the user must hear; the next copy removes it.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/**
 * Copies the files of a list and writes an M3U8 playlist of those that are there. Going on with a copy is the same again: what is
 * there is compared and kept.
 * @throws {AppError} `storage-full`, `permission-denied`, `unavailable`, `conflict`, with what to do.
 */
export async function runCopy(
  deps: Pick<CopiesDeps, 'formatPlaylist'>,
  run: CopyRun,
  watch: CopyWatch,
): Promise<CopyResult> {
  const { list } = run;
  if (list.items.length === 0) throw new AppError('invalid-input', 'There is no file to copy.');
  const tally: Tally = { listed: [], problems: [...list.missing], copied: 0, kept: 0 };
  const result = (playlist: string | null, cancelled: boolean): CopyResult => ({
    folder: list.folder,
    playlist,
    copied: tally.copied,
    kept: tally.kept,
    problems: tally.problems.slice(0, MOST_SHOWN),
    problemCount: tally.problems.length,
    cancelled,
  });
  try {
    await makeFolder(run);
    watch.onFolder();
    await assertSpace(list);
    await copyItems(list, watch, tally);
    return result(await writePlaylist(list.folder, list.name, deps.formatPlaylist(list.name, tally.listed)), false);
  } catch (error) {
    if (watch.signal.aborted) return result(null, true);
    throw await withMissing(targetError(error), list);
  } finally {
    await removePart(list.folder);
  }
}
