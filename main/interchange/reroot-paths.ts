import { composedName, foreignFileName, parseForeignPath } from './foreign-path.ts';

/** A file of this machine that a foreign path can mean. Whether it is the same recording is for size and duration to say. */
export interface RerootedPath {
  readonly path: string;
  /** Segments from the end that both have in common, the file name included; 1 or more. */
  readonly sharedSegments: number;
  /** Other local files that fit as well, at most MOST_OTHERS. */
  readonly others: readonly string[];
}

/** "D:\Music" is "/Volumes/Music" here. */
export interface PrefixMapping {
  readonly from: string;
  readonly to: string;
  /** Paths that say so, of those looked at: MOST_LEARNT spread over all. */
  readonly paths: number;
}

export interface Rerooting {
  /** For each foreign path, in order; null where no local file has its name. */
  readonly paths: readonly (RerootedPath | null)[];
  /** Commonest first, at most MOST_PREFIXES. */
  readonly prefixes: readonly PrefixMapping[];
}

const MOST_OTHERS = 20;
const MOST_PREFIXES = 20;
const MOST_LEARNT = 5_000;
/** So many paths take a few milliseconds. */
const PATHS_A_STEP = 2_000;
/** Cannot stand in a name, so no name can feign the end of another. */
const END = '\0';

interface Tail {
  /** Of the file, without case. */
  readonly name: string;
  /** Segments from the last to the first, each with END: files that share a tail stand side by side when sorted. */
  readonly key: string;
}

interface LocalFile {
  readonly path: string;
  readonly key: string;
}

/** File systems of Windows and macOS do not tell "Music" from "music", so tails are compared without case. */
function tailOf(spelling: string): Tail | null {
  const path = parseForeignPath(spelling);
  if (path === null || path.segments.length === 0) return null;
  const key = composedName(`${[...path.segments].reverse().join(END)}${END}`).toLowerCase();
  return { name: key.slice(0, key.indexOf(END)), key };
}

function* indexByName(local: Iterable<string>): Generator<void, Map<string, LocalFile[]>, void> {
  const files = new Map<string, LocalFile[]>();
  let count = 0;
  for (const path of local) {
    if (++count % PATHS_A_STEP === 0) yield;
    const tail = tailOf(path);
    if (tail === null) continue;
    const namesakes = files.get(tail.name);
    if (namesakes === undefined) files.set(tail.name, [{ path, key: tail.key }]);
    else namesakes.push({ path, key: tail.key });
  }
  yield;
  for (const namesakes of files.values()) {
    if (namesakes.length > 1) namesakes.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }
  return files;
}

function sharedSegments(a: string, b: string): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 1) {
    const letter = a.charCodeAt(i);
    if (letter !== b.charCodeAt(i)) break;
    if (letter === 0) count += 1;
  }
  return count;
}

/** First place where a key is not before `key`. */
function placeOf(key: string, files: readonly LocalFile[]): number {
  let [low, high] = [0, files.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((files[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Candidates {
  readonly sharedSegments: number;
  readonly files: readonly LocalFile[];
}

/** Those with the longest tail in common stand around the place where the key would be. */
function longestTail(key: string, files: readonly LocalFile[]): Candidates {
  const place = placeOf(key, files);
  const shares = (index: number): number => sharedSegments(key, files[index]?.key ?? '');
  const most = Math.max(shares(place - 1), shares(place));
  let [start, end] = [place, place];
  while (start > 0 && place - start <= MOST_OTHERS && shares(start - 1) === most) start -= 1;
  while (end < files.length && end - place <= MOST_OTHERS && shares(end) === most) end += 1;
  return { sharedSegments: most, files: files.slice(start, end) };
}

/** What is left of a path before its common tail; drives and roots count as part of it. */
function prefixOf(path: string, tailSegments: number): string {
  const parsed = parseForeignPath(path);
  if (parsed === null) return '';
  const { system, root, segments } = parsed;
  const kept = segments.slice(0, segments.length - tailSegments);
  if (system === 'posix') return `/${kept.join('/')}`;
  return system === 'relative' ? kept.join('/') : [root, ...kept].join('\\');
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** How many paths of which nothing else fits say each mapping. */
function learnPrefixes(
  foreign: readonly string[],
  found: readonly (Candidates | null)[],
): Map<string, Mutable<PrefixMapping>> {
  const counts = new Map<string, Mutable<PrefixMapping>>();
  const step = Math.max(1, Math.floor(found.length / MOST_LEARNT));
  for (let index = 0; index < found.length; index += step) {
    const candidates = found[index] ?? null;
    const [only, second] = candidates?.files ?? [];
    if (candidates === null || only === undefined || second !== undefined) continue;
    const from = prefixOf(foreign[index] ?? '', candidates.sharedSegments);
    const to = prefixOf(only.path, candidates.sharedSegments);
    const key = from + END + to;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { from, to, paths: 1 });
    else known.paths += 1;
  }
  return counts;
}

/** Of several that fit: the one under the commonest prefix, then the one spelt alike, then the first by name. */
function chooseFile(
  foreign: string,
  { sharedSegments, files }: Candidates,
  prefixes: ReadonlyMap<string, PrefixMapping>,
): RerootedPath {
  const from = prefixOf(foreign, sharedSegments);
  const rank = ({ path }: LocalFile): number => {
    const votes = prefixes.get(from + END + prefixOf(path, sharedSegments))?.paths ?? 0;
    return votes + (foreignFileName(path) === foreignFileName(foreign) ? 0.5 : 0);
  };
  const ranked = files
    .map((file) => ({ path: file.path, rank: rank(file) }))
    .sort((a, b) => b.rank - a.rank || (a.path < b.path ? -1 : 1));
  const [best, ...others] = ranked.map(({ path }) => path);
  return { path: best ?? '', sharedSegments, others: others.slice(0, MOST_OTHERS) };
}

/** The files that foreign paths may mean. */
function* findCandidates(
  foreign: readonly string[],
  local: Iterable<string>,
): Generator<void, (Candidates | null)[], void> {
  const files = yield* indexByName(local);
  const found: (Candidates | null)[] = [];
  for (const path of foreign) {
    if (found.length % PATHS_A_STEP === 0) yield;
    const tail = tailOf(path);
    const namesakes = tail === null ? undefined : files.get(tail.name);
    found.push(tail === null || namesakes === undefined ? null : longestTail(tail.key, namesakes));
  }
  return found;
}

/**
 * Finds the local files that foreign paths mean: those with the longest common tail of segments, ".." resolved. Where several
 * fit, the prefix that most other paths agree on decides. Nothing but `local` is ever answered. Each step takes some
 * milliseconds, whatever the number of paths.
 * @param foreign Paths of any system; what is no path finds nothing.
 * @param local Absolute paths of this machine.
 */
export function* rerootSteps(foreign: readonly string[], local: Iterable<string>): Generator<void, Rerooting, void> {
  const found = yield* findCandidates(foreign, local);
  const prefixes = learnPrefixes(foreign, found);
  const paths: (RerootedPath | null)[] = [];
  for (const candidates of found) {
    if (paths.length % PATHS_A_STEP === 0) yield;
    const [only, second] = candidates?.files ?? [];
    if (candidates === null || only === undefined) paths.push(null);
    else if (second !== undefined) paths.push(chooseFile(foreign[paths.length] ?? '', candidates, prefixes));
    else paths.push({ path: only.path, sharedSegments: candidates.sharedSegments, others: [] });
  }
  const commonest = [...prefixes.values()].sort((a, b) => b.paths - a.paths).slice(0, MOST_PREFIXES);
  return { paths, prefixes: commonest };
}
