import type { DemoState } from '#shared/contract/system.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the demo library. Streams end when `signal` aborts. */
export interface DemoUseCases {
  install(): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<DemoState>;
}

export function demoRouter(demo: DemoUseCases) {
  return {
    install: os.demo.install.handler(() => demo.install()),
    cancel: os.demo.cancel.handler(() => demo.cancel()),
    watch: os.demo.watch.handler(({ signal }) => stream((stop) => demo.watch(stop), signal)),
  };
}
