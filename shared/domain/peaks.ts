/** Bytes of a column: [up, down, low, mid, high]. */
export const COLUMN_BYTES = 5;

/**
 * Waveform of a track at one zoom level. A column holds five amplitudes on a linear scale, full scale = 255: how far the
 * signal goes up and how far down, and the peaks of its low, mid and high band; the larger the louder.
 */
export interface WaveformPeaks {
  readonly columnsPerSecond: number;
  /** Shape [COLUMN_BYTES * columns]. */
  readonly data: Uint8Array;
}

/** Columns of the small overview drawn in table rows and above the deck. */
export const OVERVIEW_COLUMNS = 200;
/** Columns of a level that make one of the next. */
const LEVEL_FACTOR = 4;
/** A level this small is the whole track on any screen. */
const SMALLEST_LEVEL = 1000;

export const columnsOf = ({ data }: WaveformPeaks): number => Math.floor(data.length / COLUMN_BYTES);

/** The level of four columns in one, each the highest of theirs. */
function coarser({ columnsPerSecond, data }: WaveformPeaks): WaveformPeaks {
  const columns = data.length / COLUMN_BYTES;
  const pooled = new Uint8Array(Math.ceil(columns / LEVEL_FACTOR) * COLUMN_BYTES);
  for (let column = 0; column < columns; column += 1) {
    const target = Math.floor(column / LEVEL_FACTOR) * COLUMN_BYTES;
    for (let i = 0; i < COLUMN_BYTES; i += 1) {
      const value = data[column * COLUMN_BYTES + i] ?? 0;
      if (value > (pooled[target + i] ?? 0)) pooled[target + i] = value;
    }
  }
  return { columnsPerSecond: columnsPerSecond / LEVEL_FACTOR, data: pooled };
}

/** The waveform and ever coarser levels of it, finest first, so that at each zoom few columns fall on a pixel. */
export function levelsOf(finest: WaveformPeaks): readonly WaveformPeaks[] {
  const levels = [finest];
  for (let last = finest; columnsOf(last) > SMALLEST_LEVEL; ) {
    last = coarser(last);
    levels.push(last);
  }
  return levels;
}

/**
 * The coarsest level that still has a column for every pixel; the finest where none has.
 * @param levels Finest first, at least one.
 */
export function levelFor(levels: readonly WaveformPeaks[], pixelsPerSecond: number): WaveformPeaks {
  const fine = levels.filter(({ columnsPerSecond }) => columnsPerSecond >= pixelsPerSecond);
  return (fine.at(-1) ?? levels[0]) as WaveformPeaks;
}

const MAGIC = 0x3257464d; // "MFW2" in little-endian byte order
/** The format before: one level of low, mid, high. */
const BANDS_MAGIC = 0x3157464d; // "MFW1"
const HEADER_BYTES = 8;
const LEVEL_HEADER_BYTES = 8;
const BANDS_HEADER_BYTES = 12;

/** Bytes: u32 magic "MFW2", u32 levels; for each level u32 columns, f32 columnsPerSecond; then their columns; little-endian. */
export function encodePeaks(levels: readonly WaveformPeaks[]): Uint8Array<ArrayBuffer> {
  const header = HEADER_BYTES + levels.length * LEVEL_HEADER_BYTES;
  const bytes = new Uint8Array(header + levels.reduce((sum, { data }) => sum + data.length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, levels.length, true);
  let at = header;
  for (const [index, level] of levels.entries()) {
    view.setUint32(HEADER_BYTES + index * LEVEL_HEADER_BYTES, columnsOf(level), true);
    view.setFloat32(HEADER_BYTES + index * LEVEL_HEADER_BYTES + 4, level.columnsPerSecond, true);
    bytes.set(level.data, at);
    at += level.data.length;
  }
  return bytes;
}

/** What the format before held: the signal goes as far up and down as its loudest band. */
function fromBands(bytes: Uint8Array, view: DataView): WaveformPeaks {
  const columns = bytes.byteLength < BANDS_HEADER_BYTES ? Infinity : view.getUint32(4, true);
  if (bytes.byteLength < BANDS_HEADER_BYTES + columns * 3) throw new RangeError('Waveform peaks are cut short');
  const data = new Uint8Array(columns * COLUMN_BYTES);
  for (let column = 0; column < columns; column += 1) {
    const bands = bytes.subarray(BANDS_HEADER_BYTES + column * 3, BANDS_HEADER_BYTES + column * 3 + 3);
    const loudest = Math.max(...bands);
    data.set([loudest, loudest, ...bands], column * COLUMN_BYTES);
  }
  return { columnsPerSecond: view.getFloat32(8, true), data };
}

/**
 * @returns Levels, finest first, at least one.
 * @throws {RangeError} If the bytes are not peaks or are cut short.
 */
export function decodePeaks(bytes: Uint8Array): readonly WaveformPeaks[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = bytes.byteLength < HEADER_BYTES ? 0 : view.getUint32(0, true);
  if (magic === BANDS_MAGIC) return levelsOf(fromBands(bytes, view));
  if (magic !== MAGIC) throw new RangeError('Not waveform peaks');
  const count = view.getUint32(4, true);
  let at = HEADER_BYTES + count * LEVEL_HEADER_BYTES;
  if (count === 0 || bytes.byteLength < at) throw new RangeError('Waveform peaks are cut short');
  return Array.from({ length: count }, (_, index) => {
    const length = view.getUint32(HEADER_BYTES + index * LEVEL_HEADER_BYTES, true) * COLUMN_BYTES;
    if (bytes.byteLength < at + length) throw new RangeError('Waveform peaks are cut short');
    const data = bytes.subarray(at, at + length);
    at += length;
    return { columnsPerSecond: view.getFloat32(HEADER_BYTES + index * LEVEL_HEADER_BYTES + 4, true), data };
  });
}
