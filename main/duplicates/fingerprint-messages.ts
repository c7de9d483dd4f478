import type { ErrorCode, ErrorDetails } from '#shared/errors/app-error.ts';

/** Host to worker: one file to hear. */
export interface FingerprintTask {
  /** Absolute. */
  readonly path: string;
  readonly ffmpegPath: string;
}

/** What tells a recording from others, and what its encoding has left of it. */
export interface Fingerprint {
  /** Chromaprint words; empty where there is too little sound. */
  readonly words: Uint32Array;
  readonly cutoffHz: number | null;
}

/**
 * Worker to host. Errors are data, because an error's class is lost between threads; anything thrown is a bug.
 * `done` transfers `fingerprint.words.buffer`.
 */
export type FingerprintReply =
  | { readonly type: 'done'; readonly fingerprint: Fingerprint }
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails };
