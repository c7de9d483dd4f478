import { access, constants, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FolderId } from '#shared/contract/ids.ts';
import type { LibraryFolder } from '#shared/contract/library.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import { fileIdsOfTracks, type StoredFile, tracksAlsoElsewhere } from '#main/storage/queries/files.ts';
import { libraryFolders, type StoredFolder } from '#main/storage/queries/folders.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import { folderError, plainFolderPath } from './browse-folders.ts';
import { pagesOfFolder } from './folder-files.ts';
import type { LibraryDeps } from './library-deps.ts';
import { mutateInParts } from '#main/storage/mutate-in-parts.ts';
import { isBelow, skipsOwnPlaces } from './own-places.ts';

/** Name of a folder for the user: its last part, or all of it for the top of a drive. */
export const folderName = (path: string): string => basename(path) || path;

async function isAvailable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return (await stat(path)).isDirectory();
  } catch {
    // Whatever the reason, its music cannot be reached now.
    return false;
  }
}

async function describeFolder({ id, path, trackCount, lastScannedAt }: StoredFolder): Promise<LibraryFolder> {
  return { id: FolderId.parse(id), path, trackCount, lastScannedAt, available: await isAvailable(path) };
}

export function listFolders({ database }: LibraryDeps): Promise<LibraryFolder[]> {
  return Promise.all(libraryFolders(database).map(describeFolder));
}

/** @throws {AppError} `not-found` */
export function folderById({ database }: LibraryDeps, id: string): StoredFolder {
  const folder = libraryFolders(database).find((candidate) => candidate.id === id);
  if (folder === undefined) throw new AppError('not-found', 'This folder is no longer in the library.');
  return folder;
}

/** The path without links, or the path itself while it cannot be reached. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}

/** Whether a scan of the folder comes to the path: not where the program has its own places. Both without links. */
const comesTo = ({ ownPlaces }: LibraryDeps, folder: string, path: string): boolean =>
  path !== folder && isBelow(path, folder) && !skipsOwnPlaces(ownPlaces, folder)(path);

export interface AddedFolder {
  readonly folder: LibraryFolder;
  /** The step that undo takes back. */
  readonly txnId: string | null;
}

type RealFolder = StoredFolder & { readonly real: string };

const realFolders = ({ database }: LibraryDeps): Promise<RealFolder[]> =>
  Promise.all(libraryFolders(database).map(async (folder) => ({ ...folder, real: await realPath(folder.path) })));

/** The folder of the library that is this one, however it is spelled. */
export async function findFolder(deps: LibraryDeps, path: string): Promise<StoredFolder | undefined> {
  const real = await realPath(plainFolderPath(path));
  return (await realFolders(deps)).find((folder) => folder.real === real);
}

/** @throws {AppError} `conflict` with what the library has already. */
function assertNew(deps: LibraryDeps, real: string, others: readonly RealFolder[]): void {
  const same = others.find((folder) => folder.real === real);
  if (same !== undefined) throw new AppError('conflict', `"${folderName(same.path)}" is already in the library.`);
  const around = others.find((folder) => comesTo(deps, folder.real, real));
  if (around === undefined) return;
  throw new AppError('conflict', `This folder is already in the library as a part of "${folderName(around.path)}".`);
}

/**
 * Adds a folder; folders of the library that lie inside the new one become part of it.
 * @throws {AppError} `conflict` for a folder of the library and inside of one; `not-found`, `permission-denied`, `invalid-input`.
 */
export async function addFolder(deps: LibraryDeps, givenPath: string): Promise<AddedFolder> {
  const path = plainFolderPath(givenPath);
  await assertReadableFolder(path);
  const real = await realPath(path);
  const label = `Add folder "${folderName(path)}"`;
  const others = await realFolders(deps);
  assertNew(deps, real, others);
  const id = deps.database.newId();
  const mutations: Mutation[] = [{ op: 'insert', table: 'library_folders', id, set: { path, last_scanned_at: null } }];
  for (const inner of others.filter((folder) => comesTo(deps, real, folder.real))) {
    mutations.push(...(await absorb(deps, inner.id, id)));
  }
  const { txnId } = await mutateInParts(deps.database, { origin: 'user', label, mutations });
  return { folder: await describeFolder(folderById(deps, id)), txnId };
}

async function assertReadableFolder(path: string): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) {
      await access(path, constants.R_OK | constants.X_OK);
      return;
    }
  } catch (error) {
    throw folderError(error);
  }
  throw new AppError('invalid-input', 'This is a file. Choose the folder that it lies in.');
}

/** Gives the files of a folder to the folder around it. */
async function absorb({ database }: LibraryDeps, innerId: string, outerId: string): Promise<Mutation[]> {
  const mutations: Mutation[] = [];
  for await (const page of pagesOfFolder(database, innerId)) {
    for (const { id } of page.filter(isLive)) {
      mutations.push({ op: 'update', table: 'files', id, set: { folder_id: outerId } });
    }
  }
  mutations.push({ op: 'delete', table: 'library_folders', id: innerId });
  return mutations;
}

const isLive = ({ isDeleted }: StoredFile): boolean => !isDeleted;

/**
 * Takes a folder and its tracks out of the library; files on disk are not touched. Tracks that also lie elsewhere stay.
 * @throws {AppError} `not-found`
 */
export async function removeFolder(deps: LibraryDeps, id: string): Promise<{ removedTracks: number }> {
  const { database } = deps;
  const folder = folderById(deps, id);
  const { mutations: contents, tracks } = await removalOfContents(deps, id);
  const mutations: Mutation[] = [...contents, { op: 'delete', table: 'library_folders', id }];
  await mutateInParts(database, { origin: 'user', label: `Remove folder "${folderName(folder.path)}"`, mutations });
  return { removedTracks: tracks };
}

/** Its files, and the tracks that have no file elsewhere. */
async function removalOfContents(
  { database }: LibraryDeps,
  folderId: string,
  signal?: AbortSignal,
): Promise<{ readonly mutations: readonly Mutation[]; readonly tracks: number }> {
  const files: Mutation[] = [];
  const trackIds = new Set<string>();
  for await (const page of pagesOfFolder(database, folderId)) {
    if (signal?.aborted) break;
    const live = page.filter(isLive);
    files.push(...live.map(({ id }): Mutation => ({ op: 'delete', table: 'files', id })));
    const present = live.filter(({ isTrackDeleted }) => !isTrackDeleted).map(({ trackId }) => trackId);
    const staying = new Set(tracksAlsoElsewhere(database, folderId, present));
    for (const id of present) if (!staying.has(id)) trackIds.add(id);
  }
  const tracks = [...trackIds].map((id): Mutation => ({ op: 'delete', table: 'tracks', id }));
  return { mutations: [...files, ...tracks], tracks: trackIds.size };
}

/**
 * Takes out what later scans had found in a folder whose adding was undone. It is bookkeeping, so that the next scan
 * finds it again when the folder comes back, which ends it (`signal`).
 */
export async function removeLeftovers(deps: LibraryDeps, folderId: string, signal: AbortSignal): Promise<void> {
  const { mutations } = await removalOfContents(deps, folderId, signal);
  const change = { origin: 'tag', label: 'Remove folder', mutations, undoable: false } as const;
  await mutateInParts(deps.database, change, signal);
}

/** Takes tracks and their places out of the library; files on disk are not touched. */
export async function removeTracks({ database }: LibraryDeps, ids: readonly string[]): Promise<{ removed: number }> {
  const live = trackNames(database, [...new Set(ids)]).map(({ id }) => id);
  const files = fileIdsOfTracks(database, live).map((id): Mutation => ({ op: 'delete', table: 'files', id }));
  const tracks = live.map((id): Mutation => ({ op: 'delete', table: 'tracks', id }));
  const label = live.length === 1 ? 'Remove 1 track' : `Remove ${live.length} tracks`;
  await mutateInParts(database, { origin: 'user', label, mutations: [...tracks, ...files] });
  return { removed: live.length };
}
