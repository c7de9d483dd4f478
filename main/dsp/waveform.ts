import { COLUMN_BYTES, type WaveformPeaks } from '#shared/domain/peaks.ts';
import { type BandEnvelopes, ENVELOPE_RATE } from './band-envelope.ts';
import { EXTREMES_RATE, type Extremes } from './extremes.ts';

/** About 20 minutes at full detail; beyond it columns get wider, so a set of hours stays small. */
const MAX_COLUMNS = 120_000;

const toByte = (peak: number): number => Math.min(255, Math.round(peak * 255));

/** Writes the highest of each run of `run` values into the byte `offset` of each column. */
function fill(data: Uint8Array, offset: number, values: Float32Array, run: number): void {
  for (let column = 0, at = offset; at < data.length; column += 1, at += COLUMN_BYTES) {
    const end = Math.min(values.length, (column + 1) * run);
    let peak = 0;
    for (let i = column * run; i < end; i += 1) if (values[i] > peak) peak = values[i];
    data[at] = toByte(peak);
  }
}

/** Waveform columns from the extremes and the bands' envelopes, 98 a second, fewer for tracks of more than 20 minutes. */
export function waveformOf(envelopes: BandEnvelopes, extremes: Extremes): WaveformPeaks {
  const values = extremes.up.length;
  let perColumn = 1;
  while (values / perColumn > MAX_COLUMNS) perColumn *= 2;
  const data = new Uint8Array(Math.ceil(values / perColumn) * COLUMN_BYTES);
  const envelopeRun = Math.round((ENVELOPE_RATE / EXTREMES_RATE) * perColumn);
  fill(data, 0, extremes.up, perColumn);
  fill(data, 1, extremes.down, perColumn);
  [envelopes.low, envelopes.mid, envelopes.high].forEach((band, index) => fill(data, 2 + index, band, envelopeRun));
  return { columnsPerSecond: EXTREMES_RATE / perColumn, data };
}
