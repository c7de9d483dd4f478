import type { EnergyCurve } from '#shared/domain/analysis-details.ts';
import { columnsOf, levelFor, type WaveformPeaks } from '#shared/domain/peaks.ts';
import { type CueMarks, drawCueMarks } from './cue-marks.ts';
import { drawWave } from './draw-wave.ts';
import { drawEnergy, energyPoints } from './energy-line.ts';
import { onWaveColoursChange, waveColours } from './wave-colours.ts';

/** Side of a cue point's flag in CSS pixels. */
const FLAG_PX = 10;
/** The energy in CSS pixels: its lane below the waveform, the gap between them, and its line. */
const ENERGY_PX = { lane: 11, gap: 2, line: 1.25 };

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
  private energy: EnergyCurve | null = null;
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

  /** Draws the energy below the waveform, which gets the whole height at null. */
  trace(energy: EnergyCurve | null): void {
    this.energy = energy;
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
    const lane = this.energy === null ? 0 : Math.round(ENERGY_PX.lane * ratio);
    const gap = this.energy === null ? 0 : Math.round(ENERGY_PX.gap * ratio);
    const area = { x: 0, width: canvas.width, height: canvas.height - lane - gap };
    if (finest && this.peaks) {
      const level = levelFor(this.peaks, (canvas.width * finest.columnsPerSecond) / Math.max(1, columnsOf(finest)));
      drawWave(context, level, 0, columnsOf(level), area, waveColours());
    }
    if (this.durationSeconds <= 0) return;
    const time = { from: 0, scale: canvas.width / this.durationSeconds };
    if (this.energy !== null) {
      const place = { top: canvas.height - lane, height: lane, line: ENERGY_PX.line * ratio };
      drawEnergy(context, energyPoints(this.energy, this.durationSeconds), time, waveColours(), place);
    }
    drawCueMarks(context, this.marks, time, waveColours(), {
      flag: Math.round(FLAG_PX * ratio),
      line: Math.max(1, Math.round(ratio)),
    });
  }
}
