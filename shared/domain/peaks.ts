/**
 * Waveform peaks: for every column the loudness of the low, mid and high band, 0-255, interleaved
 * [low0, mid0, high0, low1, ...]. The value is the band's peak amplitude on a linear scale, full scale = 255.
 */
export interface WaveformPeaks {
  readonly columnsPerSecond: number;
  /** Shape [3 * columns]. */
  readonly data: Uint8Array;
}

/** Columns of the small overview drawn in table rows and above the deck. */
export const OVERVIEW_COLUMNS = 200;

const MAGIC = 0x3157464d; // "MFW1" in little-endian byte order
const HEADER_BYTES = 12;

/** Bytes: u32 magic "MFW1", u32 columns, f32 columnsPerSecond, then 3 bytes a column; little-endian. */
export function encodePeaks(peaks: WaveformPeaks): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES + peaks.data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, peaks.data.length / 3, true);
  view.setFloat32(8, peaks.columnsPerSecond, true);
  bytes.set(peaks.data, HEADER_BYTES);
  return bytes;
}

/** @throws {RangeError} If the bytes are not peaks or are cut short. */
export function decodePeaks(bytes: Uint8Array): WaveformPeaks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) throw new RangeError('Not waveform peaks');
  const columns = view.getUint32(4, true);
  if (bytes.byteLength < HEADER_BYTES + columns * 3) throw new RangeError('Waveform peaks are cut short');
  return {
    columnsPerSecond: view.getFloat32(8, true),
    data: bytes.subarray(HEADER_BYTES, HEADER_BYTES + columns * 3),
  };
}
