import { OVERVIEW_COLUMNS, type WaveformPeaks } from '#shared/domain/peaks.ts';

const BANDS = 3;

/**
 * The whole track in OVERVIEW_COLUMNS columns, for table rows. Each takes the highest peak of the columns it stands
 * for; with fewer columns than that (a short sound) neighbours repeat.
 */
export function overviewOf(peaks: WaveformPeaks): WaveformPeaks {
  const columns = peaks.data.length / BANDS;
  const data = new Uint8Array(OVERVIEW_COLUMNS * BANDS);
  if (columns === 0) return { columnsPerSecond: peaks.columnsPerSecond, data };
  for (let column = 0; column < OVERVIEW_COLUMNS; column += 1) {
    const from = Math.floor((column * columns) / OVERVIEW_COLUMNS);
    const to = Math.max(from + 1, Math.floor(((column + 1) * columns) / OVERVIEW_COLUMNS));
    for (let band = 0; band < BANDS; band += 1) data[column * BANDS + band] = highest(peaks.data, from, to, band);
  }
  return { columnsPerSecond: (peaks.columnsPerSecond * OVERVIEW_COLUMNS) / columns, data };
}

function highest(data: Uint8Array, from: number, to: number, band: number): number {
  let peak = 0;
  for (let column = from; column < to; column += 1) peak = Math.max(peak, data[column * BANDS + band] ?? 0);
  return peak;
}
