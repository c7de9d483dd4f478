import type { TimelinePart } from '#shared/domain/transition/set-timeline.ts';
import type { TransitionPlan } from '#shared/domain/transition/plan-transition.ts';

export type RenderFormat = 'wav' | 'mp3';

/** What the thread is started with. */
export interface RenderJob {
  readonly ffmpegPath: string;
  /** Files of the tracks, in the order of the set. */
  readonly paths: readonly string[];
  /** What the samples of each track are multiplied by. */
  readonly gains: readonly number[];
  readonly plans: readonly TransitionPlan[];
  readonly timeline: readonly TimelinePart[];
  readonly keyLock: boolean;
  readonly format: RenderFormat;
  /** Where it is written; nothing is there yet. */
  readonly output: string;
}

/** Thread to host: state, not deltas; the last is `done` or `failed`. */
export type RenderMessage =
  | { readonly type: 'progress'; readonly seconds: number }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly code: string; readonly message: string };
