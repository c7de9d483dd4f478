import { type InterchangeLibrary, MOST_PROBLEMS, type ReadProblem, type ReadResult } from './model.ts';
import type { TrackList } from './track-list.ts';

/** Collects what a reader cannot use while it goes on. */
export interface ReadReport {
  problem(where: string, message: string): void;
  /** Counts something that nothing here knows: "ENTRY.FOO". */
  unknown(name: string): void;
  result<Tracks extends TrackList>(library: InterchangeLibrary<Tracks>): ReadResult<Tracks>;
}

/** Names of unknown things that are told apart; a hostile file could have as many as it has bytes. */
const MOST_NAMES = 500;
const OTHER_NAMES = '(others)';

export function createReadReport(): ReadReport {
  const problems: ReadProblem[] = [];
  const unknown = new Map<string, number>();
  let problemCount = 0;
  return {
    problem: (where, message) => {
      problemCount += 1;
      if (problems.length < MOST_PROBLEMS) problems.push({ where, message });
    },
    unknown: (name) => {
      const known = unknown.has(name) || unknown.size < MOST_NAMES ? name.slice(0, 100) : OTHER_NAMES;
      unknown.set(known, (unknown.get(known) ?? 0) + 1);
    },
    result: (library) => ({ library, problems, problemCount, unknown: Object.fromEntries(unknown) }),
  };
}

/** Counts what a writer leaves out. */
export interface DropCounter {
  drop(what: string, count?: number): void;
  counts(): Record<string, number>;
}

/** Both counts as one. */
export function addDropped(...all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum = createDropCounter();
  for (const counts of all) for (const [what, count] of Object.entries(counts)) sum.drop(what, count);
  return sum.counts();
}

export function createDropCounter(): DropCounter {
  const counts = new Map<string, number>();
  return {
    drop: (what, count = 1) => {
      if (count > 0) counts.set(what, (counts.get(what) ?? 0) + count);
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
