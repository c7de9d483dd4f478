/** Cuts a stream of samples into overlapping frames. */
export interface Framer {
  /** @param samples Shape [n], n <= MAX_PUSH. */
  readonly push: (samples: Float32Array) => void;
  /** Pushes silence, so that frames centred near the end come out too. */
  readonly pad: (samples: number) => void;
}

const MAX_PUSH = 4096;

/**
 * @param size Samples in a frame.
 * @param hop Samples from frame to frame.
 * @param lead Samples of silence before the first one.
 * @param onFrame Gets the buffer and where in it the frame starts; valid during the call.
 */
export function createFramer(
  size: number,
  hop: number,
  lead: number,
  onFrame: (buffer: Float32Array, at: number) => void,
): Framer {
  const buffer = new Float32Array(size + MAX_PUSH);
  let filled = lead;

  function run(): void {
    let at = 0;
    for (; at + size <= filled; at += hop) onFrame(buffer, at);
    buffer.copyWithin(0, at, filled);
    filled -= at;
  }

  return {
    push(samples) {
      buffer.set(samples, filled);
      filled += samples.length;
      run();
    },
    pad(samples) {
      buffer.fill(0, filled, filled + samples);
      filled += samples;
      run();
    },
  };
}

/** Hann window, shape [size]; symmetric about the middle of the frame. */
export function hannWindow(size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / size));
}
