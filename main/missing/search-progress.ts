import type { Clock } from '#main/platform/clock.ts';
import type { StateStream } from '#main/platform/state-stream.ts';
import type { MissingSearch } from '#shared/contract/missing.ts';

export const NO_SEARCH: MissingSearch = {
  phase: 'idle',
  missing: 0,
  files: 0,
  done: 0,
  fraction: null,
  secondsLeft: null,
  found: 0,
  exact: 0,
  moves: [],
  unreadable: 0,
  located: 0,
  error: null,
};

/** Before so much was done an estimate is a guess. */
const ESTIMATE_AFTER_MS = 1500;

/** How far a search for missing files is. */
export interface SearchProgress {
  change(change: Partial<MissingSearch>): void;
  found(): void;
  unreadable(): void;
  reading(files: number): void;
  read(): void;
}

export function createProgress(stream: StateStream<MissingSearch>, clock: Clock): SearchProgress {
  let readingSinceMs = 0;
  const change = (next: Partial<MissingSearch>): void => stream.publish({ ...stream.current(), ...next });
  return {
    change,
    found: () => change({ files: stream.current().files + 1 }),
    unreadable: () => change({ unreadable: stream.current().unreadable + 1 }),
    reading: (files) => {
      readingSinceMs = clock.now();
      change({ phase: 'reading', files, fraction: files === 0 ? 1 : 0 });
    },
    read: () => {
      const { files, done } = stream.current();
      const read = done + 1;
      const tookMs = clock.now() - readingSinceMs;
      const secondsLeft = tookMs < ESTIMATE_AFTER_MS ? null : ((tookMs / read) * (files - read)) / 1000;
      change({ done: read, fraction: read / files, secondsLeft });
    },
  };
}
