import { basename } from 'node:path';
import type { Clock } from '#main/platform/clock.ts';
import { createStateStream, type StateStream } from '#main/platform/state-stream.ts';
import type { ScanState } from '#shared/contract/library.ts';
import { type Problem, ScanProblems } from './scan-problems.ts';

/** Before this much was read an estimate is a guess. */
const ESTIMATE_AFTER_MS = 1500;

export const IDLE_SCAN: ScanState = {
  running: false,
  counting: false,
  found: 0,
  done: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  current: null,
  etaSeconds: null,
  problems: [],
  problemCount: 0,
};

type Counter = 'added' | 'updated' | 'unchanged';

/** Counts of one run of scans, which goes on while folders wait, and the problems of all. */
export class ScanProgress {
  readonly stream: StateStream<ScanState>;
  private readonly clock: Clock;
  private readonly problems = new ScanProblems();
  private toRead = 0;
  private read = 0;
  private readingSinceMs = 0;

  constructor(clock: Clock) {
    this.clock = clock;
    this.stream = createStateStream(IDLE_SCAN);
  }

  start(): void {
    this.toRead = 0;
    this.read = 0;
    this.readingSinceMs = 0;
    this.stream.publish({ ...IDLE_SCAN, ...this.problems.state(), running: true, counting: true });
  }

  /** Counting the next folder. */
  counting(): void {
    this.set({ counting: true, current: null, etaSeconds: null });
  }

  found(): void {
    this.set({ found: this.state.found + 1 });
  }

  /** All files of the folder are known: `files` of them must be read. */
  reading(files: number): void {
    this.toRead += files;
    if (this.readingSinceMs === 0) this.readingSinceMs = this.clock.now();
    this.set({ counting: false });
  }

  fileRead(path: string): void {
    this.read += 1;
    this.set({ current: basename(path), done: this.state.done + 1, etaSeconds: this.estimate() });
  }

  count(counter: Counter, files: number): void {
    this.set({ [counter]: this.state[counter] + files });
  }

  /** Files that were found and need no reading. */
  unchanged(files: number): void {
    this.set({ unchanged: this.state.unchanged + files, done: this.state.done + files });
  }

  problem(problem: Problem): void {
    this.problems.add(problem);
    this.set(this.problems.state());
  }

  /** Forgets the problems that are over. */
  settle(isOver: (problem: Problem) => boolean): void {
    this.problems.remove(isOver);
    this.set(this.problems.state());
  }

  finish(): void {
    this.set({ running: false, counting: false, current: null, etaSeconds: null });
  }

  private get state(): ScanState {
    return this.stream.current();
  }

  private estimate(): number | null {
    const elapsedMs = this.clock.now() - this.readingSinceMs;
    if (elapsedMs < ESTIMATE_AFTER_MS || this.read === 0) return null;
    return Math.round(((elapsedMs / this.read) * (this.toRead - this.read)) / 1000);
  }

  private set(change: Partial<ScanState>): void {
    this.stream.publish({ ...this.state, ...change });
  }
}
