import { readdir, stat } from 'node:fs/promises';
import { isoTime } from '#main/platform/clock.ts';
import { driveOf } from '#main/platform/drive-of.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import { mutateInParts } from '#main/storage/mutate-in-parts.ts';
import type { StoredFile } from '#main/storage/queries/files.ts';
import { pagesOutside } from './folder-files.ts';
import type { LibraryDeps } from './library-deps.ts';
import { forEachLimited } from './pool.ts';

/** Few: a network drive that does not answer holds each look for long, and others read files meanwhile. */
const LOOKS_AT_ONCE = 2;

type Deps = Pick<LibraryDeps, 'database' | 'clock' | 'onProblem'>;

/** Looks whether the files that lie in no folder of the library, as those of imported collections, are still there. */
export interface OutsideFiles {
  /** Begins to look, unless it does already. Returns at once. */
  check(): void;
  /** Resolves when it does not look. */
  idle(): Promise<void>;
  cancel(): void;
}

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Asks each drive once. One that is not there, cannot be read or is an empty place to mount at says nothing of its files. */
function driveTeller(): (path: string) => Promise<boolean> {
  const told = new Map<string, Promise<boolean>>();
  const isThere = (drive: string): Promise<boolean> =>
    readdir(drive).then(
      (names) => names.length > 0,
      () => false,
    );
  return (path) => {
    const drive = driveOf(path);
    const known = told.get(drive) ?? isThere(drive);
    told.set(drive, known);
    return known;
  };
}

/** @returns Whether the file is there; null where this cannot be told now. */
async function look(file: StoredFile, isDriveThere: (path: string) => Promise<boolean>): Promise<boolean | null> {
  try {
    const { size } = await stat(file.path);
    // A file of which nothing was ever read, or which is another now, is taken back by the search for missing files.
    return file.contentHash !== '' && size === file.sizeBytes ? true : null;
  } catch (error) {
    return isNotThere(error) && (await isDriveThere(file.path)) ? false : null;
  }
}

async function checkAll({ database, clock }: Deps, signal: AbortSignal): Promise<void> {
  const isDriveThere = driveTeller();
  for await (const page of pagesOutside(database)) {
    const mutations: Mutation[] = [];
    await forEachLimited(page, LOOKS_AT_ONCE, async (file) => {
      if (signal.aborted) return;
      const isThere = await look(file, isDriveThere);
      const isMissing = file.missingSince !== null;
      if (isThere === null || isThere !== isMissing) return;
      const set = { missing_since: isThere ? null : isoTime(clock.now()) };
      mutations.push({ op: 'update', table: 'files', id: file.id, set });
    });
    if (signal.aborted) return;
    const label = 'Look for files outside of the folders';
    await mutateInParts(database, { origin: 'tag', label, mutations, undoable: false }, signal);
  }
}

export function createOutsideFiles(deps: Deps): OutsideFiles {
  let running: Promise<void> | null = null;
  let abort = new AbortController();
  return {
    check: () => {
      if (running !== null) return;
      abort = new AbortController();
      running = checkAll(deps, abort.signal)
        .catch((error: unknown) => deps.onProblem(error))
        .finally(() => (running = null));
    },
    idle: async () => {
      await running;
    },
    cancel: () => abort.abort(),
  };
}
