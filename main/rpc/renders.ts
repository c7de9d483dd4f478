import type { Rendering, RenderRequest } from '#shared/contract/renders.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of rendering. Streams end when `signal` aborts. */
export interface RenderUseCases {
  start(request: RenderRequest): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<Rendering>;
}

export function rendersRouter(renders: RenderUseCases) {
  return {
    start: os.renders.start.handler(({ input }) => renders.start(input)),
    cancel: os.renders.cancel.handler(() => renders.cancel()),
    watch: os.renders.watch.handler(({ signal }) => stream((stop) => renders.watch(stop), signal)),
  };
}
