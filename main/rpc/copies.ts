import type { Copying, CopyPlan, CopyRequest } from '#shared/contract/copies.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of copying files. Streams end when `signal` aborts. */
export interface CopyUseCases {
  plan(request: CopyRequest): Answer<CopyPlan>;
  start(request: CopyRequest): Answer<void>;
  resume(): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<Copying>;
}

export function copiesRouter(copies: CopyUseCases) {
  return {
    plan: os.copies.plan.handler(({ input }) => copies.plan(input)),
    start: os.copies.start.handler(({ input }) => copies.start(input)),
    resume: os.copies.resume.handler(() => copies.resume()),
    cancel: os.copies.cancel.handler(() => copies.cancel()),
    watch: os.copies.watch.handler(({ signal }) => stream((stop) => copies.watch(stop), signal)),
  };
}
