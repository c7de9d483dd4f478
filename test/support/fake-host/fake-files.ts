import type { FileListing } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface FakeFolder {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

const HOME = '/home/dj';
const EMPTY: FakeFolder = { folders: [], files: [] };
const FOLDERS: Readonly<Record<string, FakeFolder>> = {
  '/': { folders: ['home'], files: [] },
  '/home': { folders: ['dj'], files: [] },
  [HOME]: {
    folders: ['Desktop', 'Documents', 'Music', 'private'],
    files: ['collection.xml', 'tracklist.txt', 'warmup.m3u8'],
  },
  [`${HOME}/Documents`]: { folders: ['Native Instruments'], files: ['sets 2025.csv'] },
  [`${HOME}/Music`]: { folders: ['_Serato_', 'Engine Library', 'Music'], files: ['iTunes Library.xml'] },
  [`${HOME}/Desktop`]: {
    folders: [],
    files: Array.from({ length: 640 }, (_, index) => `night ${String(index + 1).padStart(3, '0')}.m3u8`),
  },
};

/** The disk of the fake host: a home folder, one that may not be read, and everywhere else nothing. */
export function listFakeFiles(path: string = HOME): FileListing {
  if (path === `${HOME}/private`)
    throw new AppError('permission-denied', 'This folder cannot be read. Change its permissions.');
  if (!path.startsWith('/'))
    throw new AppError('invalid-input', 'Give the whole path of the folder, from the top of the drive.');
  if (!path.startsWith(HOME) && !(path in FOLDERS))
    throw new AppError('not-found', 'This folder does not exist. Check its path, or connect its drive.');
  const { folders, files } = FOLDERS[path] ?? EMPTY;
  const entry = (name: string) => ({ name, path: `${path === '/' ? '' : path}/${name}` });
  return {
    path,
    parent: path === '/' ? null : path.slice(0, path.lastIndexOf('/')) || '/',
    folders: folders.map(entry),
    files: files.map(entry),
  };
}
