import type { FftLibrary } from './fft.ts';

/** Values in one block; a block and as many zeros go through one FFT. */
const BLOCK = 16_384;
/** Longest lag: half a block, so that even it is averaged over the other half. */
export const MAX_LAG = BLOCK / 2;

/**
 * Autocorrelation of a curve by FFT, summed over blocks of 16,384 values; each lag is divided by the number of products
 * in it, and all by lag 0, so the result is 1 at lag 0.
 * @param curve Shape [n].
 * @returns Shape [MAX_LAG + 1]; lags longer than the curve are 0.
 * @source Wiener-Khinchin theorem.
 */
export function autocorrelate(curve: Float32Array, library: FftLibrary): Float32Array {
  const fft = library.realFft(2 * BLOCK);
  const { input, output } = fft;
  const sums = new Float64Array(MAX_LAG + 1);
  const counts = new Float64Array(MAX_LAG + 1);
  for (let start = 0; start < curve.length; start += BLOCK) {
    const block = curve.subarray(start, start + BLOCK);
    input.fill(0);
    input.set(block);
    fft.transform();
    powerSpectrumInPlace(output, input);
    fft.transform();
    // The power spectrum is real and even, so a second forward transform gives the autocorrelation in its real parts.
    for (let lag = 0; lag <= Math.min(MAX_LAG, block.length - 1); lag += 1) {
      sums[lag] += lag === 0 ? output[0] : output[2 * lag];
      counts[lag] += block.length - lag;
    }
  }
  const zero = sums[0] / counts[0];
  return Float32Array.from(sums, (sum, lag) => (zero > 0 && counts[lag] > 0 ? sum / counts[lag] / zero : 0));
}

/** Writes the whole even power spectrum, bins 0 to N - 1, into `target`. */
function powerSpectrumInPlace(spectrum: Float32Array, target: Float32Array): void {
  const size = target.length;
  target[0] = spectrum[0] * spectrum[0];
  target[size / 2] = spectrum[1] * spectrum[1];
  for (let bin = 1; bin < size / 2; bin += 1) {
    const power = spectrum[2 * bin] ** 2 + spectrum[2 * bin + 1] ** 2;
    target[bin] = power;
    target[size - bin] = power;
  }
}
