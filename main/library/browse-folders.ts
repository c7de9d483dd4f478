import { readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { FolderListing } from '#shared/contract/library.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isHidden } from './audio-format.ts';

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** @throws {AppError} In words for the user, for every way in which a folder cannot be opened. */
export function folderError(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT') {
    return new AppError('not-found', 'This folder does not exist. Check its path, or connect its drive.', {}, error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppError('permission-denied', 'This folder cannot be read. Change its permissions.', {}, error);
  }
  if (code === 'ENOTDIR') return new AppError('invalid-input', 'This is a file. Choose a folder.', {}, error);
  return new AppError('unavailable', 'This folder cannot be opened. Check its drive and try again.', {}, error);
}

/**
 * Makes a path from outside absolute and plain.
 * @throws {AppError} `invalid-input`
 */
export function plainFolderPath(path: string): string {
  if (path.includes('\0') || !isAbsolute(path)) {
    throw new AppError('invalid-input', 'Give the whole path of the folder, from the top of the drive.');
  }
  return resolve(path);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // A link to nothing, or to what may not be seen, is no folder to choose.
    return false;
  }
}

/**
 * The drives of a Windows machine, as the folder above them all: its path is "".
 * @param isThere Whether a drive's top folder can be opened.
 */
export async function listDrives(isThere: (path: string) => Promise<boolean>): Promise<FolderListing> {
  const paths = Array.from({ length: 26 }, (_, index) => `${String.fromCharCode(65 + index)}:\\`);
  const there = await Promise.all(paths.map(isThere));
  const drives = paths.filter((_, index) => there[index]);
  return { path: '', parent: null, folders: drives.map((path) => ({ name: path.slice(0, 2), path })) };
}

/** Above the top of a drive stand the drives on Windows, and nothing elsewhere. */
function parentOf(folder: string): string | null {
  const parent = dirname(folder);
  if (parent !== folder) return parent;
  return process.platform === 'win32' ? '' : null;
}

/**
 * Sub-folders of a folder, sorted by name, for choosing one. Hidden ones are left out; links to folders count.
 * @throws {AppError} `not-found`, `permission-denied`, `invalid-input`, `unavailable`
 */
export async function browseFolder(path: string): Promise<FolderListing> {
  if (path === '' && process.platform === 'win32') return listDrives(isFolder);
  const folder = plainFolderPath(path);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const candidates = entries.filter(
      (entry) => !isHidden(entry.name) && (entry.isDirectory() || entry.isSymbolicLink()),
    );
    const checked = await Promise.all(
      candidates.map(async (entry) => entry.isDirectory() || (await isFolder(join(folder, entry.name)))),
    );
    const names = candidates.filter((_, index) => checked[index]).map(({ name }) => name);
    return {
      path: folder,
      parent: parentOf(folder),
      folders: names.toSorted(byName.compare).map((name) => ({ name, path: join(folder, name) })),
    };
  } catch (error) {
    throw folderError(error);
  }
}
