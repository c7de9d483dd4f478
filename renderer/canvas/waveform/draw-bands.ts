import type { WaveColours } from './wave-colours.ts';

/** Where the waveform goes on the canvas, in device pixels. */
export interface DrawArea {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** Peak value that fills the height; 255 (the default) shows the true level. */
  readonly fullScale?: number;
  /** Above 1 the quiet parts get lower, so that the form of the track stands out. */
  readonly contrast?: number;
}

/**
 * Highest value of each band for every pixel column.
 * @param data Peaks, shape [3 * columns].
 * @param from First column, may be a fraction.
 * @param to Column after the last, may be a fraction.
 * @param width Pixel columns wanted.
 * @returns Shape [3 * width], 0-255.
 */
export function bandHeights(data: Uint8Array, from: number, to: number, width: number): Uint8Array {
  const heights = new Uint8Array(width * 3);
  const columns = data.length / 3;
  const step = (to - from) / width;
  for (let x = 0; x < width; x += 1) {
    const first = Math.max(0, Math.floor(from + x * step));
    const last = Math.min(columns - 1, Math.max(first, Math.ceil(from + (x + 1) * step) - 1));
    for (let column = first; column <= last; column += 1) {
      for (let band = 0; band < 3; band += 1) {
        const value = data[column * 3 + band] ?? 0;
        if (value > (heights[x * 3 + band] ?? 0)) heights[x * 3 + band] = value;
      }
    }
  }
  return heights;
}

/**
 * Draws three bands over each other, mirrored at the middle: low behind, mid, high in front.
 * @param from First column of `data` in the area, may be a fraction.
 * @param to Column after the last.
 */
export function drawBands(
  context: CanvasRenderingContext2D,
  data: Uint8Array,
  from: number,
  to: number,
  area: DrawArea,
  colours: WaveColours,
): void {
  const heights = bandHeights(data, from, to, area.width);
  const middle = area.height / 2;
  const { fullScale = 255, contrast = 1 } = area;
  [colours.low, colours.mid, colours.high].forEach((colour, band) => {
    context.fillStyle = colour;
    context.beginPath();
    for (let x = 0; x < area.width; x += 1) {
      const value = heights[x * 3 + band] ?? 0;
      if (value === 0) continue;
      const half = Math.max(0.5, Math.min(1, value / fullScale) ** contrast * middle);
      context.rect(area.x + x, middle - half, 1, half * 2);
    }
    context.fill();
  });
}
