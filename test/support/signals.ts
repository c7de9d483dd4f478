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
  const tone = silence(seconds);
  for (let n = 0; n < tone.length; n += 1) tone[n] = amplitude * Math.sin((2 * Math.PI * hz * n) / RATE);
  return tone;
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

/** A saw wave as a sum of its first harmonics: band-limited, so nothing aliases. */
export function saw(hz: number, seconds: number, amplitude: number): Float32Array {
  const key = `${hz} ${seconds} ${amplitude}`;
  const known = saws.get(key);
  if (known) return known;
  const tone = silence(seconds);
  for (let harmonic = 1; harmonic <= 8 && harmonic * hz < 10_000; harmonic += 1) {
    addAt(tone, sine(harmonic * hz, seconds, amplitude / harmonic), 0);
  }
  saws.set(key, tone);
  return tone;
}

/** Tests ask for the same notes again and again. */
const saws = new Map<string, Float32Array>();

export const midiHz = (note: number): number => 440 * 2 ** ((note - 69) / 12);

/** Kick on every beat, clap on 2 and 4, off-beat hat, off-beat bass and a chord a bar (minor i VI III VII). */
export function clubTrack(bpm: number, seconds: number, tonicNote = 57): Float32Array {
  const target = silence(seconds);
  const beats = beatTimes(bpm, 0, seconds);
  const beat = 60 / bpm;
  const [drum, clap, hat] = [kick(), noiseHit(0.15, 0.04, 0.4, 3), noiseHit(0.06, 0.015, 0.2, 5)];
  const roots = [0, -4, 3, -2];
  beats.forEach((time, index) => {
    const root = tonicNote + (roots[Math.floor(index / 4) % 4] ?? 0);
    addAt(target, drum, time);
    if (index % 2 === 1) addAt(target, clap, time);
    addAt(target, hat, time + beat / 2);
    addAt(target, saw(midiHz(root - 24), beat / 2, 0.15), time + beat / 2);
    if (index % 4 === 0) {
      const third = roots[Math.floor(index / 4) % 4] === 0 ? 3 : 4;
      for (const note of [root, root + third, root + 7]) addAt(target, saw(midiHz(note), 4 * beat, 0.05), time);
    }
  });
  return target;
}

/** One bar of drums on a 16-step grid: "x" is a hit. */
export interface DrumPattern {
  readonly kick: string;
  readonly snare: string;
  readonly hat: string;
}

export const DRUM_PATTERNS = {
  house: { kick: 'x...x...x...x...', snare: '....x.......x...', hat: '..x...x...x...x.' },
  breakbeat: { kick: 'x.x.......x.....', snare: '....x..x.x..x...', hat: 'x.x.x.x.x.x.x.x.' },
  'drum and bass': { kick: 'x.........x.....', snare: '....x.......x...', hat: 'x.x.x.x.x.x.x.x.' },
  'hip hop': { kick: 'x..x......x.....', snare: '....x.......x...', hat: 'x.x.x.x.x.x.x.x.' },
  reggaeton: { kick: 'x...x...x...x...', snare: '...x..x....x..x.', hat: 'x.x.x.x.x.x.x.x.' },
} as const satisfies Readonly<Record<string, DrumPattern>>;

/** Times of sixteenth notes from `first` on, at a tempo that may change from beat to beat. */
export function sixteenths(bpmAt: (beat: number) => number, first: number, seconds: number): number[] {
  const times: number[] = [];
  for (let time = first; time < seconds; time += 15 / bpmAt(Math.floor(times.length / 4))) times.push(time);
  return times;
}

/** The beats among sixteenth notes. */
export const beatsAmong = (steps: readonly number[]): number[] => steps.filter((_, n) => n % 4 === 0);

/** Repeats a bar of drums on given sixteenth notes. Hits vary in level, as played ones do. */
export function drumsAt(pattern: DrumPattern, steps: readonly number[], seconds: number): Float32Array {
  const target = silence(seconds);
  const vary = createNoise(11);
  const sounds = [
    { hits: pattern.kick, sound: kick() },
    { hits: pattern.snare, sound: noiseHit(0.18, 0.05, 0.5, 3) },
    { hits: pattern.hat, sound: noiseHit(0.05, 0.012, 0.12, 5) },
  ];
  steps.forEach((time, n) => {
    for (const { hits, sound } of sounds) if (hits[n % 16] === 'x') addAt(target, sound, time, 0.85 + 0.15 * vary());
  });
  return target;
}

/** Repeats a bar of drums at a constant tempo. The first beat is at `first` seconds. */
export function drumLoop(pattern: DrumPattern, bpm: number, first: number, seconds: number): Float32Array {
  const steps = Array.from({ length: Math.ceil(((seconds - first) * bpm) / 15) }, (_, n) => first + (n * 15) / bpm);
  return drumsAt(pattern, steps, seconds);
}

/** Tonic, subdominant, dominant, tonic as triads of saw waves, over and over; minor keys have a minor dominant. */
export function cadence(tonicNote: number, minor: boolean, seconds: number): Float32Array {
  const target = silence(seconds);
  const chordSeconds = 1.5;
  const triad = minor ? [0, 3, 7] : [0, 4, 7];
  for (let n = 0; n * chordSeconds < seconds; n += 1) {
    const root = tonicNote + ([0, 5, 7, 0][n % 4] ?? 0);
    for (const note of triad) addAt(target, saw(midiHz(root + note), chordSeconds, 0.1), n * chordSeconds);
  }
  return target;
}

/** The signal played faster, so that it sounds higher by this many cents, and shorter; lower and longer below 0. */
export function varispeed(mono: Float32Array, cents: number): Float32Array {
  const ratio = 2 ** (cents / 1200);
  return Float32Array.from({ length: Math.floor((mono.length - 1) / ratio) }, (_, n) => {
    const at = n * ratio;
    const index = Math.floor(at);
    const [before, after] = [mono[index] ?? 0, mono[index + 1] ?? 0];
    return before + (after - before) * (at - index);
  });
}
