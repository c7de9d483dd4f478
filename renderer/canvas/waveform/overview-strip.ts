import { type CueMarks, drawCueMarks } from './cue-marks.ts';
import { drawBands } from './draw-bands.ts';
import { onWaveColoursChange, waveColours } from './wave-colours.ts';

/** Side of a cue point's flag in CSS pixels. */
const FLAG_PX = 10;

/**
 * The whole track in one strip. The picture is drawn once; playhead and view are elements that only move, so playing
 * costs no drawing.
 */
export class OverviewStrip {
  private readonly canvas: HTMLCanvasElement;
  private readonly observer: ResizeObserver;
  private readonly stopColours: () => void;
  private data: Uint8Array | null = null;
  private marks: CueMarks = { cues: [], loop: null };
  private durationSeconds = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(canvas);
    this.stopColours = onWaveColoursChange(() => this.draw());
  }

  /** @param data Peaks, shape [3 * columns], or null for an empty strip. */
  show(data: Uint8Array | null): void {
    this.data = data;
    this.draw();
  }

  /** Draws cue points over it. @param durationSeconds Length of the track. */
  mark(marks: CueMarks, durationSeconds: number): void {
    this.marks = marks;
    this.durationSeconds = durationSeconds;
    this.draw();
  }

  destroy(): void {
    this.observer.disconnect();
    this.stopColours();
  }

  private draw(): void {
    const ratio = window.devicePixelRatio || 1;
    const { canvas, data } = this;
    canvas.width = Math.max(1, Math.round(canvas.clientWidth * ratio));
    canvas.height = Math.max(1, Math.round(canvas.clientHeight * ratio));
    const context = canvas.getContext('2d');
    if (!context) return;
    const area = { x: 0, width: canvas.width, height: canvas.height };
    if (data) drawBands(context, data, 0, data.length / 3, area, waveColours());
    if (this.durationSeconds <= 0) return;
    const time = { from: 0, scale: canvas.width / this.durationSeconds };
    drawCueMarks(context, this.marks, time, waveColours(), {
      flag: Math.round(FLAG_PX * ratio),
      line: Math.max(1, Math.round(ratio)),
    });
  }
}
