import type { WaveformPeaks } from '#shared/domain/peaks.ts';
import { type BandEnvelopes, ENVELOPE_RATE } from './band-envelope.ts';

/** Three values a column: 98 columns a second. */
const VALUES_PER_COLUMN = 3;
/** About 20 minutes at full detail; beyond it columns get wider, so a set of hours stays small. */
const MAX_COLUMNS = 120_000;

const toByte = (peak: number): number => Math.min(255, Math.round(peak * 255));

/** Waveform columns from the bands' envelopes: each is the highest of its values. */
export function waveformOf(envelopes: BandEnvelopes): WaveformPeaks {
  const values = envelopes.low.length;
  let valuesPerColumn = VALUES_PER_COLUMN;
  while (values / valuesPerColumn > MAX_COLUMNS) valuesPerColumn *= 2;
  const columns = Math.ceil(values / valuesPerColumn);
  const data = new Uint8Array(columns * 3);
  [envelopes.low, envelopes.mid, envelopes.high].forEach((envelope, band) => {
    for (let column = 0; column < columns; column += 1) {
      let peak = 0;
      for (let i = column * valuesPerColumn; i < Math.min(values, (column + 1) * valuesPerColumn); i += 1) {
        if (envelope[i] > peak) peak = envelope[i];
      }
      data[column * 3 + band] = toByte(peak);
    }
  });
  return { columnsPerSecond: ENVELOPE_RATE / valuesPerColumn, data };
}
