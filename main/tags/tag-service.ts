import { basename } from 'node:path';
import { BackgroundJobs } from '#main/platform/background-jobs.ts';
import { createStateStream, type StateStream } from '#main/platform/state-stream.ts';
import type { TagChange, TagChoice, TagProblem, TagResult, TagRun, TagWriting } from '#shared/contract/file-tags.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { planTags, previewOf, problemOf, type TagPlan } from './preview-tags.ts';
import { IDLE, type Progress, withProblems } from './progress.ts';
import type { TagDeps } from './tag-deps.ts';
import { createTagStore, type TagStore, type TagWrite } from './tag-store.ts';
import { restoreWrite, settleWrite, writePlanned } from './write-planned.ts';

/** Writes into the tags of music files: only what was previewed, only when the user says so. */
export interface TagService {
  /** Settles what a killed program has left half done. */
  start(): void;
  /** Stops what runs, after the file that is at work. */
  stop(): Promise<void>;
  /** Takes the place of another preview. @throws {AppError} `busy` while tags are written. */
  preview(choice: TagChoice, trackIds: readonly string[]): Promise<void>;
  changes(preview: number, offset: number, limit: number): readonly TagChange[];
  /** @throws {AppError} `busy`; `conflict` when nothing was previewed. */
  write(): void;
  cancel(): Promise<void>;
  watch(signal?: AbortSignal): AsyncGenerator<TagWriting, void, void>;
  runs(): TagRun[];
  /** @throws {AppError} `busy`; `not-found` when there is no such writing, or all of it has its old tags back. */
  restore(runId: string): void;
}

interface Parts {
  readonly deps: TagDeps;
  readonly store: TagStore;
}

/** On a full disk the next file would fail as well. */
const stopsAll = (error: unknown): error is AppError => error instanceof AppError && error.code === 'storage-full';

/** What a job came to, and why it stopped before its end. */
interface Outcome {
  readonly files: number;
  readonly error: string | null;
}

interface Item {
  readonly path: string;
  readonly folderId: string | null;
}

/**
 * Does the items one after the other; one that fails is a problem, and the next one goes on.
 * @returns How many were done. A full disk ends it.
 */
async function forEach<Each extends Item>(
  items: readonly Each[],
  progress: Progress,
  signal: AbortSignal,
  work: (item: Each) => Promise<TagProblem | null | false>,
): Promise<Outcome> {
  let files = 0;
  for (const item of items) {
    if (signal.aborted) break;
    progress.file(basename(item.path));
    try {
      const said = await work(item);
      if (said === false) continue;
      files += 1;
      if (said !== null) progress.problem(said);
    } catch (error) {
      progress.problem(problemOf(item.path, error));
      if (stopsAll(error)) return { files, error: error.message };
    } finally {
      progress.counted();
    }
  }
  return { files, error: null };
}

async function writeAll({ deps, store }: Parts, plan: TagPlan, progress: Progress, signal: AbortSignal) {
  const runId = store.startRun(plan.choice.fields);
  progress.total(plan.files.length);
  try {
    const { files, error } = await forEach(plan.files, progress, signal, async (file) =>
      (await writePlanned(deps, store, runId, file)) ? null : false,
    );
    return { kind: 'written' as const, runId: files === 0 ? null : runId, files, error };
  } finally {
    tellFolders(deps, plan.files);
  }
}

function tellFolders(deps: TagDeps, items: readonly Item[]): void {
  const ids = new Set(items.flatMap(({ folderId }) => (folderId === null ? [] : [folderId])));
  deps.onWritten([...ids]);
}

const partly = (path: string, count: number): TagProblem => ({
  file: basename(path),
  reason: `${count} of its tags have been changed again since, and were left.`,
});

async function restoreAll({ deps, store }: Parts, runId: string, progress: Progress, signal: AbortSignal) {
  const writes = store.writesOf(runId).filter(({ state }) => state !== 'restored');
  // The newest first, for one run may have written a file twice.
  const items = writes.reverse().map((write) => ({ path: write.path, folderId: store.folderOf(write.trackId), write }));
  progress.total(items.length);
  try {
    const { files, error } = await forEach(items, progress, signal, async ({ path, write }) => {
      const left = await restoreWrite(deps, store, write);
      return left === 0 ? null : partly(path, left);
    });
    return { kind: 'restored' as const, runId, files, error };
  } finally {
    tellFolders(deps, items);
  }
}

async function settleAll({ deps, store }: Parts, writes: readonly TagWrite[]): Promise<void> {
  for (const write of writes) {
    try {
      await settleWrite(deps, store, write);
    } catch (error) {
      // Its drive may be away: the next start looks again, and restoring looks for itself.
      deps.log.warn('a write of tags could not be settled', { error });
    }
  }
}

/** One job at a time: reading, writing or restoring. */
function createJobs(deps: TagDeps, stream: StateStream<TagWriting>) {
  const jobs = new BackgroundJobs<TagWriting>({
    stream,
    idle: IDLE,
    clock: deps.clock,
    log: deps.log,
    failure: 'writing tags failed',
    failed: (error) => ({ phase: 'done', current: null, error }),
  });
  /** @throws {AppError} `busy` */
  function checkFree(): void {
    if (jobs.phase === null) return;
    throw new AppError('busy', 'File tags are being read or written. Wait for the end, or cancel it.');
  }
  return {
    isReading: () => jobs.phase === 'reading',
    checkFree,
    run: (
      phase: TagWriting['phase'],
      work: (progress: Progress, signal: AbortSignal) => Promise<Partial<TagWriting>>,
    ): void => {
      checkFree();
      jobs.run(phase, async (progress, signal) => ({
        current: null,
        ...(await work(withProblems(progress, stream), signal)),
      }));
    },
    cancel: () => jobs.cancel(),
  };
}

type Ended = Omit<TagResult, 'failed' | 'cancelled'> & Outcome;

function finished(
  deps: TagDeps,
  { error, ...done }: Ended,
  problems: number,
  signal: AbortSignal,
): Partial<TagWriting> {
  deps.log.info('file tags', { kind: done.kind, files: done.files, failed: problems });
  return { phase: 'done', result: { ...done, failed: problems, cancelled: signal.aborted }, error };
}

export function createTagService(deps: TagDeps): TagService {
  const parts: Parts = { deps, store: createTagStore(deps.database, deps.clock) };
  const stream = createStateStream<TagWriting>(IDLE);
  const jobs = createJobs(deps, stream);
  let plan: TagPlan | null = null;
  let settled: Promise<void> = Promise.resolve();
  const ended = (end: Ended, signal: AbortSignal) => finished(deps, end, stream.current().problemCount, signal);

  return {
    start: () => {
      settled = settleAll(parts, parts.store.open());
    },
    stop: async () => {
      await jobs.cancel();
      await settled;
    },
    preview: async (choice, trackIds) => {
      // More than one may wait for the end of the one that runs.
      while (jobs.isReading()) await jobs.cancel();
      jobs.checkFree();
      plan = null;
      jobs.run('reading', async (progress, signal) => {
        const number = stream.current().job;
        await settled;
        const found = await planTags(deps, parts.store, { number, choice, trackIds }, progress, signal);
        if (signal.aborted) return { ...IDLE, job: number };
        plan = found;
        return { phase: 'ready', preview: previewOf(found) };
      });
    },
    changes: (preview, offset, limit) => (plan?.number === preview ? plan.changes.slice(offset, offset + limit) : []),
    write: () => {
      jobs.checkFree();
      const ready = plan;
      if (ready === null) throw new AppError('conflict', 'Look at what would be written first.');
      plan = null;
      jobs.run('writing', async (progress, signal) => ended(await writeAll(parts, ready, progress, signal), signal));
    },
    cancel: async () => {
      await jobs.cancel();
      plan = null;
      if (stream.current().phase === 'ready') stream.publish({ ...IDLE, job: stream.current().job });
    },
    watch: (signal) => stream.watch(signal),
    runs: () => parts.store.runs(),
    restore: (runId) => {
      jobs.checkFree();
      const run = parts.store.runs().find(({ id }) => id === runId);
      if (run === undefined || run.files === run.restored)
        throw new AppError('not-found', 'All files of this writing have their old tags back.');
      jobs.run('restoring', async (progress, signal) => {
        await settled;
        return ended(await restoreAll(parts, runId, progress, signal), signal);
      });
    },
  };
}
