/** Second-order section, normalised to a0 = 1. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

const BUTTERWORTH_Q = Math.SQRT1_2;

/**
 * Butterworth low-pass or high-pass, 12 dB an octave.
 * @source R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients".
 */
export function butterworth(kind: 'low-pass' | 'high-pass', cutoffHz: number, sampleRate: number): Biquad {
  const w = (2 * Math.PI * cutoffHz) / sampleRate;
  const alpha = Math.sin(w) / (2 * BUTTERWORTH_Q);
  const a0 = 1 + alpha;
  const edge = kind === 'low-pass' ? 1 - Math.cos(w) : 1 + Math.cos(w);
  return {
    b0: edge / 2 / a0,
    b1: (kind === 'low-pass' ? edge : -edge) / a0,
    b2: edge / 2 / a0,
    a1: (-2 * Math.cos(w)) / a0,
    a2: (1 - alpha) / a0,
  };
}

/** The K-weighting pre-filter (a shelf that stands for the head) of BS.1770 at any sample rate. */
export function kWeightingShelf(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const vh = 10 ** (3.999843853973347 / 20);
  const vb = vh ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (vh + (vb * k) / q + k * k) / a0,
    b1: (2 * (k * k - vh)) / a0,
    b2: (vh - (vb * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

/**
 * The second K-weighting filter (RLB high-pass) of BS.1770 at any sample rate.
 * @source ITU-R BS.1770-4; the analogue parameters are those of libebur128, which match its 48 kHz tables.
 */
export function kWeightingHighPass(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}
