import { HALF_RATE, type MonoAnalyser } from './analyser.ts';
import { butterworth } from './biquad.ts';
import { createGrowableFloats } from './growable.ts';

/** 3.4 ms: short against the attack of a drum. */
const SAMPLES_PER_VALUE = 75;
export const ENVELOPE_RATE = HALF_RATE / SAMPLES_PER_VALUE; // 294 Hz
const LOW_MID_HZ = 200;
const MID_HIGH_HZ = 2_500;

/** Peak amplitude of three bands in steps of 1/294 s; full scale is 1. Shapes [n]; the three are equally long. */
export interface BandEnvelopes {
  /** Up to 200 Hz: kick and bass. */
  readonly low: Float32Array;
  /** 200 Hz to 2.5 kHz. */
  readonly mid: Float32Array;
  /** 2.5 to 11 kHz: snare, claps and hats. */
  readonly high: Float32Array;
}

/**
 * Splits a signal in two at a cutoff. A Butterworth low-pass and high-pass of one cutoff have the same poles, so one
 * recursion (direct form II) serves both: w = x - a1 w1 - a2 w2, low = gain (w + 2 w1 + w2), high alike with -2.
 */
interface Split {
  readonly lowGain: number;
  readonly highGain: number;
  readonly a1: number;
  readonly a2: number;
}

function splitAt(cutoffHz: number): Split {
  const low = butterworth('low-pass', cutoffHz, HALF_RATE);
  const high = butterworth('high-pass', cutoffHz, HALF_RATE);
  return { lowGain: low.b0, highGain: high.b0, a1: low.a1, a2: low.a2 };
}

/** Splits runs of samples into the three bands and returns the peak of each. */
function createBandPeaks() {
  const upper = splitAt(MID_HIGH_HZ);
  const lower = splitAt(LOW_MID_HZ);
  const state = new Float64Array(4);
  const peaks = new Float64Array(3);
  const follow = (samples: Float32Array, from: number, to: number): void => {
    let [u1, u2, v1, v2] = state;
    let [low, mid, high] = peaks;
    for (let i = from; i < to; i += 1) {
      const u = samples[i] - upper.a1 * u1 - upper.a2 * u2;
      const below = upper.lowGain * (u + 2 * u1 + u2);
      high = Math.max(high, Math.abs(upper.highGain * (u - 2 * u1 + u2)));
      u2 = u1;
      u1 = u;
      const v = below - lower.a1 * v1 - lower.a2 * v2;
      low = Math.max(low, Math.abs(lower.lowGain * (v + 2 * v1 + v2)));
      mid = Math.max(mid, Math.abs(lower.highGain * (v - 2 * v1 + v2)));
      v2 = v1;
      v1 = v;
    }
    // Denormal numbers of a decaying filter are many times slower to compute with.
    state.set([flush(u1), flush(u2), flush(v1), flush(v2)]);
    peaks.set([low, mid, high]);
  };
  return { peaks, follow };
}

const flush = (value: number): number => (Math.abs(value) < 1e-30 ? 0 : value);

/** Splits the mono mix into three bands with Butterworth filters and follows their peaks. */
export function createBandEnvelopeAnalyser(): MonoAnalyser<BandEnvelopes> {
  const { peaks, follow } = createBandPeaks();
  const [low, mid, high] = [createGrowableFloats(), createGrowableFloats(), createGrowableFloats()];
  let count = 0;

  function endValue(): void {
    low.push(peaks[0]);
    mid.push(peaks[1]);
    high.push(peaks[2]);
    peaks.fill(0);
    count = 0;
  }

  return {
    push(samples) {
      const { length } = samples;
      for (let from = 0; from < length; ) {
        const to = Math.min(length, from + SAMPLES_PER_VALUE - count);
        follow(samples, from, to);
        count += to - from;
        from = to;
        if (count === SAMPLES_PER_VALUE) endValue();
      }
    },
    finish() {
      if (count > 0) endValue();
      return { low: low.view(), mid: mid.view(), high: high.view() };
    },
  };
}
