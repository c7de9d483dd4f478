import { levelFor, type WaveformPeaks } from '#shared/domain/peaks.ts';
import { positionAt, rateAt, type WarpPoint } from '#shared/domain/transition/warp.ts';
import { drawWave } from './draw-wave.ts';
import { onWaveColoursChange, waveColours } from './wave-colours.ts';

/** One of two tracks that are mixed. Times are seconds. */
export interface PairTrack {
  readonly peaks: readonly WaveformPeaks[] | null;
  readonly warp: readonly WarpPoint[];
  /** Length of the track. */
  readonly seconds: number;
  /** Bars of the track, in its own time. */
  readonly bars: ArrayLike<number>;
}

/** Two tracks over each other, on the time in which they are heard. */
export interface ShownPair {
  readonly startAt: number;
  readonly endAt: number;
  readonly tracks: readonly [PairTrack, PairTrack];
}

/** Pixels that are drawn at one tempo. */
const PIECE_PX = 8;
const GAP_PX = 4;

/** Where a bar of the track is heard; nothing for one that is not shown. */
function heardAt({ warp }: PairTrack, position: number, { startAt, endAt }: ShownPair): number | null {
  // The tempo moves little: a few steps of Newton's method find it.
  let at = startAt;
  for (let step = 0; step < 8; step += 1) at += (position - positionAt(warp, at)) / Math.max(0.1, rateAt(warp, at));
  return at >= startAt && at <= endAt ? at : null;
}

/** Draws a pair of waveforms on one time. */
export class PairWaveform {
  private readonly canvas: HTMLCanvasElement;
  private readonly observer: ResizeObserver;
  private readonly stopColours: () => void;
  private pair: ShownPair | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(canvas);
    this.stopColours = onWaveColoursChange(() => this.draw());
  }

  show(pair: ShownPair): void {
    this.pair = pair;
    this.draw();
  }

  destroy(): void {
    this.observer.disconnect();
    this.stopColours();
  }

  private draw(): void {
    const ratio = window.devicePixelRatio || 1;
    const { canvas, pair } = this;
    canvas.width = Math.max(1, Math.round(canvas.clientWidth * ratio));
    canvas.height = Math.max(1, Math.round(canvas.clientHeight * ratio));
    const context = canvas.getContext('2d');
    if (!context || pair === null) return;
    const height = Math.floor((canvas.height - GAP_PX * ratio) / 2);
    pair.tracks.forEach((track, index) => {
      context.save();
      context.translate(0, index * (canvas.height - height));
      this.drawTrack(context, track, pair, height);
      context.restore();
    });
  }

  private drawTrack(context: CanvasRenderingContext2D, track: PairTrack, pair: ShownPair, height: number): void {
    const { width } = this.canvas;
    const colours = waveColours();
    const secondsPerPixel = (pair.endAt - pair.startAt) / width;
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, width, height);
    for (let x = 0; track.peaks !== null && x < width; x += PIECE_PX) {
      const piece = Math.min(PIECE_PX, width - x);
      const from = positionAt(track.warp, pair.startAt + x * secondsPerPixel);
      const to = positionAt(track.warp, pair.startAt + (x + piece) * secondsPerPixel);
      if (from < 0 || to > track.seconds) continue;
      const level = levelFor(track.peaks, 1 / secondsPerPixel);
      const { columnsPerSecond } = level;
      drawWave(context, level, from * columnsPerSecond, to * columnsPerSecond, { x, width: piece, height }, colours);
    }
    this.drawBars(context, track, pair, height);
  }

  private drawBars(context: CanvasRenderingContext2D, track: PairTrack, pair: ShownPair, height: number): void {
    const { width } = this.canvas;
    const colours = waveColours();
    const scale = width / (pair.endAt - pair.startAt);
    const line = Math.max(1, Math.round(window.devicePixelRatio || 1));
    for (let bar = 0; bar < track.bars.length; bar += 1) {
      const at = heardAt(track, track.bars[bar] ?? 0, pair);
      if (at === null) continue;
      context.fillStyle = bar % 4 === 0 ? colours.downbeat : colours.beat;
      context.fillRect(Math.round((at - pair.startAt) * scale), 0, line, height);
    }
  }
}
