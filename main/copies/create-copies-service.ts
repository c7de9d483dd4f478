import { BackgroundJobs } from '#main/platform/background-jobs.ts';
import { createStateStream } from '#main/platform/state-stream.ts';
import type { Copying, CopyPlan, CopyRequest } from '#shared/contract/copies.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CopiesDeps } from './copies-deps.ts';
import { copyList } from './copy-list.ts';
import { planCopy } from './plan-copy.ts';
import { runCopy } from './run-copy.ts';

const IDLE: Copying = {
  job: 0,
  phase: 'idle',
  done: 0,
  total: 0,
  secondsLeft: null,
  files: 0,
  filesDone: 0,
  folder: '',
  result: null,
  error: null,
  canResume: false,
};

/** Copies the files of sets, crates and chosen tracks to a folder; one copy at a time. */
export interface CopiesService {
  /** @throws {AppError} `not-found`, `invalid-input`, `unavailable` for a folder that is not there. */
  plan(request: CopyRequest): Promise<CopyPlan>;
  /** @throws {AppError} `busy`; what goes wrong later is in the state. */
  start(request: CopyRequest): void;
  /** @throws {AppError} `busy`; `conflict` where nothing was stopped. */
  resume(): void;
  /** Stops what runs, or forgets what ended. */
  cancel(): Promise<void>;
  /** Gives up what runs. */
  stop(): Promise<void>;
  watch(signal?: AbortSignal): AsyncGenerator<Copying, void, void>;
}

export function createCopiesService(deps: CopiesDeps): CopiesService {
  const stream = createStateStream<Copying>(IDLE);
  const jobs = new BackgroundJobs<Copying>({
    stream,
    idle: IDLE,
    clock: deps.clock,
    log: deps.log,
    failure: 'copying failed',
    failed: (error) => ({ phase: 'done', error, canResume: true }),
  });
  let last: CopyRequest | null = null;
  /** The copy whose folder was made: what goes on with it must find that folder. */
  let begun: CopyRequest | null = null;

  function run(request: CopyRequest): void {
    if (jobs.phase !== null) throw new AppError('busy', 'Files are being copied. Wait for the end, or stop it.');
    last = request;
    jobs.run('copying', async (progress, signal) => {
      const list = await copyList(deps, request);
      const { items, folder } = list;
      progress.change({ folder, files: items.length, total: items.reduce((sum, { bytes }) => sum + bytes * 2, 0) });
      const watch = {
        signal,
        onFolder: () => void (begun = request),
        onBytes: (count: number) => progress.counted(count),
        onFile: () => progress.change({ filesDone: stream.current().filesDone + 1 }),
      };
      const result = await runCopy(deps, { list, resumes: begun === request }, watch);
      return { phase: 'done', result, canResume: result.cancelled || result.problemCount > 0 };
    });
  }

  return {
    plan: async (request) => planCopy(deps, await copyList(deps, request)),
    start: (request) => run(request),
    resume: () => {
      if (last === null || (jobs.phase === null && !stream.current().canResume)) {
        throw new AppError('conflict', 'There is no copy to go on with. Choose what to copy.');
      }
      run(last);
    },
    cancel: async () => {
      if (jobs.phase !== null) return jobs.cancel();
      last = null;
      begun = null;
      stream.publish({ ...IDLE, job: stream.current().job });
    },
    stop: () => jobs.cancel(),
    watch: (signal) => stream.watch(signal),
  };
}
