import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { DuplicateSearch } from '#shared/contract/duplicates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { DuplicatesDeps } from './duplicates-deps.ts';
import type { FingerprintReply, FingerprintTask } from './fingerprint-messages.ts';
import type { FingerprintStore, TrackToHear } from './fingerprint-store.ts';
import type { MatchedPair, MatchProgress, MatchTask } from './match/match-messages.ts';

export const NO_SEARCH: DuplicateSearch = {
  phase: 'idle',
  done: 0,
  total: 0,
  current: null,
  fraction: null,
  secondsLeft: null,
  failed: 0,
  error: null,
};

/** A file that takes longer is stuck: an hour of music takes half a minute. */
const HEARING_MS = 10 * 60_000;
/** Before so much was done an estimate is a guess. */
const ESTIMATE_AFTER_MS = 1500;

export interface SearchParts {
  readonly deps: DuplicatesDeps;
  readonly store: FingerprintStore;
  readonly signal: AbortSignal;
  readonly report: (change: Partial<DuplicateSearch>) => void;
}

function* unheardTracks(store: FingerprintStore): Generator<TrackToHear> {
  for (let last = -1; ; ) {
    const page = store.toHear(last);
    if (page.length === 0) return;
    yield* page;
    last = page.at(-1)?.number ?? last;
  }
}

/** What concerns all files alike ends the search; anything else is the file's. */
function endsSearch({ code, message, details }: Extract<FingerprintReply, { type: 'failed' }>): AppError | null {
  return code === 'ffmpeg-missing' || code === 'storage-full' ? new AppError(code, message, details) : null;
}

type Pool = Piscina<FingerprintTask, FingerprintReply>;

/** @returns null when the file cannot be heard this time. */
async function hear(
  pool: Pool,
  task: FingerprintTask,
  { deps, signal }: SearchParts,
): Promise<FingerprintReply | null> {
  const timeout = AbortSignal.timeout(HEARING_MS);
  try {
    return await pool.run(task, { signal: AbortSignal.any([signal, timeout]) });
  } catch (error) {
    if (signal.aborted) throw cancelled();
    // A thread that died or was stuck over a file is that file's failure.
    deps.log.error('fingerprint failed', { error });
    return null;
  }
}

const cancelled = (): AppError => new AppError('cancelled', 'The search was cancelled.');

/** Hears every track that was not heard yet, some at the same time; what was heard is kept at once. */
export async function hearTracks(parts: SearchParts): Promise<void> {
  const { deps, store, signal, report } = parts;
  const total = store.unheard();
  report({ phase: 'hearing', total, fraction: total === 0 ? 1 : 0 });
  if (total === 0) return;
  const ffmpegPath = await deps.ffmpegPath();
  const pool: Pool = new Piscina({
    filename: deps.fingerprintWorkerUrl.href,
    name: 'runFingerprintTask',
    minThreads: 0,
    maxThreads: deps.workerCount,
    // Otherwise an idle thread blocks in Atomics.wait, and what a task leaves to be done afterwards never is.
    atomics: 'disabled',
  });
  const tracks = unheardTracks(store);
  const startedMs = deps.clock.now();
  let done = 0;
  let failed = 0;

  function count(track: TrackToHear): void {
    done += 1;
    const tookMs = deps.clock.now() - startedMs;
    const secondsLeft = tookMs < ESTIMATE_AFTER_MS ? null : ((tookMs / done) * Math.max(0, total - done)) / 1000;
    report({ done, failed, current: track.title, fraction: Math.min(1, done / total), secondsLeft });
  }

  async function work(): Promise<void> {
    for (let next = tracks.next(); !next.done; next = tracks.next()) {
      const track = next.value;
      const reply = await hear(pool, { path: track.path, ffmpegPath }, parts);
      if (signal.aborted) throw cancelled();
      const fault = reply?.type === 'failed' ? endsSearch(reply) : null;
      if (fault !== null) throw fault;
      if (reply?.type === 'done') store.keep(track, reply.fingerprint);
      else failed += 1;
      // What is damaged stays so until its content changes; a drive that is away comes back.
      if (reply?.type === 'failed' && reply.code === 'unreadable-audio') store.keep(track, null);
      count(track);
    }
  }

  try {
    await Promise.all(Array.from({ length: deps.workerCount }, work));
  } finally {
    await pool.destroy();
  }
}

/** Compares the fingerprints and names of the library in a thread of its own. */
export async function compareTracks({ deps, store, signal, report }: SearchParts): Promise<void> {
  report({ phase: 'comparing', current: null, fraction: 0, secondsLeft: null });
  const { port1, port2 } = new MessageChannel();
  const pool = new Piscina<MatchTask, MatchedPair[]>({
    filename: deps.matchWorkerUrl.href,
    name: 'runMatchTask',
    minThreads: 0,
    maxThreads: 1,
    atomics: 'disabled',
  });
  const startedMs = deps.clock.now();
  port1.on('message', ({ fraction }: MatchProgress) => {
    const tookMs = deps.clock.now() - startedMs;
    const secondsLeft = tookMs < ESTIMATE_AFTER_MS ? null : (tookMs * (1 - fraction)) / fraction / 1000;
    report({ fraction, secondsLeft });
  });
  try {
    const task: MatchTask = { libraryPath: deps.database.path, port: port2 };
    store.keepPairs(await pool.run(task, { transferList: [port2], signal }));
  } catch (error) {
    if (signal.aborted) throw cancelled();
    throw error;
  } finally {
    port1.close();
    await pool.destroy();
  }
}
