import { setImmediate as nextTurn } from 'node:timers/promises';
import { createStateStream } from '#main/platform/state-stream.ts';
import type { StackedStep } from '#main/storage/history-stacks.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type {
  HistoryChange,
  HistoryEntry,
  HistoryPage,
  HistoryResult,
  HistoryState,
  HistoryTravel,
  HistoryTravelResult,
} from '#shared/contract/history.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { countThings, describeChange } from './describe-changes.ts';

/** What was done, and the ways back and forth through it. */
export interface HistoryService {
  state(): HistoryState;
  /** Waits for what is being taken back already. */
  undo(): Promise<HistoryResult>;
  redo(): Promise<HistoryResult>;
  list(offset: number, limit: number): Promise<HistoryPage>;
  /** @throws {AppError} `not-found` when the step is out of reach. */
  changes(id: string, limit: number): { changes: HistoryChange[]; more: boolean };
  /** @throws {AppError} `not-found` when the step is out of reach, `busy` while another way is gone. */
  goTo(id: string | null): Promise<HistoryTravelResult>;
  cancel(): void;
  watch(signal?: AbortSignal): AsyncGenerator<HistoryTravel, void, void>;
  /** Resolves when nothing is being taken back. */
  stop(): Promise<void>;
}

const RESTING: HistoryTravel = { running: false, done: 0, total: 0, label: null };

interface Way {
  readonly direction: 'undo' | 'redo';
  readonly steps: number;
}

const outOfReach = (): AppError =>
  new AppError('not-found', 'This step is out of reach. Something else was done since.');

/** How many steps lead to a place. @throws {AppError} `not-found` */
function wayTo({ history }: LibraryDatabase, id: string | null): Way {
  const { done, undone } = history.steps();
  if (id === null) return { direction: 'undo', steps: done.length };
  const back = done.findIndex(({ root }) => root === id);
  if (back >= 0) return { direction: 'undo', steps: back };
  const forth = undone.findIndex(({ root }) => root === id);
  if (forth < 0) throw outOfReach();
  return { direction: 'redo', steps: forth + 1 };
}

function entryOf({ changeLog }: LibraryDatabase, step: StackedStep, undone: boolean): HistoryEntry {
  const start = changeLog.startOf(step.root);
  if (start === undefined) throw new Error('A step of the history is not in the log');
  const counts = countThings(changeLog.countsOf(step.root));
  return { id: step.root, label: step.label, origin: start.origin, at: start.at, undone, counts };
}

async function listSteps(database: LibraryDatabase, offset: number, limit: number): Promise<HistoryPage> {
  const { done, undone } = database.history.steps();
  const all = [...undone.toReversed(), ...done].slice(offset, offset + limit);
  const entries: HistoryEntry[] = [];
  for (const [index, each] of all.entries()) {
    entries.push(entryOf(database, each, offset + index < undone.length));
    // Counting a large step takes milliseconds.
    await nextTurn();
  }
  return { undone: undone.length, done: done.length, entries };
}

function changesOfStep(database: LibraryDatabase, id: string, limit: number) {
  const { done, undone } = database.history.steps();
  if (![...done, ...undone].some(({ root }) => root === id)) throw outOfReach();
  // Rows that only follow others are not told: of a few more, enough is left.
  const read = database.changeLog.firstChanges(id, limit * 4 + 1);
  const changes = read.flatMap((change) => describeChange(database, change));
  return { changes: changes.slice(0, limit), more: changes.length > limit || read.length > limit * 4 };
}

export function createHistoryService(database: LibraryDatabase): HistoryService {
  const { history } = database;
  const stream = createStateStream<HistoryTravel>(RESTING);
  let abort: AbortController | null = null;
  /** One step after the other, whoever asks. */
  let last: Promise<unknown> = Promise.resolve();

  function step(direction: 'undo' | 'redo', onProgress: (fraction: number) => void): Promise<HistoryResult> {
    const next = last.then(() => history.stepInParts(direction, onProgress));
    // Whoever asked hears of a fault; the next step goes on from where this one left.
    last = next.catch(() => undefined);
    return next;
  }

  async function travel({ direction, steps }: Way, signal: AbortSignal): Promise<HistoryTravelResult> {
    let [gone, kept] = [0, 0];
    while (gone < steps && !signal.aborted) {
      const label = history.state()[direction];
      const tell = (fraction: number) => stream.publish({ running: true, done: gone + fraction, total: steps, label });
      tell(0);
      const result = await step(direction, tell);
      if (result.done === null) break;
      gone += 1;
      kept += result.kept;
      await nextTurn();
    }
    return { direction, steps: gone, kept, cancelled: signal.aborted };
  }

  /** One step by itself: told like a way, because one that is large takes as long as a way. */
  async function single(direction: 'undo' | 'redo'): Promise<HistoryResult> {
    const label = history.state()[direction];
    try {
      return await step(direction, (done) => stream.publish({ running: true, done, total: 1, label }));
    } finally {
      if (abort === null) stream.publish(RESTING);
    }
  }

  return {
    state: () => history.state(),
    undo: () => single('undo'),
    redo: () => single('redo'),
    list: (offset, limit) => listSteps(database, offset, limit),
    changes: (id, limit) => changesOfStep(database, id, limit),
    goTo: async (id) => {
      if (abort !== null) throw new AppError('busy', 'Steps are being gone over. Wait for the end, or cancel it.');
      const way = wayTo(database, id);
      abort = new AbortController();
      try {
        return await travel(way, abort.signal);
      } finally {
        abort = null;
        stream.publish(RESTING);
      }
    },
    cancel: () => abort?.abort(),
    watch: (signal) => stream.watch(signal),
    stop: async () => {
      abort?.abort();
      await last;
    },
  };
}
