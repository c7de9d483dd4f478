import { lstat, realpath } from 'node:fs/promises';
import { join, relative, isAbsolute } from 'node:path';
import { folderPaths } from '#main/storage/queries/folders.ts';
import type { CopyPlan } from '#shared/contract/copies.ts';
import { PART_NAME } from './copy-file.ts';
import type { CopiesDeps } from './copies-deps.ts';
import { type CopyList, freeBytesOf, takenBytes } from './copy-list.ts';

/** Shown of a list that may be long. */
export const MOST_SHOWN = 100;

/** @returns null where no file is. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const stats = await lstat(path);
    return stats.isFile() ? stats.size : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function liesIn(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    // A music folder on a drive that is not there.
    if (error instanceof Error && 'code' in error) return path;
    throw error;
  }
}

async function isInsideLibrary({ database }: Pick<CopiesDeps, 'database'>, folder: string): Promise<boolean> {
  const real = await realOf(folder);
  for (const { path } of folderPaths(database)) if (liesIn(real, await realOf(path))) return true;
  return false;
}

export interface Space {
  readonly there: number;
  readonly neededBytes: number;
  readonly freeBytes: number;
}

/** What is still to be written, and the room for it. A file of the right name and size counts as there: it is compared when its turn comes. */
export async function spaceFor({ items, folder, chosen }: CopyList): Promise<Space> {
  const { free, block } = await freeBytesOf(chosen);
  const begun = (await sizeOf(join(folder, PART_NAME))) ?? 0;
  let [there, neededBytes] = [0, 0];
  for (const { name, bytes } of items) {
    if ((await sizeOf(join(folder, name))) === bytes) there += 1;
    else neededBytes += takenBytes(bytes, block);
  }
  return { there, neededBytes, freeBytes: free + takenBytes(begun, block) };
}

/** What a copy would do. @throws {AppError} `unavailable` where the folder is gone. */
export async function planCopy(deps: Pick<CopiesDeps, 'database'>, list: CopyList): Promise<CopyPlan> {
  const { items, missing, folder, chosen } = list;
  return {
    folder,
    files: items.length,
    bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(await spaceFor(list)),
    missing: missing.slice(0, MOST_SHOWN),
    missingCount: missing.length,
    insideLibrary: await isInsideLibrary(deps, chosen),
  };
}
