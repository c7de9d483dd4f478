/** Everything is synthesised at this rate, in frames per second. */
export const SAMPLE_RATE = 44_100;

/** Two channels of equal length; full scale is 1. A mono sound may share one array between both. */
export interface Stereo {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

export function createStereo(frames: number): Stereo {
  return { left: new Float32Array(frames), right: new Float32Array(frames) };
}

export function monoToStereo(signal: Float32Array): Stereo {
  return { left: signal, right: signal };
}

export const decibelsToGain = (decibels: number): number => 10 ** (decibels / 20);

function addChannel(target: Float32Array, source: Float32Array, at: number, gain: number): void {
  const start = Math.max(0, -at);
  const end = Math.min(source.length, target.length - at);
  for (let index = start; index < end; index += 1) target[at + index] += source[index] * gain;
}

/**
 * Adds `source` to `target` from frame `at`; what lies outside the target is left away.
 * @param pan -1 (left) to 1 (right); lowers the far channel, so a centred sound keeps its level.
 */
export function addStereo(target: Stereo, source: Stereo, at: number, gain = 1, pan = 0): void {
  addChannel(target.left, source.left, at, gain * Math.min(1, 1 - pan));
  addChannel(target.right, source.right, at, gain * Math.min(1, 1 + pan));
}

/** Adds the middle of `source` to a mono target, for the effect sends. */
export function addMiddle(target: Float32Array, source: Stereo, at: number, gain: number): void {
  addChannel(target, source.left, at, gain / 2);
  addChannel(target, source.right, at, gain / 2);
}

/** Highest absolute sample of both channels. */
export function peakOf(signal: Stereo): number {
  let peak = 0;
  for (const channel of [signal.left, signal.right]) {
    for (let index = 0; index < channel.length; index += 1) {
      const value = Math.abs(channel[index]);
      if (value > peak) peak = value;
    }
  }
  return peak;
}
