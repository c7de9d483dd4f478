import type { QualityWork } from '#shared/contract/quality.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { TaskParts } from './mend-tasks.ts';

export const IDLE: QualityWork = { phase: 'idle', done: 0, total: 0 };

interface Task<Result> {
  readonly phase: 'previewing' | 'mending';
  /** Tracks. */
  readonly total: number;
  readonly work: (parts: TaskParts) => Promise<Result>;
  /** Whoever asked is gone. */
  readonly signal?: AbortSignal | undefined;
}

/** One task at a time, whose progress is published. */
export class Tasks {
  private readonly publish: (work: QualityWork) => void;
  private running: { readonly stop: AbortController; readonly ended: Promise<unknown> } | null = null;

  constructor(publish: (work: QualityWork) => void) {
    this.publish = publish;
  }

  /** @throws {AppError} `busy` */
  checkFree(): void {
    if (this.running === null) return;
    throw new AppError('busy', 'Tracks are being mended. Wait for the end, or cancel it.');
  }

  /** @throws {AppError} `busy` */
  async run<Result>({ phase, total, work, signal }: Task<Result>): Promise<Result> {
    this.checkFree();
    const stop = new AbortController();
    const either = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
    this.publish({ phase, done: 0, total });
    const ended = work({ signal: either, onProgress: (done) => this.publish({ phase, done, total }) });
    this.running = { stop, ended };
    try {
      return await ended;
    } finally {
      this.running = null;
      this.publish(IDLE);
    }
  }

  /** Resolves when nothing runs. */
  async cancel(): Promise<void> {
    this.running?.stop.abort();
    // How it ended is told to whoever started it.
    await Promise.allSettled([this.running?.ended]);
  }
}
