import { MAX_BLOCK_FRAMES } from './analyser.ts';

/**
 * Taps on one side of the centre that are not zero: 8 make a 31-tap filter, flat to 7.5 kHz and -60 dB from 14.5 kHz up.
 * What aliases between falls above 7.5 kHz, where only the presence of hats and noise is measured.
 */
const SIDE_TAPS = 8;
const RADIUS = SIDE_TAPS * 2 - 1;

/**
 * Kaiser-windowed ideal half-band filter. Every second tap but the centre is zero, so only the odd ones are returned.
 * @source Vaidyanathan & Nguyen, "A trick for the design of FIR half-band filters" (1987), for the structure.
 */
function designOddTaps(): Float64Array {
  const beta = 6;
  const taps = Float64Array.from({ length: SIDE_TAPS }, (_, index) => {
    const offset = 2 * index + 1;
    const sinc = Math.sin((Math.PI * offset) / 2) / (Math.PI * offset);
    return sinc * (bessel0(beta * Math.sqrt(1 - (offset / (RADIUS + 1)) ** 2)) / bessel0(beta));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => (tap * 0.25) / sum); // unity gain at 0 Hz: centre 0.5 + 2 * 0.25
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-12 * sum; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** The filter on samples that a caller puts into `history`, from `filled` on. */
interface HalfBand {
  readonly history: Float32Array;
  filled(): number;
  /** Takes in `count` samples that were put there. @returns Outputs, valid until the next call. */
  take(count: number): Float32Array;
  /** The last outputs, with silence after the end. */
  flush(): Float32Array;
}

function createHalfBand(): HalfBand {
  const taps = designOddTaps();
  const history = new Float32Array(2 * RADIUS + MAX_BLOCK_FRAMES + 2);
  const output = new Float32Array(MAX_BLOCK_FRAMES / 2 + RADIUS + 1);
  // Silence before the start, so that the first output is centred on the first frame.
  let filled = RADIUS;

  /** Filters all that is complete in `history` and keeps the rest for the next call. */
  function take(count: number): Float32Array {
    filled += count;
    const outputs = Math.max(0, Math.floor((filled - 2 * RADIUS - 1) / 2) + 1);
    // Written out: the inner loop over the taps costs more than the taps.
    const [t0, t1, t2, t3, t4, t5, t6, t7] = taps;
    for (let n = 0, c = RADIUS; n < outputs; n += 1, c += 2) {
      output[n] =
        0.5 * history[c] +
        t0 * (history[c - 1] + history[c + 1]) +
        t1 * (history[c - 3] + history[c + 3]) +
        t2 * (history[c - 5] + history[c + 5]) +
        t3 * (history[c - 7] + history[c + 7]) +
        t4 * (history[c - 9] + history[c + 9]) +
        t5 * (history[c - 11] + history[c + 11]) +
        t6 * (history[c - 13] + history[c + 13]) +
        t7 * (history[c - 15] + history[c + 15]);
    }
    history.copyWithin(0, 2 * outputs, filled);
    filled -= 2 * outputs;
    return output.subarray(0, outputs);
  }

  return {
    history,
    filled: () => filled,
    take,
    flush: () => {
      history.fill(0, filled, filled + RADIUS);
      return take(RADIUS);
    },
  };
}

export interface HalfBandDecimator {
  /**
   * Mixes to mono and halves the rate. The filter's delay is taken out: output n is the input at frame 2n.
   * @param block Interleaved stereo, shape [2n].
   * @returns Shape [about n/2]; valid until the next call.
   */
  push(block: Float32Array): Float32Array;
  /** The last outputs, with silence after the end. */
  flush(): Float32Array;
}

export function createHalfBandDecimator(): HalfBandDecimator {
  const filter = createHalfBand();
  const { history } = filter;
  return {
    push(block) {
      const { length } = block;
      for (let i = 0, at = filter.filled(); i < length; i += 2, at += 1) history[at] = 0.5 * (block[i] + block[i + 1]);
      return filter.take(length / 2);
    },
    flush: () => filter.flush(),
  };
}

/** The same for samples of one channel, shape [n], n <= 4096. */
export function createMonoDecimator(): HalfBandDecimator {
  const filter = createHalfBand();
  return {
    push(samples) {
      filter.history.set(samples, filter.filled());
      return filter.take(samples.length);
    },
    flush: () => filter.flush(),
  };
}
