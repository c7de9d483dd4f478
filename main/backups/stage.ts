import { copyFile } from 'node:fs/promises';
import { isoTime } from '#main/platform/clock.ts';
import type { BackupFile } from '#main/storage/backups.ts';
import {
  discardStaged,
  type Provenance,
  type StageOptions,
  stageError,
  stageLibrary,
  unfinishedPath,
} from '#main/storage/staged-library.ts';
import type { LibraryCounts } from '#shared/contract/backups.ts';
import { unpackArchive } from './read-archive.ts';

export type StageRequest = Omit<StageOptions, 'provenance'>;

/** Unpacking an archive, against what follows. */
const UNPACKED = 0.7;

/** @param fetch Puts the library to be staged where it is begun. */
async function stage(request: StageRequest, fetch: (target: string) => Promise<Provenance>): Promise<LibraryCounts> {
  const { libraryPath } = request;
  discardStaged(libraryPath);
  let provenance: Provenance;
  try {
    provenance = await fetch(unfinishedPath(libraryPath));
  } catch (error) {
    discardStaged(libraryPath);
    throw stageError(error);
  }
  return stageLibrary({ ...request, provenance });
}

/**
 * Puts a copy of a backup beside the library, ready to take its place at the next opening.
 * @returns What it holds.
 * @throws {AppError} `conflict` for a damaged one, `unsupported`, `storage-full`; the reason of the signal when it aborts.
 */
export function stageBackup({ path, madeMs }: BackupFile, request: StageRequest): Promise<LibraryCounts> {
  return stage(request, async (target) => {
    await copyFile(path, target);
    return { kind: 'backup', madeAt: isoTime(madeMs) };
  });
}

/** The same with the library of an archive. */
export function stageArchive(path: string, request: StageRequest): Promise<LibraryCounts> {
  const { signal, onProgress } = request;
  const rest = { ...request, onProgress: (done: number) => onProgress(UNPACKED + done * (1 - UNPACKED)) };
  return stage(rest, async (target) => {
    const { madeAt } = await unpackArchive(path, target, { signal, onProgress: (done) => onProgress(done * UNPACKED) });
    return { kind: 'archive', madeAt };
  });
}
