import type { Clock } from '#main/platform/clock.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { TaggerModel, TaggingRun } from '#shared/contract/tagger.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { HeardPart, TaggerReply, TaggerTask } from './tagger-messages.ts';
import type { TaggerStore, TrackToHear } from './tagger-store.ts';
import type { TaggerThread } from './tagger-thread.ts';

/** As much of a track as is heard, from its middle: intros and outros of dance music sound alike. */
const HEARD_SECONDS = 60;
const PROBLEMS_KEPT = 50;

export const IDLE_RUN: TaggingRun = {
  running: false,
  done: 0,
  failed: 0,
  total: 0,
  current: null,
  etaSeconds: null,
  error: null,
  problems: [],
};

export interface TaggingParts {
  readonly store: TaggerStore;
  readonly thread: TaggerThread;
  readonly clock: Clock;
  readonly ffmpegPath: () => Promise<string>;
  readonly report: (run: TaggingRun) => void;
}

function partOf({ path, durationSeconds }: TrackToHear): HeardPart {
  return { path, startSeconds: Math.max(0, (durationSeconds - HEARD_SECONDS) / 2), seconds: HEARD_SECONDS };
}

function* waitingTracks(store: TaggerStore, model: TaggerModel): Generator<TrackToHear> {
  for (let last = -1; ; ) {
    // Asked for page by page: what was heard in the meantime is not in the next one, what failed lies behind `last`.
    const page = store.toHear(model, last);
    if (page.length === 0) return;
    yield* page;
    last = page.at(-1)?.number ?? last;
  }
}

/** A thread that died over a track is that track's failure; the next one gets a new thread. */
async function hear(thread: TaggerThread, task: TaggerTask, signal: AbortSignal): Promise<TaggerReply> {
  try {
    return await thread.run(task, signal);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return { type: 'failed', about: 'track', code: error.code, message: error.message, details: error.details };
  }
}

const errorOf = ({ code, message, details }: Extract<TaggerReply, { type: 'failed' }>): AppError =>
  new AppError(code, message, details);

/**
 * Hears every track that the model has not heard, one after the other. What is heard is kept at once.
 * @throws {AppError} When the model cannot be used, ffmpeg is missing or the disk is full, or `cancelled`.
 */
export async function runTagging(parts: TaggingParts, model: TaggerModel, signal: AbortSignal): Promise<void> {
  const { store, thread, clock, report } = parts;
  let run: TaggingRun = { ...IDLE_RUN, running: true, total: store.waiting(model) };
  const change = (changed: Partial<TaggingRun>): void => report((run = { ...run, ...changed }));
  change({});
  const ffmpegPath = await parts.ffmpegPath();
  const opened = await thread.run({ type: 'open', model }, signal);
  if (opened.type === 'failed') throw errorOf(opened);
  const startedMs = clock.now();
  for (const track of waitingTracks(store, model)) {
    change({ current: track.title });
    const reply = await hear(thread, { type: 'hear', model, part: partOf(track), ffmpegPath }, signal);
    // The user may have gone between the thread's answer and this line.
    if (signal.aborted) throw new AppError('cancelled', 'The tagging was cancelled.');
    if (reply.type === 'failed' && reply.about === 'model') throw errorOf(reply);
    if (reply.type === 'heard') store.keep(model, track, reply.best);
    change(countedIn(run, track, reply, clock.now() - startedMs));
  }
}

function countedIn(run: TaggingRun, track: TrackToHear, reply: TaggerReply, tookMs: number): Partial<TaggingRun> {
  const counted = run.done + run.failed + 1;
  const etaSeconds = (tookMs / 1000 / counted) * Math.max(0, run.total - counted);
  // Tracks that were analysed since the start are heard as well.
  const total = Math.max(run.total, counted);
  if (reply.type !== 'failed') return { done: run.done + 1, total, etaSeconds };
  const problem = { trackId: TrackId.parse(track.id), title: track.title, reason: reply.message };
  return { failed: run.failed + 1, total, etaSeconds, problems: [...run.problems, problem].slice(0, PROBLEMS_KEPT) };
}
