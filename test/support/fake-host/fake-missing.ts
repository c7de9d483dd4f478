import { setTimeout as wait } from 'node:timers/promises';
import { NO_SEARCH } from '#main/missing/search-progress.ts';
import type { FoundChoice } from '#main/rpc/missing.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { AudioListing, FoundFile, MissingSearch } from '#shared/contract/missing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { alive } from './alive.ts';
import type { FakeLibrary } from './fake-library.ts';

const STEP_MS = 20;
/** Where the fake host's files are now. */
export const FOUND_FOLDER = '/mnt/music';
const KINDS = ['content', 'folder', 'folder', 'name'] as const;

/** Missing files of the fake host: a search ends when it is told to, and finds all but the last. */
export class FakeMissing {
  readonly calls: string[] = [];
  private readonly library: FakeLibrary;
  private run: MissingSearch = NO_SEARCH;

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  private files(): FoundFile[] {
    if (this.run.phase !== 'ready') return [];
    const missing = this.library.tracks.filter((track) => track.missing);
    return missing.slice(0, Math.max(1, missing.length - 1)).map((track, n): FoundFile => {
      const by = KINDS[n % KINDS.length] ?? 'name';
      return {
        trackId: track.id,
        title: track.title,
        artist: track.artist,
        oldPath: `D:\\Music\\${track.genre}\\${track.title}.mp3`,
        newPath: `${FOUND_FOLDER}/${track.genre}/${track.title}.mp3`,
        by,
        confidence: by === 'content' ? 1 : by === 'folder' ? 0.95 : 0.74,
        movedFrom: by === 'folder' ? 'D:\\Music' : null,
        doubt: by === 'name' ? 'its name is not quite the same' : '',
      };
    });
  }

  search(folders: readonly string[], trackIds: readonly TrackId[] | undefined): void {
    this.calls.push(`search ${folders.join(' ')}${trackIds === undefined ? '' : ` for ${trackIds.length}`}`);
    if (folders.includes('/media/none'))
      throw new AppError('not-found', 'This folder does not exist. Check its path, or connect its drive.');
    const missing = this.library.tracks.filter((track) => track.missing).length;
    this.run = { ...NO_SEARCH, phase: 'reading', missing, files: 1240, done: 310, fraction: 0.25, secondsLeft: 40 };
  }

  /** The search ends by itself. */
  finish(): void {
    this.run = { ...this.run, phase: 'ready', fraction: null, secondsLeft: null };
    const files = this.files();
    const exact = files.filter(({ by }) => by === 'content').length;
    const moved = files.filter(({ movedFrom }) => movedFrom !== null).length;
    const moves = moved === 0 ? [] : [{ from: 'D:\\Music', to: FOUND_FOLDER, files: moved }];
    this.run = { ...this.run, found: files.length, exact, moves, unreadable: 2 };
  }

  cancel(): void {
    this.calls.push('cancel');
    this.run = NO_SEARCH;
  }

  found(offset: number, limit: number): { total: number; files: FoundFile[] } {
    const files = this.files();
    return { total: files.length, files: files.slice(offset, offset + limit) };
  }

  apply({ kinds, moves, also, except }: FoundChoice): void {
    const taken = this.files().filter(
      ({ by, movedFrom, trackId }) =>
        !except.includes(trackId) &&
        (also.includes(trackId) || kinds.includes(by) || (movedFrom !== null && moves.includes(movedFrom))),
    );
    this.calls.push(`apply ${taken.length}`);
    this.restore(
      `Find ${taken.length} missing files again`,
      taken.map(({ trackId }) => trackId),
    );
    this.run = { ...NO_SEARCH, phase: 'done', located: taken.length };
  }

  private restore(label: string, ids: readonly TrackId[]): void {
    const tracks = this.library.tracks.map((track) => (ids.includes(track.id) ? { ...track, missing: false } : track));
    this.library.change(label, { tracks });
  }

  browse(path: string | undefined): AudioListing {
    const here = path ?? '/home/dj';
    const parent = here === '/' ? null : here.slice(0, here.lastIndexOf('/')) || '/';
    const folders = ['Downloads', 'Music'].map((name) => ({ name, path: `${here}/${name}` }));
    const files = ['Night.flac', 'Old Night.mp3'].map((name) => ({ name, path: `${here}/${name}` }));
    return { path: here, parent, folders, files };
  }

  locate(trackId: TrackId, path: string): void {
    this.calls.push(`locate ${path}`);
    if (!path.startsWith('/'))
      throw new AppError('invalid-input', 'Give the whole path of the file, from the top of the drive.');
    this.restore('Locate a track', [trackId]);
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<MissingSearch> {
    let told: MissingSearch | null = null;
    while (alive(signal)) {
      if (this.run !== told) yield (told = this.run);
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}
