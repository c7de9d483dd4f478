import { stat } from 'node:fs/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { filesByContent, findFileByPath, type StoredFile } from '#main/storage/queries/files.ts';
import { type AudioFile, readFullHash } from './read-audio-file.ts';

/** What a file that was read is to the library. */
export type Placement =
  /** Nobody knows its sound: a new track. */
  | { readonly kind: 'new'; readonly file: AudioFile; readonly contentHash: string; readonly trackId: string }
  /** The file at this path was changed: new tags or new sound, the same track. */
  | { readonly kind: 'changed'; readonly file: AudioFile; readonly contentHash: string; readonly stored: StoredFile }
  /** The sound of a file that is not where it was: moved or renamed. */
  | { readonly kind: 'moved'; readonly file: AudioFile; readonly contentHash: string; readonly stored: StoredFile }
  /** A second file with the sound of a track. */
  | { readonly kind: 'copy'; readonly file: AudioFile; readonly contentHash: string; readonly trackId: string }
  /** The track left the library with its folder and is back. */
  | { readonly kind: 'returned'; readonly file: AudioFile; readonly contentHash: string; readonly stored: StoredFile }
  /** The user took the track out of this folder: it stays out. */
  | { readonly kind: 'removed' };

/** A live file with the same samples of sound, stored or placed a moment ago. */
interface Likeness {
  readonly path: string;
  readonly trackId: string;
  readonly contentHash: string;
  readonly stored: StoredFile | null;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    // A drive that is not connected or a folder without permission says nothing about the file.
    return !(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'));
  }
}

/** A file that the user took out, by removing its track; not one that left with its folder, or with an import that was undone. */
export function wasRemovedByUser(database: LibraryDatabase, { id, isDeleted, isFolderGone }: StoredFile): boolean {
  if (!isDeleted || isFolderGone || database.isFromUndo('files', id, 'deleted_at')) return false;
  return database.fieldOrigin('files', id, 'deleted_at') === 'user';
}

/**
 * Places the files of one batch, one after the other: two files of a batch may be copies of each other, and a lost file
 * can be found only once.
 */
export class Placer {
  private readonly database: LibraryDatabase;
  private readonly folderId: string;
  private readonly placed = new Map<string, Likeness[]>();
  private readonly claimed = new Set<string>();

  constructor(database: LibraryDatabase, folderId: string) {
    this.database = database;
    this.folderId = folderId;
  }

  async place(file: AudioFile): Promise<Placement> {
    const here = findFileByPath(this.database, file.path);
    if (here !== undefined) return this.placeKnown(file, here);
    const stored = filesByContent(this.database, file.contentHash).filter(({ id }) => !this.claimed.has(id));
    const live = stored.filter(({ isDeleted }) => !isDeleted);
    const lost = await this.findLost(live);
    if (lost !== undefined) return this.remember({ kind: 'moved', file, contentHash: lost.contentHash, stored: lost });
    const alike = [...live.map(likenessOf), ...(this.placed.get(file.contentHash) ?? [])];
    if (alike.length > 0) return this.placeAmong(file, alike);
    return this.placeWithoutLive(file, stored);
  }

  private placeKnown(file: AudioFile, here: StoredFile): Placement {
    const isSameSound = here.contentHash === file.contentHash || here.contentHash.startsWith(`${file.contentHash}:`);
    const contentHash = isSameSound ? here.contentHash : file.contentHash;
    return this.remember({ kind: 'changed', file, contentHash, stored: here });
  }

  /** A live file that is no longer at its path. */
  private async findLost(live: readonly StoredFile[]): Promise<StoredFile | undefined> {
    for (const candidate of live) {
      if (candidate.missingSince !== null || !(await exists(candidate.path))) return candidate;
    }
    return undefined;
  }

  /** Equal samples are not yet equal sound: whole contents decide, which only likely copies pay for. */
  private async placeAmong(file: AudioFile, alike: readonly Likeness[]): Promise<Placement> {
    const own = await readFullHash(file.path);
    for (const { path, trackId, contentHash } of alike) {
      if (own !== null && own === (await readFullHash(path))) {
        return this.remember({ kind: 'copy', file, contentHash, trackId });
      }
    }
    const contentHash = `${file.contentHash}:${own ?? file.path}`;
    return this.remember({ kind: 'new', file, contentHash, trackId: this.database.newId() });
  }

  private placeWithoutLive(file: AudioFile, stored: readonly StoredFile[]): Placement {
    const ofThisFolder = stored.find(({ folderId }) => folderId === this.folderId);
    if (ofThisFolder !== undefined && wasRemovedByUser(this.database, ofThisFolder)) return { kind: 'removed' };
    const gone = stored[0];
    if (gone !== undefined) {
      return this.remember({ kind: 'returned', file, contentHash: gone.contentHash, stored: gone });
    }
    return this.remember({ kind: 'new', file, contentHash: file.contentHash, trackId: this.database.newId() });
  }

  private remember(placement: Exclude<Placement, { kind: 'removed' }>): Placement {
    const { file, contentHash } = placement;
    const stored = 'stored' in placement ? placement.stored : null;
    if (stored !== null) this.claimed.add(stored.id);
    const trackId = 'trackId' in placement ? placement.trackId : placement.stored.trackId;
    const list = this.placed.get(file.contentHash) ?? [];
    list.push({ path: file.path, trackId, contentHash, stored });
    this.placed.set(file.contentHash, list);
    return placement;
  }
}

const likenessOf = (stored: StoredFile): Likeness => ({ ...stored, stored });
