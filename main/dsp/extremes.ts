import { HALF_RATE, type MonoAnalyser } from './analyser.ts';
import { createGrowableFloats } from './growable.ts';

/** Three values of the band envelopes: a column of the waveform. */
const SAMPLES_PER_VALUE = 225;
export const EXTREMES_RATE = HALF_RATE / SAMPLES_PER_VALUE; // 98 Hz

/** How far the signal goes up and down in steps of 1/98 s; both at least 0, full scale is 1. Shapes [n]. */
export interface Extremes {
  readonly up: Float32Array;
  readonly down: Float32Array;
}

/** Follows the highest and lowest sample. */
export function createExtremesAnalyser(): MonoAnalyser<Extremes> {
  const [up, down] = [createGrowableFloats(), createGrowableFloats()];
  let count = 0;
  let high = 0;
  let low = 0;

  function endValue(): void {
    up.push(high);
    down.push(-low);
    high = 0;
    low = 0;
    count = 0;
  }

  return {
    push(samples) {
      const { length } = samples;
      for (let from = 0; from < length; ) {
        const to = Math.min(length, from + SAMPLES_PER_VALUE - count);
        for (let i = from; i < to; i += 1) {
          const sample = samples[i];
          if (sample > high) high = sample;
          else if (sample < low) low = sample;
        }
        count += to - from;
        from = to;
        if (count === SAMPLES_PER_VALUE) endValue();
      }
    },
    finish() {
      if (count > 0) endValue();
      return { up: up.view(), down: down.view() };
    },
  };
}
