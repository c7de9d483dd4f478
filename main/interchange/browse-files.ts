import { readdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { FileListing } from '#shared/contract/interchange.ts';
import { mayHoldSeratoTags } from './list-music.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Endings of libraries and playlists; and of nothing, as Serato's "database V2". */
const LIBRARY = /\.(?:xml|nml|crate|db|sqlite|m3u8?|cue|csv|tsv|txt)$|^database V2$/i;
const ARCHIVE = /\.musicforge$/i;
const READABLE = {
  import: (name: string): boolean => LIBRARY.test(name) || mayHoldSeratoTags(name),
  archive: (name: string): boolean => ARCHIVE.test(name),
} as const;
export type BrowseKind = keyof typeof READABLE;
const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function browseError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT') return new AppError('not-found', 'This folder does not exist. Check its path.', {}, error);
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppError('permission-denied', 'This folder cannot be read. Change its permissions.', {}, error);
  }
  if (code === 'ENOTDIR') return new AppError('invalid-input', 'This is a file. Choose a folder.', {}, error);
  return error;
}

/**
 * Folders, and files that may be libraries or playlists, then music files with Serato's tags (or archives of MusicForge), sorted
 * by name; hidden ones are left out.
 * @throws {AppError} `not-found`, `permission-denied`, `invalid-input`
 */
export async function browseFiles(path: string, kind: BrowseKind): Promise<FileListing> {
  if (path.includes('\0') || !isAbsolute(path)) {
    throw new AppError('invalid-input', 'Give the whole path of the folder, from the top of the drive.');
  }
  const folder = resolve(path);
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
    const list = (names: readonly string[]) =>
      names.toSorted(byName.compare).map((name) => ({ name, path: join(folder, name) }));
    const isFolder = (entry: (typeof entries)[number]): boolean => entry.isDirectory();
    const parent = dirname(folder);
    const readable = entries.filter((entry) => !isFolder(entry) && READABLE[kind](entry.name)).map(({ name }) => name);
    // Music comes last: there is much of it, and long lists are cut.
    const [music = [], others = []] = [true, false].map((is) =>
      readable.filter((name) => mayHoldSeratoTags(name) === is),
    );
    return {
      path: folder,
      parent: parent === folder ? null : parent,
      folders: list(entries.filter(isFolder).map(({ name }) => name)),
      files: [...list(others), ...list(music)],
    };
  } catch (error) {
    throw browseError(error);
  }
}
