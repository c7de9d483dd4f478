import { COLUMN_BYTES, columnsOf, type WaveformPeaks } from '#shared/domain/peaks.ts';
import type { WaveColours } from './wave-colours.ts';

/** A canvas of the page or of a worker. */
type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

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

/** Up, down, low, mid and high of every pixel column, 0-255, shape [COLUMN_BYTES * width]. */
type PixelColumns = Uint8Array;

/**
 * Highest values for every pixel column.
 * @param from First column, may be a fraction.
 * @param to Column after the last, may be a fraction.
 * @param width Pixel columns wanted.
 */
export function pixelColumns(peaks: WaveformPeaks, from: number, to: number, width: number): PixelColumns {
  const { data } = peaks;
  const pixels = new Uint8Array(width * COLUMN_BYTES);
  const last = columnsOf(peaks) - 1;
  const step = (to - from) / width;
  for (let x = 0; x < width; x += 1) {
    const first = Math.max(0, Math.floor(from + x * step));
    const end = Math.min(last, Math.max(first, Math.ceil(from + (x + 1) * step) - 1));
    for (let column = first; column <= end; column += 1) {
      for (let i = 0; i < COLUMN_BYTES; i += 1) {
        const value = data[column * COLUMN_BYTES + i] ?? 0;
        if (value > (pixels[x * COLUMN_BYTES + i] ?? 0)) pixels[x * COLUMN_BYTES + i] = value;
      }
    }
  }
  return pixels;
}

/** How a value becomes a height in device pixels; half a pixel for the quietest sound, 0 for none. */
function scaleOf({ height, fullScale = 255, contrast = 1 }: DrawArea): (value: number) => number {
  const middle = height / 2;
  const heights = Float32Array.from({ length: 256 }, (_, value) =>
    value === 0 ? 0 : Math.max(0.5, Math.min(1, value / fullScale) ** contrast * middle),
  );
  return (value) => heights[value] ?? 0;
}

/** Three bands over each other, mirrored at the middle: low behind, mid, high in front. */
function drawBands(context: Context, pixels: PixelColumns, area: DrawArea, colours: WaveColours): void {
  const scale = scaleOf(area);
  const middle = area.height / 2;
  [colours.low, colours.mid, colours.high].forEach((colour, band) => {
    context.fillStyle = colour;
    for (let x = 0; x < area.width; x += 1) {
      const half = scale(pixels[x * COLUMN_BYTES + 2 + band] ?? 0);
      if (half > 0) context.fillRect(area.x + x, middle - half, 1, half * 2);
    }
  });
}

/** The signal itself, up and down, in one colour. */
function drawMono(context: Context, pixels: PixelColumns, area: DrawArea, colours: WaveColours): void {
  const scale = scaleOf(area);
  const middle = area.height / 2;
  context.fillStyle = colours.mono;
  context.beginPath();
  for (let x = 0; x < area.width; x += 1) {
    const [up, down] = [scale(pixels[x * COLUMN_BYTES] ?? 0), scale(pixels[x * COLUMN_BYTES + 1] ?? 0)];
    if (up + down > 0) context.rect(area.x + x, middle - up, 1, up + down);
  }
  context.fill();
}

/** Steps of each of red, green and blue: finer ones are not seen, and few colours are quickly set. */
const COLOUR_STEPS = 12;

/** Low is red, mid green, high blue; the strongest is full, so that the colour tells the mixture and not the level. */
function mixtureOf(low: number, mid: number, high: number, full: number): string {
  const most = Math.max(low, mid, high, 1);
  const part = (value: number): number => Math.round((Math.round((value / most) * COLOUR_STEPS) / COLOUR_STEPS) * full);
  return `rgb(${part(low)} ${part(mid)} ${part(high)})`;
}

/** The signal, up and down, in the colour of its mixture. */
function drawRgb(context: Context, pixels: PixelColumns, area: DrawArea, colours: WaveColours): void {
  const scale = scaleOf(area);
  const middle = area.height / 2;
  for (let x = 0; x < area.width; x += 1) {
    const [up = 0, down = 0, low = 0, mid = 0, high = 0] = pixels.subarray(x * COLUMN_BYTES, (x + 1) * COLUMN_BYTES);
    const [top, bottom] = [scale(up), scale(down)];
    if (top + bottom === 0) continue;
    context.fillStyle = mixtureOf(low, mid, high, colours.full);
    context.fillRect(area.x + x, middle - top, 1, top + bottom);
  }
}

/**
 * Draws a part of a waveform in the style of `colours`.
 * @param from First column of `peaks` in the area, may be a fraction.
 * @param to Column after the last.
 */
export function drawWave(
  context: Context,
  peaks: WaveformPeaks,
  from: number,
  to: number,
  area: DrawArea,
  colours: WaveColours,
): void {
  const pixels = pixelColumns(peaks, from, to, area.width);
  if (colours.style === 'rgb') drawRgb(context, pixels, area, colours);
  else if (colours.style === 'mono') drawMono(context, pixels, area, colours);
  else drawBands(context, pixels, area, colours);
}
