import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseForeignPath } from '#main/interchange/foreign-path.ts';
import { type PrefixMapping, type Rerooting, rerootSteps } from '#main/interchange/reroot-paths.ts';
import type { ImportDeps, MusicFile } from './import-deps.ts';
import type { LibraryIndex } from './library-index.ts';

/** Where the files of an import are on this machine. */
export interface LocalFiles {
  /** By the path that the import gives; those that are nowhere are left out. */
  readonly paths: ReadonlyMap<string, string>;
  /** What was read of those that the library does not have, by their path here. */
  readonly files: ReadonlyMap<string, MusicFile>;
}

export interface FindOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Fewer names in common than this may be another "Track 01.mp3". */
const LEAST_SHARED_SEGMENTS = 2;
const READ_AT_ONCE = 8;
/** Items that need nothing of the disk are done in one turn of the host unless it is broken off. */
const ITEMS_A_TURN = 500;

const SYSTEM = process.platform === 'win32' ? 'windows' : 'posix';

/** Whether a path can be one of this machine; one of another is not asked of the disk. */
function isNative(path: string): boolean {
  const system = parseForeignPath(path)?.system;
  return system === SYSTEM || (SYSTEM === 'windows' && system === 'unc');
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    // Whatever is the matter with it, nothing can be read there.
    return false;
  }
}

/** Asks the disk for folders before files: a library whose drive is not connected is answered at once. */
function createDisk(): (path: string) => Promise<boolean> {
  const folders = new Map<string, Promise<boolean>>();
  function hasFolder(folder: string): Promise<boolean> {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const answer = (async () => (parent === folder || (await hasFolder(parent))) && isThere(folder))();
    folders.set(folder, answer);
    return answer;
  }
  return async (path) => (await hasFolder(dirname(path))) && isThere(path);
}

/** Runs a task for each item, a few at once. */
async function forEachAtOnce<Item>(
  items: readonly Item[],
  { signal, onProgress }: FindOptions,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let item = items[next]; next < items.length && !signal.aborted; item = items[next]) {
      next += 1;
      if (item !== undefined) await task(item);
      onProgress(next / items.length);
      if (next % ITEMS_A_TURN === 0) await nextTurn();
    }
  };
  await Promise.all(Array.from({ length: READ_AT_ONCE }, work));
}

function mapped(path: string, prefixes: readonly PrefixMapping[]): string | null {
  for (const { from, to } of prefixes) {
    if (!path.startsWith(from)) continue;
    const rest = path.slice(from.length);
    return to + (SYSTEM === 'windows' ? rest : rest.replaceAll('\\', '/'));
  }
  return null;
}

async function reroot(foreign: readonly string[], local: Iterable<string>): Promise<Rerooting> {
  const steps = rerootSteps(foreign, local);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}

/**
 * Finds the files that an import speaks of: at the very path, else those of the library that end alike, else where a folder
 * of the other machine seems to be here. Files that the library does not have are read.
 * @param wanted Their paths as the import has them, each once.
 */
export async function findLocalFiles(
  deps: Pick<ImportDeps, 'readMusicFile'>,
  wanted: readonly string[],
  index: LibraryIndex,
  options: FindOptions,
): Promise<LocalFiles> {
  const paths = new Map<string, string>();
  for (const path of wanted) if (index.byPath(path) !== undefined) paths.set(path, path);
  const disk = createDisk();
  const elsewhere = wanted.filter((path) => !paths.has(path));
  const { prefixes, paths: found } = await reroot(elsewhere, index.paths());
  const files = new Map<string, MusicFile>();
  const likely = new Map(
    elsewhere.flatMap((path, n) => {
      const rerooted = found[n];
      return rerooted && rerooted.sharedSegments >= LEAST_SHARED_SEGMENTS ? [[path, rerooted.path] as const] : [];
    }),
  );
  await forEachAtOnce(elsewhere, options, async (path) => {
    const alike = likely.get(path);
    const isKnown = alike !== undefined && !isNative(path);
    const here = isNative(path) ? path : mapped(path, prefixes);
    const file = !isKnown && here !== null && (await disk(here)) ? await deps.readMusicFile(here) : null;
    if (file !== null) {
      paths.set(path, file.path);
      files.set(file.path, file);
    } else if (alike !== undefined) paths.set(path, alike);
  });
  return { paths, files };
}
