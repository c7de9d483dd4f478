import type { FftLibrary } from './fft.ts';

/** 12 s of flux a window: long enough to tell tempi 1 % apart after interpolation, short enough to survive drift. */
const WINDOW = 1024;
const WINDOW_HOP = 512;
const PADDED = 8192;

/** Mean magnitude of the onset curve's spectrum against frequency. */
export interface FourierTempogram {
  /** @param hz Frequency of a pulse. @returns Magnitude, interpolated; the mean over all frequencies is 1. */
  at(hz: number): number;
}

/**
 * @param curve Onset curve without its moving mean, shape [n].
 * @param rate Values per second.
 * @source Grosche & Mueller, "Tempogram toolbox" (2011), averaged over time.
 */
export function fourierTempogram(curve: Float32Array, rate: number, library: FftLibrary): FourierTempogram {
  const fft = library.realFft(PADDED);
  const { input, output } = fft;
  const magnitudes = new Float64Array(PADDED / 2);
  for (let start = 0; start === 0 || start + WINDOW <= curve.length; start += WINDOW_HOP) {
    const length = Math.min(WINDOW, curve.length - start);
    input.fill(0);
    for (let i = 0; i < length; i += 1) {
      input[i] = curve[start + i] * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length));
    }
    fft.transform();
    for (let bin = 1; bin < PADDED / 2; bin += 1) {
      magnitudes[bin] += Math.hypot(output[2 * bin], output[2 * bin + 1]);
    }
  }
  const mean = magnitudes.reduce((sum, value) => sum + value, 0) / magnitudes.length;
  return {
    at(hz) {
      const position = (hz * PADDED) / rate;
      const bin = Math.floor(position);
      if (bin + 1 >= magnitudes.length || mean === 0) return 0;
      return (magnitudes[bin] + (magnitudes[bin + 1] - magnitudes[bin]) * (position - bin)) / mean;
    },
  };
}
