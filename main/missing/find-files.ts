import type { Stats } from 'node:fs';
import type { MissingDeps, ReadFile } from './missing-deps.ts';

const READ_AT_ONCE = 6;

export interface FindEvents {
  readonly signal: AbortSignal;
  /** A music file was met. */
  readonly onFound: () => void;
  /** All are known: so many will be read. */
  readonly onReading: (files: number) => void;
  readonly onRead: () => void;
  readonly onProblem: () => void;
}

/**
 * Reads the music files of folders that belong to no track yet.
 * @param isKnown Whether a path is that of a file that is in the library and in its place.
 * @throws {AppError} When a folder cannot be opened.
 */
export async function findFiles(
  deps: Pick<MissingDeps, 'walk' | 'readFile' | 'folderError'>,
  folders: readonly string[],
  isKnown: (path: string) => boolean,
  events: FindEvents,
): Promise<ReadFile[]> {
  const found = new Map<string, Stats>();
  for (const folder of folders) {
    try {
      await deps.walk(folder, {
        onFile: (path, stats) => {
          if (found.has(path) || isKnown(path)) return;
          found.set(path, stats);
          events.onFound();
        },
        onProblem: events.onProblem,
        signal: events.signal,
      });
    } catch (error) {
      throw deps.folderError(error);
    }
  }
  events.onReading(found.size);
  return readFiles(deps, [...found], events);
}

async function readFiles(
  { readFile }: Pick<MissingDeps, 'readFile'>,
  found: readonly (readonly [string, Stats])[],
  { signal, onRead, onProblem }: FindEvents,
): Promise<ReadFile[]> {
  const files: ReadFile[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let entry = found[next]; entry !== undefined && !signal.aborted; entry = found[next]) {
      next += 1;
      const file = await readFile(...entry);
      if (file === null) onProblem();
      else files.push(file);
      onRead();
    }
  }
  await Promise.all(Array.from({ length: READ_AT_ONCE }, work));
  // Which is read first is chance: what is found must not depend on it.
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
