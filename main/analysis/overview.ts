import { COLUMN_BYTES, columnsOf, OVERVIEW_COLUMNS, type WaveformPeaks } from '#shared/domain/peaks.ts';

const FULL_SCALE = 255;
/** A track that is quiet throughout stays low. */
const MOST_GAIN = 3;

/**
 * The whole track in OVERVIEW_COLUMNS columns, for table rows. Each is the root mean square of the peaks it stands for:
 * over half a second some hit always reaches the top, so the highest would draw every mastered track as one block, and a
 * breakdown would not show. With fewer columns than that (a short sound) neighbours repeat.
 */
export function overviewOf(peaks: WaveformPeaks): WaveformPeaks {
  const columns = columnsOf(peaks);
  const data = new Uint8Array(OVERVIEW_COLUMNS * COLUMN_BYTES);
  if (columns === 0) return { columnsPerSecond: peaks.columnsPerSecond, data };
  for (let column = 0; column < OVERVIEW_COLUMNS; column += 1) {
    const from = Math.floor((column * columns) / OVERVIEW_COLUMNS);
    const to = Math.max(from + 1, Math.floor(((column + 1) * columns) / OVERVIEW_COLUMNS));
    for (let i = 0; i < COLUMN_BYTES; i += 1) data[column * COLUMN_BYTES + i] = rootMeanSquare(peaks.data, from, to, i);
  }
  fillHeight(data);
  return { columnsPerSecond: (peaks.columnsPerSecond * OVERVIEW_COLUMNS) / columns, data };
}

/** Means lie far below full scale: raises them so that the loudest reaches the top. The shape is what counts here. */
function fillHeight(data: Uint8Array): void {
  const highest = data.reduce((most, value) => Math.max(most, value), 0);
  if (highest === 0) return;
  const gain = Math.min(MOST_GAIN, FULL_SCALE / highest);
  for (let index = 0; index < data.length; index += 1) data[index] = Math.round((data[index] ?? 0) * gain);
}

function rootMeanSquare(data: Uint8Array, from: number, to: number, offset: number): number {
  let sum = 0;
  for (let column = from; column < to; column += 1) sum += (data[column * COLUMN_BYTES + offset] ?? 0) ** 2;
  return Math.round(Math.sqrt(sum / (to - from)));
}
