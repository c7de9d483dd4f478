import type { MessagePort } from 'node:worker_threads';

/** Host to worker: compare all recordings of a library. The port gets `MatchProgress`; the worker closes it. */
export interface MatchTask {
  /** Absolute path of the library file; opened for reading only. */
  readonly libraryPath: string;
  readonly port: MessagePort;
}

/** Worker to host, on the port: state, not deltas. */
export interface MatchProgress {
  /** 0-1, never falling. */
  readonly fraction: number;
}

/** Two tracks that are one recording. */
export interface MatchedPair {
  readonly trackId: string;
  readonly otherId: string;
  /** `sound`: their fingerprints say so; `name`: artist, title and length. */
  readonly by: 'sound' | 'name';
  /** 0-1: 1 is the very same sound; of names 0.5. */
  readonly likeness: number;
  /** How much later the same sound comes in the other; 0 where only names were compared. */
  readonly offsetSeconds: number;
}
