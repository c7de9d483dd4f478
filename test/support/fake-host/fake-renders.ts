import { createStateStream } from '#main/platform/state-stream.ts';
import type { RenderUseCases } from '#main/rpc/renders.ts';
import type { Rendering, RenderRequest } from '#shared/contract/renders.ts';
import { AppError } from '#shared/errors/app-error.ts';

const IDLE: Rendering = { job: 0, phase: 'idle', done: 0, total: 0, secondsLeft: null, path: '', error: null };

/** Rendering of the fake host: it runs until it is stopped or ended; a file of "there" in its name is there already. */
export class FakeRenders implements RenderUseCases {
  readonly started: RenderRequest[] = [];
  private readonly stream = createStateStream<Rendering>(IDLE);

  start(request: RenderRequest): void {
    if (request.path.includes('there') && !request.replace) {
      throw new AppError('conflict', 'It is there already. Replace it, or choose another name.');
    }
    this.started.push(request);
    const job = this.stream.current().job + 1;
    this.stream.publish({
      ...IDLE,
      job,
      phase: 'rendering',
      done: 600,
      total: 3600,
      secondsLeft: 40,
      path: request.path,
    });
  }

  /** As if the file were written. */
  end(error: string | null = null): void {
    const state = this.stream.current();
    this.stream.publish({ ...state, phase: 'done', done: state.total, secondsLeft: null, error });
  }

  cancel(): void {
    const state = this.stream.current();
    if (state.phase === 'rendering') this.end('Rendering was stopped. Nothing was written.');
    else this.stream.publish({ ...IDLE, job: state.job });
  }

  watch(signal: AbortSignal): AsyncIterable<Rendering> {
    return this.stream.watch(signal);
  }
}
