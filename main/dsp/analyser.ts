/** Sample rate of everything that reaches the analysers; the decoder resamples to it. */
export const SAMPLE_RATE = 44_100;
/** Most frames that one block may hold. */
export const MAX_BLOCK_FRAMES = 4096;

/** A measurement with one life: created, fed in blocks, finished once. */
export interface Analyser<Result> {
  /** @param block Interleaved stereo frames at 44.1 kHz, finite, shape [2n], 0 < n <= 4096. Not kept after the call. */
  push(block: Float32Array): void;
  finish(): Result;
}

/** A measurement of the mono mix at half the rate (22.05 kHz), where rhythm and harmony live. */
export interface MonoAnalyser<Result> {
  /** @param samples Mono samples at 22.05 kHz, finite, shape [n], 0 < n <= 2048. Not kept after the call. */
  push(samples: Float32Array): void;
  finish(): Result;
}

export const HALF_RATE = SAMPLE_RATE / 2;
