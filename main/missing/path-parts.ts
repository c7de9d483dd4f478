/** A path of whichever system, as far as it tells files apart. */
export interface PathParts {
  /** Folders and name, composed and in lower case: some file systems do not tell "Music" from "music". */
  readonly keys: readonly string[];
  /** The same as they are written. */
  readonly segments: readonly string[];
  readonly isWindows: boolean;
}

const WINDOWS = /^(?:[a-z]:[\\/]|\\\\)/iu;

export function pathParts(path: string): PathParts {
  const isWindows = WINDOWS.test(path);
  const segments = path.split(isWindows ? /[\\/]+/u : /\/+/u).filter((segment) => segment !== '');
  return { segments, isWindows, keys: segments.map((segment) => segment.normalize('NFC').toLowerCase()) };
}

/** Segments that two paths have in common at their end, the name included. */
export function sharedTail(a: PathParts, b: PathParts): number {
  let shared = 0;
  while (
    shared < Math.min(a.keys.length, b.keys.length) &&
    a.keys[a.keys.length - 1 - shared] === b.keys[b.keys.length - 1 - shared]
  ) {
    shared += 1;
  }
  return shared;
}

/** The same, where capitals count: "D:\\Music" has moved to "/mnt/music", not "D:" to "/mnt". */
export function sharedSpelling(a: PathParts, b: PathParts): number {
  const most = sharedTail(a, b);
  for (let shared = 0; shared < most; shared += 1) {
    const [mine, other] = [a.segments.at(-1 - shared), b.segments.at(-1 - shared)];
    // The name itself may differ in capitals: it is the file that moved.
    if (shared > 0 && mine?.normalize('NFC') !== other?.normalize('NFC')) return shared;
  }
  return most;
}

/** What is left of a path without its last segments, as it was written. */
export function withoutTail(path: string, { segments, isWindows }: PathParts, count: number): string {
  const kept = segments.slice(0, segments.length - count);
  if (!isWindows) return path.startsWith('/') ? `/${kept.join('/')}` : kept.join('/');
  return path.startsWith('\\\\') ? `\\\\${kept.join('\\')}` : kept.join('\\');
}

export const nameOf = ({ segments }: PathParts): string => segments.at(-1) ?? '';
