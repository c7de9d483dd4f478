import { SAMPLE_RATE } from './stereo.ts';

export type FilterMode = 'low' | 'band' | 'high';

/**
 * Two-pole state variable filter; stays stable while its cutoff is swept.
 * @source Zavalishin, "The Art of VA Filter Design", chapter 4 (topology-preserving transform).
 */
export class StateVariableFilter {
  readonly #mode: FilterMode;
  #g = 0;
  #a = 1;
  #s1 = 0;
  #s2 = 0;
  // The output as a mix of the input and the two inner signals; depends on the mode.
  #fromInput = 0;
  #fromBand = 0;
  #fromLow = 0;

  constructor(mode: FilterMode) {
    this.#mode = mode;
  }

  /** @param resonance 0 (none, Butterworth) to 1 (rings). A band-pass has unity gain at its centre. */
  tune(cutoffHz: number, resonance: number): void {
    const hertz = Math.min(Math.max(cutoffHz, 10), SAMPLE_RATE * 0.45);
    const g = Math.tan((Math.PI * hertz) / SAMPLE_RATE);
    const k = Math.SQRT2 * (1 - 0.95 * resonance);
    this.#g = g;
    this.#a = 1 / (1 + g * (g + k));
    this.#fromInput = this.#mode === 'high' ? 1 : 0;
    this.#fromBand = this.#mode === 'low' ? 0 : this.#mode === 'band' ? k : -k;
    this.#fromLow = this.#mode === 'low' ? 1 : this.#mode === 'band' ? 0 : -1;
  }

  process(input: number): number {
    const v3 = input - this.#s2;
    const band = this.#a * (this.#s1 + this.#g * v3);
    const low = this.#s2 + this.#g * band;
    this.#s1 = 2 * band - this.#s1;
    this.#s2 = 2 * low - this.#s2;
    return this.#fromInput * input + this.#fromBand * band + this.#fromLow * low;
  }

  /** Filters a stretch of a signal in place; the same as `process` for each sample, but faster. */
  processRange(signal: Float32Array, from: number, until: number): void {
    const g = this.#g;
    const a = this.#a;
    const fromInput = this.#fromInput;
    const fromBand = this.#fromBand;
    const fromLow = this.#fromLow;
    let s1 = this.#s1;
    let s2 = this.#s2;
    for (let index = from; index < until; index += 1) {
      const input = signal[index];
      const band = a * (s1 + g * (input - s2));
      const low = s2 + g * band;
      s1 = 2 * band - s1;
      s2 = 2 * low - s2;
      signal[index] = fromInput * input + fromBand * band + fromLow * low;
    }
    this.#s1 = s1;
    this.#s2 = s2;
  }
}

/** Filters `signal` in place at a fixed frequency. */
export function filterInPlace(signal: Float32Array, mode: FilterMode, cutoffHz: number, resonance = 0): Float32Array {
  const filter = new StateVariableFilter(mode);
  filter.tune(cutoffHz, resonance);
  filter.processRange(signal, 0, signal.length);
  return signal;
}

/** Frames between two changes of a swept cutoff: 1.5 ms, well under what is heard as steps. */
const SWEEP_FRAMES = 64;

/** Low-passes frames `from` to `until` of `signal` in place; `cutoffAt` gives the frequency in Hz at a frame. */
export function sweepInPlace(
  signal: Float32Array,
  cutoffAt: (frame: number) => number,
  from: number,
  until: number,
): void {
  const filter = new StateVariableFilter('low');
  for (let start = from; start < until; start += SWEEP_FRAMES) {
    filter.tune(cutoffAt(start), 0.15);
    filter.processRange(signal, start, Math.min(until, start + SWEEP_FRAMES));
  }
}
