import { columnsOf, levelFor, type WaveformPeaks } from '#shared/domain/peaks.ts';
import { type CueMarks, drawCueMarks } from './cue-marks.ts';
import { drawWave } from './draw-wave.ts';
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
  private peaks: readonly WaveformPeaks[] | null = null;
  private marks: CueMarks = { cues: [], loop: null };
  private durationSeconds = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(canvas);
    this.stopColours = onWaveColoursChange(() => this.draw());
  }

  /** @param peaks Zoom levels, finest first, or null for an empty strip. */
  show(peaks: readonly WaveformPeaks[] | null): void {
    this.peaks = peaks;
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
    const { canvas } = this;
    const finest = this.peaks?.[0];
    canvas.width = Math.max(1, Math.round(canvas.clientWidth * ratio));
    canvas.height = Math.max(1, Math.round(canvas.clientHeight * ratio));
    const context = canvas.getContext('2d');
    if (!context) return;
    const area = { x: 0, width: canvas.width, height: canvas.height };
    if (finest && this.peaks) {
      const level = levelFor(this.peaks, (canvas.width * finest.columnsPerSecond) / Math.max(1, columnsOf(finest)));
      drawWave(context, level, 0, columnsOf(level), area, waveColours());
    }
    if (this.durationSeconds <= 0) return;
    const time = { from: 0, scale: canvas.width / this.durationSeconds };
    drawCueMarks(context, this.marks, time, waveColours(), {
      flag: Math.round(FLAG_PX * ratio),
      line: Math.max(1, Math.round(ratio)),
    });
  }
}
