import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Logger } from '#main/platform/logger.ts';
import { createStateStream } from '#main/platform/state-stream.ts';
import type { DemoState } from '#shared/contract/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { DemoTrack } from './demo-track.ts';
import type { RenderTask } from './demo-worker.ts';
import { createFfmpegEncoder, type RenderedTrack } from './encode-track.ts';
import { writeDemo } from './write-demo.ts';

export interface DemoDeps {
  /** DEMO_TRACKS, or some of them. */
  readonly tracks: readonly DemoTrack[];
  /** Absolute path of the folder that the demo library is written to. */
  readonly folder: string;
  /** main/demo/demo-worker.ts, or its bundle. */
  readonly workerUrl: URL;
  /** @throws {AppError} `ffmpeg-missing` with what to install. */
  readonly ffmpegPath: () => Promise<string>;
  /** Adds the finished folder to the library; the library may have it already. */
  readonly addFolder: (path: string) => Promise<unknown>;
  /** Whether the folder stands in the library. */
  readonly isInLibrary: (path: string) => Promise<boolean>;
  readonly log: Pick<Logger, 'info' | 'error'>;
}

/** Makes the demo library. */
export interface DemoService {
  /** Starts making it, unless it is being made; returns at once. */
  install(): Promise<void>;
  cancel(): void;
  watch(signal?: AbortSignal): AsyncGenerator<DemoState, void, void>;
  /** Resolves when nothing is being made. */
  idle(): Promise<void>;
  /** Stops at once; what is finished stays. */
  stop(): Promise<void>;
}

/** Two at least: while one lane waits for ffmpeg, the other synthesises. */
const MIN_LANES = 2;
const MAX_LANES = 4;

const idleState = (total: number): DemoState => ({
  running: false,
  done: 0,
  total,
  current: null,
  error: null,
  installed: false,
});

/** Threads live only while tracks are made. */
async function makeFiles(deps: DemoDeps, report: (state: Partial<DemoState>) => void, signal: AbortSignal) {
  const lanes = Math.min(MAX_LANES, Math.max(MIN_LANES, availableParallelism()));
  const pool = new Piscina<RenderTask, RenderedTrack>({
    filename: deps.workerUrl.href,
    name: 'renderDemoTrack',
    minThreads: 0,
    maxThreads: lanes,
  });
  try {
    await writeDemo(
      {
        tracks: deps.tracks,
        folder: deps.folder,
        render: ({ id }, stop) => pool.run({ id }, { signal: stop }),
        encode: createFfmpegEncoder(deps.ffmpegPath),
        lanes,
      },
      ({ done, currentTitle }) => report({ done, current: currentTitle }),
      signal,
    );
  } finally {
    await pool.destroy();
  }
}

export function createDemoService(deps: DemoDeps): DemoService {
  const stream = createStateStream<DemoState>(idleState(deps.tracks.length));
  let stopping: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  const report = (change: Partial<DemoState>): void => stream.publish({ ...stream.current(), ...change });

  async function make(signal: AbortSignal): Promise<void> {
    try {
      // Before any work: without ffmpeg there is nothing to wait for.
      await deps.ffmpegPath();
      await makeFiles(deps, report, signal);
      await deps.addFolder(deps.folder);
      report({ running: false, current: null, installed: true });
      deps.log.info('demo library made', { tracks: deps.tracks.length });
    } catch (error) {
      report({ running: false, current: null, error: messageOf(error) });
      if (!(error instanceof AppError)) deps.log.error('demo library failed', { error });
    } finally {
      stopping = null;
    }
  }

  return {
    install: async () => {
      if (stopping) return;
      stopping = new AbortController();
      report({ ...idleState(deps.tracks.length), running: true, installed: await deps.isInLibrary(deps.folder) });
      running = make(stopping.signal);
    },
    cancel: () => stopping?.abort(),
    async *watch(signal) {
      if (!stopping) report({ installed: await deps.isInLibrary(deps.folder) });
      yield* stream.watch(signal);
    },
    idle: () => running,
    stop: async () => {
      stopping?.abort();
      await running;
    },
  };
}

/** What the user reads; null when it was the user who stopped it. */
function messageOf(error: unknown): string | null {
  if (!(error instanceof AppError)) return 'The demo library could not be made. Settings has diagnostics to send.';
  return error.code === 'cancelled' ? null : error.message;
}
