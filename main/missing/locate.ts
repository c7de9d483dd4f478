import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { findFileByPath } from '#main/storage/queries/files.ts';
import { placesOfTrack } from '#main/storage/queries/missing-files.ts';
import { trackFields } from '#main/storage/queries/tracks.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { AudioListing } from '#shared/contract/missing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { MissingDeps, ReadFile } from './missing-deps.ts';
import { writePlaces } from './write-places.ts';

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Folders and music files of a folder, sorted by name; hidden ones are left out. */
export async function browseAudio(
  { browse, mayBeAudio, folderError }: Pick<MissingDeps, 'browse' | 'mayBeAudio' | 'folderError'>,
  path: string | undefined,
): Promise<AudioListing> {
  const listing = await browse(path);
  if (listing.path === '') return { ...listing, files: [] };
  try {
    const entries = await readdir(listing.path, { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && mayBeAudio(entry.name))
      .map(({ name }) => name)
      .toSorted(byName.compare);
    return { ...listing, files: names.map((name) => ({ name, path: join(listing.path, name) })) };
  } catch (error) {
    throw folderError(error);
  }
}

async function readChosen({ readFile }: Pick<MissingDeps, 'readFile'>, path: string): Promise<ReadFile> {
  if (path.includes('\0') || !isAbsolute(path)) {
    throw new AppError('invalid-input', 'Give the whole path of the file, from the top of the drive.');
  }
  let stats: Awaited<ReturnType<typeof stat>>;
  try {
    stats = await stat(path);
  } catch (error) {
    throw new AppError('not-found', 'This file does not exist. Check its path, or connect its drive.', {}, error);
  }
  if (!stats.isFile()) throw new AppError('invalid-input', 'This is a folder. Choose the file itself.');
  const file = await readFile(path, stats);
  if (file === null) throw new AppError('unreadable-audio', 'There is no music in this file that can be read.');
  return file;
}

/**
 * Gives a track the file that the user names, as one step for undo; it is analysed where its sound is another.
 * @throws {AppError} `not-found`, `invalid-input`, `unreadable-audio`, or `conflict` when the file is another track's.
 */
export async function locateTrack(deps: MissingDeps, trackId: TrackId, path: string): Promise<void> {
  const { database } = deps;
  const file = await readChosen(deps, path);
  const track = trackFields(database, trackId);
  if (track === undefined) throw new AppError('not-found', 'This track is no longer in the library.');
  const holder = findFileByPath(database, file.path);
  if (holder !== undefined && holder.trackId !== trackId) {
    const other = trackFields(database, holder.trackId)?.title ?? 'another one';
    throw new AppError(
      'conflict',
      `This file is already that of "${other}". If both are one track, merge them under Duplicates.`,
    );
  }
  const place = holder?.id ?? placesOfTrack(database, trackId).find((each) => each.missing_since !== null)?.id ?? null;
  await writePlaces(deps, [{ trackId, fileId: place, file }], { label: `Locate "${track.title}"` });
}
