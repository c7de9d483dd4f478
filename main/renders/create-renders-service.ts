import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join } from 'node:path';
import { writeError } from '#main/platform/atomic-file.ts';
import { BackgroundJobs } from '#main/platform/background-jobs.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Logger } from '#main/platform/logger.ts';
import { createStateStream } from '#main/platform/state-stream.ts';
import {
  RENDER_FORMATS,
  type RenderFormat,
  type Rendering,
  type RenderRequest,
  type RenderScope,
} from '#shared/contract/renders.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { PairTrack } from '#shared/contract/transitions.ts';
import { type MixChange, toMixTrack } from '#shared/domain/transition/mix-track.ts';
import { mixGain } from '#shared/domain/transition/mix-gain.ts';
import { planTransition } from '#shared/domain/transition/plan-transition.ts';
import { lengthOfPart, timelineOf, timelineOfMix } from '#shared/domain/transition/set-timeline.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { renderInThread } from './render-in-thread.ts';
import type { RenderJob } from './render-messages.ts';

/** Renders sets and transitions to audio files; one at a time. */
export interface RendersService {
  /** @throws {AppError} `busy`, `conflict`, `invalid-input`, `not-found`; what goes wrong later is in the state. */
  start(request: RenderRequest): Promise<void>;
  /** Stops what runs, or forgets what ended. */
  cancel(): Promise<void>;
  /** Gives up what runs. */
  stop(): Promise<void>;
  watch(signal?: AbortSignal): AsyncGenerator<Rendering, void, void>;
}

/** The tracks of what is rendered in their order, and what was changed between each and the next. */
export interface MixedTracks {
  readonly tracks: readonly PairTrack[];
  /** One fewer. */
  readonly changes: readonly MixChange[];
}

export interface RendersDeps {
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error'>;
  readonly workerUrl: URL;
  readonly ffmpegPath: () => Promise<string>;
  /** @throws {AppError} `not-found` */
  readonly tracksOf: (scope: RenderScope) => MixedTracks;
  /** null = no file. */
  readonly pathOf: (id: TrackId) => string | null;
}

const IDLE: Rendering = { job: 0, phase: 'idle', done: 0, total: 0, secondsLeft: null, path: '', error: null };
/** Heard after a transition that is rendered alone. */
const TAIL_SECONDS = 15;

/** @throws {AppError} `invalid-input` */
function formatOf(path: string): RenderFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = RENDER_FORMATS.find((each) => each === ending);
  if (format !== undefined && isAbsolute(path) && !path.includes('\0')) return format;
  throw new AppError('invalid-input', 'Give the whole path of a file that ends in .wav or .mp3.');
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw writeError(error, basename(path));
  }
}

type Prepared = Omit<RenderJob, 'ffmpegPath' | 'output'> & { readonly seconds: number };

/** @throws {AppError} `invalid-input` where there is nothing to render, or a file is missing. */
function prepare({ pathOf, tracksOf }: RendersDeps, { scope, rules, path }: RenderRequest): Prepared {
  const { tracks, changes } = tracksOf(scope);
  const missing = tracks.filter((track) => track.missing || track.mix.seconds === 0);
  if (tracks.length === 0) throw new AppError('invalid-input', 'There is nothing to render: the set is empty.');
  if (missing.length > 0) {
    const more = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
    const words = `The file of "${missing[0]?.title}"${more} is missing or has no known length. Locate it, or take the track out.`;
    throw new AppError('invalid-input', words);
  }
  const mixes = tracks.map(({ mix }) => toMixTrack(mix));
  const plans = mixes.slice(1).flatMap((to, index) => {
    const [from, change] = [mixes[index], changes[index]];
    return from === undefined || change === undefined ? [] : [planTransition(from, to, change, rules)];
  });
  const [first] = plans;
  const timeline =
    scope.kind === 'transition' && first !== undefined
      ? timelineOfMix(first, TAIL_SECONDS)
      : timelineOf(
          mixes.map(({ seconds }) => seconds),
          plans,
        );
  const paths = tracks.map(({ id }) => pathOf(id) ?? '');
  const seconds = timeline.reduce((sum, part) => sum + lengthOfPart(part), 0);
  const gains = mixes.map(({ loudnessLufs }) => mixGain(loudnessLufs));
  return { paths, gains, plans, timeline, keyLock: rules.keyLock, format: formatOf(path), seconds };
}

/** Makes the new file durable, then gives it its name. */
async function giveName(part: string, path: string): Promise<void> {
  try {
    const handle = await open(part, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    throw writeError(error, basename(path));
  }
}

export function createRendersService(deps: RendersDeps): RendersService {
  const stream = createStateStream<Rendering>(IDLE);
  const jobs = new BackgroundJobs<Rendering>({
    stream,
    idle: IDLE,
    clock: deps.clock,
    log: deps.log,
    failure: 'rendering failed',
    failed: (error) => ({ phase: 'done', error }),
  });
  const onProblem = (error: unknown) => deps.log.error('rendering fault', { error });

  return {
    start: async (request) => {
      const { path, replace } = request;
      const { seconds, ...prepared } = prepare(deps, request);
      if (!replace && (await isThere(path))) {
        throw new AppError('conflict', `"${basename(path)}" is there already. Replace it, or choose another name.`);
      }
      const ffmpegPath = await deps.ffmpegPath();
      if (jobs.phase !== null) throw new AppError('busy', 'Something is being rendered. Wait for the end, or stop it.');
      jobs.run('rendering', async (progress, signal) => {
        const part = join(dirname(path), `.${randomUUID()}.part`);
        progress.change({ path, total: seconds });
        let done = 0;
        const onSeconds = (all: number): void => {
          progress.counted(all - done);
          done = all;
        };
        try {
          const job = { ...prepared, ffmpegPath, output: part };
          await renderInThread({ workerUrl: deps.workerUrl, onProblem }, job, onSeconds, signal);
          await giveName(part, path);
        } finally {
          await rm(part, { force: true });
        }
        return { phase: 'done', done: seconds };
      });
    },
    cancel: async () => {
      if (jobs.phase !== null) return jobs.cancel();
      stream.publish({ ...IDLE, job: stream.current().job });
    },
    stop: () => jobs.cancel(),
    watch: (signal) => stream.watch(signal),
  };
}
