import type { MessagePort } from 'node:worker_threads';
import type { AnalysisOptions, TrackAnalysis } from '#shared/domain/track-analysis.ts';
import type { ErrorCode, ErrorDetails } from '#shared/errors/app-error.ts';

/** Host to worker: one file to analyse. */
export interface AnalysisTask {
  /** Absolute. */
  readonly path: string;
  readonly ffmpegPath: string;
  readonly options: AnalysisOptions;
  /** Progress comes out of it and `CancelMessage` may go in. The worker closes it when the task ends. */
  readonly port?: MessagePort;
}

/** Host to worker, on the port: stop soon; the reply is `failed` with code `cancelled`. */
export interface CancelMessage {
  readonly type: 'cancel';
}

/** Worker to host, on the port: state, not deltas, at most one per 60 ms. */
export interface ProgressMessage {
  readonly type: 'progress';
  /** 0-1, never falling. */
  readonly fraction: number;
}

/**
 * Worker to host, the task's result. Errors are data, because an error's class is lost between threads; anything
 * thrown instead is a bug. `done` transfers `analysis.peaks.data.buffer`.
 */
export type AnalysisReply =
  | { readonly type: 'done'; readonly analysis: TrackAnalysis }
  | {
      readonly type: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: ErrorDetails;
    };
