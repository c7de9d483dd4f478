import { AppError } from '#shared/errors/app-error.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { StateStream } from './state-stream.ts';

/** What watchers are told of a job, among other things. */
export interface JobState {
  /** Rises with each job. */
  readonly job: number;
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly secondsLeft: number | null;
}

/** Tells watchers how far a job is. */
export interface JobProgress<State> {
  change(changed: Partial<State>): void;
  total(count: number): void;
  /** @param count How many more are done. */
  counted(count?: number): void;
}

export interface BackgroundJobsOptions<State extends JobState> {
  readonly stream: StateStream<State>;
  /** The state of a job that has just begun, but for its number and phase. */
  readonly idle: State;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error'>;
  /** For the log: "editing texts failed". */
  readonly failure: string;
  /** What a job that broke leaves behind. @param error What the user is told. */
  readonly failed: (error: string) => Partial<State>;
}

/** Before so much was done an estimate is a guess. */
const ESTIMATE_AFTER_MS = 1000;

type Work<State> = (progress: JobProgress<State>, signal: AbortSignal) => Promise<Partial<State>>;

interface Job<State extends JobState> {
  readonly abort: AbortController;
  readonly phase: State['phase'];
  readonly ended: Promise<void>;
}

/** Long work that is watched and can be cancelled, one job at a time; its end, good or bad, is a state like any other. */
export class BackgroundJobs<State extends JobState> {
  private readonly options: BackgroundJobsOptions<State>;
  private job: Job<State> | null = null;

  constructor(options: BackgroundJobsOptions<State>) {
    this.options = options;
  }

  /** Of the job that runs; null for none. */
  get phase(): State['phase'] | null {
    return this.job?.phase ?? null;
  }

  /** Whoever calls has made sure that none runs. @param work Gives what the state is at its end. */
  run(phase: State['phase'], work: Work<State>): void {
    const abort = new AbortController();
    const progress = this.begin(phase);
    this.job = { abort, phase, ended: this.finish(work(progress, abort.signal)) };
  }

  /** Resolves when nothing runs. */
  async cancel(): Promise<void> {
    this.job?.abort.abort();
    await this.job?.ended;
  }

  private begin(phase: State['phase']): JobProgress<State> {
    const { stream, idle, clock } = this.options;
    const startedMs = clock.now();
    const change = (changed: Partial<State>): void => stream.publish({ ...stream.current(), ...changed });
    stream.publish({ ...idle, job: stream.current().job + 1, phase });
    return {
      change,
      total: (total) => stream.publish({ ...stream.current(), total }),
      counted: (count = 1) => {
        const state = stream.current();
        const done = state.done + count;
        const tookMs = clock.now() - startedMs;
        const perItem = tookMs / 1000 / Math.max(1, done);
        const secondsLeft = tookMs < ESTIMATE_AFTER_MS ? null : perItem * Math.max(0, state.total - done);
        stream.publish({ ...state, done, secondsLeft });
      },
    };
  }

  private async finish(work: Promise<Partial<State>>): Promise<void> {
    const { stream, log, failure, failed } = this.options;
    let end: Partial<State>;
    try {
      end = await work;
    } catch (error) {
      if (!(error instanceof AppError)) log.error(failure, { error });
      end = failed(error instanceof AppError ? error.message : 'It stopped by a fault, which the log describes.');
    }
    this.job = null;
    stream.publish({ ...stream.current(), secondsLeft: null, ...end });
  }
}
