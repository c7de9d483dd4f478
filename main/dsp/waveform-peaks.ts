import type { WaveformPeaks } from '#shared/domain/peaks.ts';
import { HALF_RATE, type MonoAnalyser } from './analyser.ts';
import { type Biquad, butterworth } from './biquad.ts';

/** 98 columns a second at 22.05 kHz. */
const SAMPLES_PER_COLUMN = 225;
/** About 20 minutes at full detail; beyond it neighbours are merged, so a set of hours stays small. */
const MAX_COLUMNS = 120_000;
const LOW_MID_HZ = 200;
const MID_HIGH_HZ = 2_500;

/** In-place direct form II transposed. */
interface Filter {
  run(input: Float32Array, output: Float32Array, length: number): void;
}

function createFilter({ b0, b1, b2, a1, a2 }: Biquad): Filter {
  let s1 = 0;
  let s2 = 0;
  return {
    run(input, output, length) {
      let [p1, p2] = [s1, s2];
      for (let i = 0; i < length; i += 1) {
        const x = input[i];
        const y = b0 * x + p1;
        p1 = b1 * x - a1 * y + p2;
        p2 = b2 * x - a2 * y;
        output[i] = y;
      }
      s1 = Math.abs(p1) < 1e-30 ? 0 : p1;
      s2 = Math.abs(p2) < 1e-30 ? 0 : p2;
    },
  };
}

/** Peak of one band in the column under way. */
function peakOf(samples: Float32Array, from: number, to: number, start: number): number {
  let peak = start;
  for (let i = from; i < to; i += 1) {
    const value = Math.abs(samples[i]);
    if (value > peak) peak = value;
  }
  return peak;
}

const toByte = (peak: number): number => Math.min(255, Math.round(peak * 255));

/** Halves the columns in place, keeping the louder of each pair. */
function mergePairs(data: Uint8Array, columns: number): void {
  for (let column = 0; column < columns / 2; column += 1) {
    for (let band = 0; band < 3; band += 1) {
      data[column * 3 + band] = Math.max(data[column * 6 + band], data[column * 6 + 3 + band]);
    }
  }
}

/** Peaks of the bands up to 200 Hz, to 2.5 kHz and to 11 kHz of the mono mix, split by Butterworth filters. */
export function createPeaksAnalyser(): MonoAnalyser<WaveformPeaks> {
  const filters = {
    belowHigh: createFilter(butterworth('low-pass', MID_HIGH_HZ, HALF_RATE)),
    low: createFilter(butterworth('low-pass', LOW_MID_HZ, HALF_RATE)),
    mid: createFilter(butterworth('high-pass', LOW_MID_HZ, HALF_RATE)),
    high: createFilter(butterworth('high-pass', MID_HIGH_HZ, HALF_RATE)),
  };
  const scratch = new Float32Array(4096);
  const bands = [new Float32Array(4096), new Float32Array(4096), new Float32Array(4096)] as const;
  const peaks = [0, 0, 0];
  const data = new Uint8Array(MAX_COLUMNS * 3);
  let columns = 0;
  let inColumn = 0;
  let samplesPerColumn = SAMPLES_PER_COLUMN;

  function endColumn(): void {
    for (let band = 0; band < 3; band += 1) {
      data[columns * 3 + band] = toByte(peaks[band]);
      peaks[band] = 0;
    }
    columns += 1;
    inColumn = 0;
    if (columns < MAX_COLUMNS) return;
    mergePairs(data, columns);
    columns /= 2;
    samplesPerColumn *= 2;
  }

  return {
    push(samples) {
      filters.belowHigh.run(samples, scratch, samples.length);
      filters.low.run(scratch, bands[0], samples.length);
      filters.mid.run(scratch, bands[1], samples.length);
      filters.high.run(samples, bands[2], samples.length);
      for (let from = 0; from < samples.length; ) {
        const to = Math.min(samples.length, from + samplesPerColumn - inColumn);
        for (let band = 0; band < 3; band += 1) peaks[band] = peakOf(bands[band], from, to, peaks[band]);
        inColumn += to - from;
        from = to;
        if (inColumn === samplesPerColumn) endColumn();
      }
    },
    finish() {
      if (inColumn > 0) endColumn();
      return { columnsPerSecond: HALF_RATE / samplesPerColumn, data: data.slice(0, columns * 3) };
    },
  };
}
