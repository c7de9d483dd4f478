import { HALF_RATE, type MonoAnalyser } from './analyser.ts';
import { type Biquad, butterworth } from './biquad.ts';
import { createGrowableFloats, type GrowableFloats } from './growable.ts';

/** 3.4 ms: short against the attack of a drum. */
const SAMPLES_PER_VALUE = 75;
export const ENVELOPE_RATE = HALF_RATE / SAMPLES_PER_VALUE; // 294 Hz
const LOW_MID_HZ = 200;
const MID_HIGH_HZ = 2_500;
const SCRATCH = 4096;

/** Peak amplitude of three bands in steps of 1/294 s; full scale is 1. Shapes [n]; the three are equally long. */
export interface BandEnvelopes {
  /** Up to 200 Hz: kick and bass. */
  readonly low: Float32Array;
  /** 200 Hz to 2.5 kHz. */
  readonly mid: Float32Array;
  /** 2.5 to 11 kHz: snare, claps and hats. */
  readonly high: Float32Array;
}

/** Filters a run of samples; keeps its state between runs. */
type Filter = (input: Float32Array, output: Float32Array) => void;

/** Transposed direct form II. */
function createFilter({ b0, b1, b2, a1, a2 }: Biquad): Filter {
  let s1 = 0;
  let s2 = 0;
  return (input, output) => {
    let p1 = s1;
    let p2 = s2;
    for (let i = 0; i < input.length; i += 1) {
      const x = input[i];
      const y = b0 * x + p1;
      p1 = b1 * x - a1 * y + p2;
      p2 = b2 * x - a2 * y;
      output[i] = y;
    }
    // Denormal numbers of a decaying filter are many times slower to compute with.
    s1 = Math.abs(p1) < 1e-30 ? 0 : p1;
    s2 = Math.abs(p2) < 1e-30 ? 0 : p2;
  };
}

function peakOf(samples: Float32Array, from: number, to: number, start: number): number {
  let peak = start;
  for (let i = from; i < to; i += 1) {
    const value = Math.abs(samples[i]);
    if (value > peak) peak = value;
  }
  return peak;
}

/** Collects the peak of every 75 samples of one band. */
function createPeakMeter() {
  const values = createGrowableFloats();
  let peak = 0;
  let count = 0;
  return {
    values,
    push(samples: Float32Array, length: number): void {
      for (let from = 0; from < length; ) {
        const to = Math.min(length, from + SAMPLES_PER_VALUE - count);
        peak = peakOf(samples, from, to, peak);
        count += to - from;
        from = to;
        if (count < SAMPLES_PER_VALUE) break;
        values.push(peak);
        peak = 0;
        count = 0;
      }
    },
    finish(): GrowableFloats {
      if (count > 0) values.push(peak);
      return values;
    },
  };
}

/** Splits the mono mix into three bands with Butterworth filters and follows their peaks. */
export function createBandEnvelopeAnalyser(): MonoAnalyser<BandEnvelopes> {
  const belowHigh = createFilter(butterworth('low-pass', MID_HIGH_HZ, HALF_RATE));
  const lowPass = createFilter(butterworth('low-pass', LOW_MID_HZ, HALF_RATE));
  const midPass = createFilter(butterworth('high-pass', LOW_MID_HZ, HALF_RATE));
  const highPass = createFilter(butterworth('high-pass', MID_HIGH_HZ, HALF_RATE));
  const below = new Float32Array(SCRATCH);
  const band = new Float32Array(SCRATCH);
  const [low, mid, high] = [createPeakMeter(), createPeakMeter(), createPeakMeter()];
  return {
    push(samples) {
      belowHigh(samples, below);
      lowPass(below.subarray(0, samples.length), band);
      low.push(band, samples.length);
      midPass(below.subarray(0, samples.length), band);
      mid.push(band, samples.length);
      highPass(samples, band);
      high.push(band, samples.length);
    },
    finish: () => ({ low: low.finish().view(), mid: mid.finish().view(), high: high.finish().view() }),
  };
}
