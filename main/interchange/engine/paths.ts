import { posix, win32 } from 'node:path';

/** Engine keeps paths relative to the folder "Engine Library", with slashes on all systems. */
const WINDOWS = /^[A-Za-z]:|\\/;
const WHOLE_PATH = /^([A-Za-z]:[\\/]|\/|\\\\)/;
const DATABASE_FOLDER = 'Database2';

const flavour = (folder: string) => (WINDOWS.test(folder) ? win32 : posix);

/** The folder that paths are relative to, by where the database lies; null if it lies somewhere else. */
export function engineLibraryFolder(databasePath: string): string | null {
  const paths = flavour(databasePath);
  const folder = paths.dirname(databasePath);
  return paths.basename(folder) === DATABASE_FOLDER ? paths.dirname(folder) : null;
}

export function fromEnginePath(stored: string, libraryFolder: string | null): string {
  if (WHOLE_PATH.test(stored)) return WINDOWS.test(stored) ? stored.replaceAll('/', '\\') : stored;
  return libraryFolder === null ? stored : flavour(libraryFolder).join(libraryFolder, stored);
}

/** A path on another drive stays whole. */
export function toEnginePath(path: string, libraryFolder: string): string {
  const isSameSystem = WHOLE_PATH.test(path) && WINDOWS.test(path) === WINDOWS.test(libraryFolder);
  const relative = isSameSystem ? flavour(libraryFolder).relative(libraryFolder, path) : path;
  return WINDOWS.test(path) ? relative.replaceAll('\\', '/') : relative;
}
