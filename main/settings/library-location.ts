import { existsSync, readFileSync, statSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { writeError, writeFileAtomic } from '#main/platform/atomic-file.ts';
import { makeFolder } from '#main/platform/make-folder.ts';
import type { LibraryLocation } from '#shared/contract/settings.ts';
import type { Notice } from '#shared/contract/system.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const LIBRARY_FILE = 'library.db';
const POINTER_FILE = 'location.json';
/** The copy needs a little more than the library: it is written while the library may still grow. */
const SPACE_FACTOR = 1.2;

/** Stands in the data folder; absent as long as the library was never moved. */
const Pointer = z.object({ folder: z.string().min(1), moveTo: z.string().min(1).nullable() });
type Pointer = z.infer<typeof Pointer>;

/** Copies a library that is not in use, and checks the copy. @throws When there is no sound copy at `to`. */
export type CopyLibrary = (from: string, to: string) => Promise<void>;

function readPointer(dataFolder: string): Pointer {
  const path = join(dataFolder, POINTER_FILE);
  if (!existsSync(path)) return { folder: dataFolder, moveTo: null };
  const text = readFileSync(path, 'utf8');
  try {
    return Pointer.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError(
      'conflict',
      `${POINTER_FILE} in the data folder says where your library is, and is damaged. Correct or delete it: without it, the library in the data folder is used.`,
      {},
      cause,
    );
  }
}

const writePointer = (dataFolder: string, pointer: Pointer) =>
  writeFileAtomic(join(dataFolder, POINTER_FILE), `${JSON.stringify(pointer, null, 2)}\n`);

/**
 * Does the move that was asked for before the program was restarted; the library must not be open yet. When it fails,
 * the library stays where it was.
 * @returns The folder of the library, and what the user must be told.
 * @throws {AppError} `unavailable` when the folder of a moved library is not there (a drive is not connected).
 */
export async function settleLibraryFolder(
  dataFolder: string,
  copy: CopyLibrary,
): Promise<{ readonly folder: string; readonly notice: Omit<Notice, 'id'> | null }> {
  const { folder, moveTo } = readPointer(dataFolder);
  if (folder !== dataFolder && !existsSync(join(folder, LIBRARY_FILE))) {
    throw new AppError(
      'unavailable',
      `Your library is in ${folder}, which is not there. Connect its drive and start again, or start with another library: --data DIR.`,
    );
  }
  if (moveTo === null) return { folder, notice: null };
  try {
    await copy(join(folder, LIBRARY_FILE), join(moveTo, LIBRARY_FILE));
    await writePointer(dataFolder, { folder: moveTo, moveTo: null });
    const message = `MusicForge now uses the copy in ${moveTo}. The old one is kept in ${folder}; delete it when you are sure.`;
    return { folder: moveTo, notice: { level: 'info', title: 'Your library has moved', message } };
  } catch (error) {
    await writePointer(dataFolder, { folder, moveTo: null });
    const reason = error instanceof Error ? error.message : String(error);
    const message = `It stays in ${folder}. ${reason}`;
    return { folder, notice: { level: 'error', title: 'Your library could not be moved', message } };
  }
}

/** @throws {AppError} When a library of `bytes` cannot be put into `folder`; the message says what to do. */
async function checkTarget(folder: string, bytes: number): Promise<void> {
  try {
    makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    const known = writeError(error, folder);
    if (known instanceof AppError) throw known;
    throw new AppError('invalid-input', `${folder} is not a folder that can be used. Choose another.`, {}, error);
  }
  if (existsSync(join(folder, LIBRARY_FILE)))
    throw new AppError('conflict', 'There is a MusicForge library in that folder already. Choose an empty folder.');
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes * SPACE_FACTOR)
    throw new AppError('storage-full', 'There is not enough space in that folder. Free some, or choose another.');
}

export interface LibraryLocationService {
  location(): LibraryLocation;
  /** Notes the move for the next start, when the library is not in use. @throws {AppError} If `path` cannot be used. */
  moveLibrary(path: string): Promise<LibraryLocation>;
}

/**
 * Where the library is and will be.
 * @param folder Where it is now (from `settleLibraryFolder`).
 */
export function createLibraryLocation(dataFolder: string, folder: string): LibraryLocationService {
  const databaseBytes = () => statSync(join(folder, LIBRARY_FILE)).size;
  const location = (): LibraryLocation => ({
    path: folder,
    databaseBytes: databaseBytes(),
    movesToOnRestart: readPointer(dataFolder).moveTo,
  });
  return {
    location,
    moveLibrary: async (path) => {
      if (!isAbsolute(path)) throw new AppError('invalid-input', 'Give the full path of a folder.');
      const target = resolve(path);
      // Moving to where it is takes back a move that was asked for.
      if (target !== resolve(folder)) await checkTarget(target, databaseBytes());
      await writePointer(dataFolder, { folder, moveTo: target === resolve(folder) ? null : target });
      return location();
    },
  };
}
