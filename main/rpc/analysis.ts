import type { AnalysisState, EnqueueOptions, FailedJob } from '#shared/contract/analysis.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the analysis. Streams end when `signal` aborts. */
export interface AnalysisUseCases {
  /** @param trackIds Absent: all that need it. */
  enqueue(trackIds: readonly TrackId[] | undefined, options: EnqueueOptions): Answer<{ queued: number }>;
  pause(): Answer<void>;
  resume(): Answer<void>;
  /** @param trackIds Absent: all. */
  cancel(trackIds: readonly TrackId[] | undefined): Answer<{ cancelled: number }>;
  failures(): Answer<FailedJob[]>;
  watch(signal: AbortSignal): AsyncIterable<AnalysisState>;
}

export function analysisRouter(analysis: AnalysisUseCases) {
  return {
    enqueue: os.analysis.enqueue.handler(({ input }) => analysis.enqueue(input.trackIds, input)),
    pause: os.analysis.pause.handler(() => analysis.pause()),
    resume: os.analysis.resume.handler(() => analysis.resume()),
    cancel: os.analysis.cancel.handler(({ input }) => analysis.cancel(input.trackIds)),
    failures: os.analysis.failures.handler(() => analysis.failures()),
    watch: os.analysis.watch.handler(({ signal }) => stream((stop) => analysis.watch(stop), signal)),
  };
}
