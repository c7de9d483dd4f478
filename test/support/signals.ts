/** Synthetic signals with exact truth: mono, 44.1 kHz, full scale 1. */
export const RATE = 44_100;

/** Deterministic noise in [-1, 1): the same on every machine. */
export function createNoise(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 31 - 1;
  };
}

export function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * RATE));
}

export function sine(hz: number, seconds: number, amplitude: number): Float32Array {
  return Float32Array.from(silence(seconds), (_, n) => amplitude * Math.sin((2 * Math.PI * hz * n) / RATE));
}

/** Adds `sound` to `target` from a time on; the onset is placed to the sample. */
export function addAt(target: Float32Array, sound: Float32Array, seconds: number, gain = 1): void {
  const start = Math.round(seconds * RATE);
  const length = Math.min(sound.length, target.length - start);
  for (let i = Math.max(0, -start); i < length; i += 1)
    target[start + i] = (target[start + i] ?? 0) + gain * (sound[i] ?? 0);
}

/** A sine that falls from 150 to 50 Hz within 40 ms, as a kick drum does. */
export function kick(): Float32Array {
  let phase = 0;
  return Float32Array.from({ length: Math.round(0.22 * RATE) }, (_, n) => {
    const time = n / RATE;
    phase += (2 * Math.PI * (50 + 100 * Math.exp(-time / 0.02))) / RATE;
    return 0.8 * Math.sin(phase) * Math.exp(-time / 0.07);
  });
}

export function noiseHit(seconds: number, decay: number, amplitude: number, seed: number): Float32Array {
  const noise = createNoise(seed);
  return Float32Array.from(silence(seconds), (_, n) => amplitude * noise() * Math.exp(-n / RATE / decay));
}

/** Short 1 kHz clicks. @param beats Times in seconds. */
export function clickTrack(beats: readonly number[], seconds: number): Float32Array {
  const target = silence(seconds);
  const click = sine(1000, 0.01, 0.8).map((value, n) => value * Math.exp(-n / 100));
  for (const beat of beats) addAt(target, click, beat);
  return target;
}

/** Beat times of a constant tempo from `first` on. */
export function beatTimes(bpm: number, first: number, seconds: number): number[] {
  const beats: number[] = [];
  for (let n = 0; first + (n * 60) / bpm < seconds; n += 1) beats.push(first + (n * 60) / bpm);
  return beats;
}

/** Interleaves two channels. */
export function interleave(left: Float32Array, right: Float32Array = left): Float32Array {
  const frames = new Float32Array(left.length * 2);
  for (let n = 0; n < left.length; n += 1) {
    frames[2 * n] = left[n] ?? 0;
    frames[2 * n + 1] = right[n] ?? 0;
  }
  return frames;
}

/** Feeds interleaved stereo in blocks of varying length and finishes. */
export function runAnalyser<Result>(
  analyser: { push(block: Float32Array): void; finish(): Result },
  frames: Float32Array,
): Result {
  const lengths = [4096, 1, 777, 4096, 2048];
  for (let at = 0, n = 0; at < frames.length; n += 1) {
    const end = Math.min(frames.length, at + 2 * (lengths[n % lengths.length] ?? 1));
    analyser.push(frames.slice(at, end));
    at = end;
  }
  return analyser.finish();
}
