import WaveSurfer from 'wavesurfer.js';
import type { Beat } from '#shared/domain/beat-grid.ts';
import { columnsOf, levelFor, type WaveformPeaks } from '#shared/domain/peaks.ts';
import { beatLines, drawBeatLines } from './beat-lines.ts';
import { type CueMarks, drawCueMarks } from './cue-marks.ts';
import { drawWave } from './draw-wave.ts';
import { onWaveColoursChange, waveColours } from './wave-colours.ts';

export interface DeckTrack {
  readonly id: string;
  readonly durationSeconds: number;
  /** Zoom levels, finest first; null until the track is analysed: then a middle line is drawn. */
  readonly peaks: readonly WaveformPeaks[] | null;
}

/** What is drawn over the waveform; it may change at any time. */
export interface DeckMarks extends CueMarks {
  readonly beats: readonly Beat[];
  readonly beatsPerBar: number;
}

interface View {
  readonly from: number;
  readonly to: number;
}

/** wavesurfer wants samples, of which nothing is drawn. */
const NOTHING = new Float32Array(2);
const NO_MARKS: DeckMarks = { beats: [], beatsPerBar: 4, cues: [], loop: null };
/** Side of a cue point's flag in CSS pixels. */
const FLAG_PX = 13;

export interface DeckWaveformEvents {
  /** Position while it plays and after each seek. */
  readonly time: (seconds: number) => void;
  /** Part of the track in view. */
  readonly view: (fromSeconds: number, toSeconds: number) => void;
  readonly zoom: (pixelsPerSecond: number) => void;
}

export const MIN_ZOOM = 1;
export const MAX_ZOOM = 480;
/** Pixels per second of a deck that was just opened: a beat is about 30 pixels wide. */
export const FIRST_ZOOM = 60;

/**
 * The large waveform of the deck: wavesurfer.js for scrolling, zoom, cursor and seeking, drawn from the stored 3-band
 * peaks with the beat grid over it. The audio element belongs to the caller and outlives the picture.
 */
export class DeckWaveform {
  private readonly container: HTMLElement;
  private readonly audio: HTMLAudioElement;
  private readonly nonce: string | undefined;
  private readonly events: DeckWaveformEvents;
  private readonly stopColours: () => void;
  private readonly canvas = document.createElement('canvas');
  private readonly observer: ResizeObserver;
  private surfer: WaveSurfer | null = null;
  private track: DeckTrack | null = null;
  private marks = NO_MARKS;
  private frame = 0;
  /** Pixels per second wanted; the picture never gets narrower than its place. */
  private zoom = FIRST_ZOOM;

  constructor(container: HTMLElement, audio: HTMLAudioElement, nonce: string | undefined, events: DeckWaveformEvents) {
    this.container = container;
    this.audio = audio;
    this.nonce = nonce;
    this.events = events;
    // Not passive: the wheel zooms the waveform and must not scroll anything else.
    container.addEventListener('wheel', this.handleWheel, { passive: false });
    this.canvas.setAttribute('aria-hidden', 'true');
    container.append(this.canvas);
    this.observer = new ResizeObserver(() => this.drawSoon());
    this.observer.observe(container);
    // The cursor as well; place and zoom stay.
    this.stopColours = onWaveColoursChange(() => {
      this.surfer?.setOptions({ cursorColor: waveColours().playhead });
      this.drawSoon();
    });
  }

  /** Draws other lines and cue points over the same track; place and zoom stay. */
  mark(marks: DeckMarks): void {
    this.marks = marks;
    this.drawSoon();
  }

  /** Draws a track; the audio goes on if it is the same. */
  show(track: DeckTrack): void {
    this.surfer?.destroy();
    this.track = track;
    const colours = waveColours();
    const surfer = WaveSurfer.create({
      container: this.container,
      media: this.audio,
      url: this.audio.src,
      peaks: [NOTHING],
      duration: track.durationSeconds,
      // Of its own pictures, which stay empty; the style sheet gives its parts the whole height.
      height: 1,
      minPxPerSec: this.zoom,
      normalize: false,
      autoScroll: true,
      autoCenter: true,
      hideScrollbar: true,
      dragToSeek: false,
      cursorColor: colours.playhead,
      cursorWidth: 2,
      // What was played is dimmed by the style sheet (::part), so the mask itself stays clear.
      progressColor: 'transparent',
      // Its own pictures are as wide as the track is long; only what is in view is drawn here, behind it.
      renderFunction: () => undefined,
      ...(this.nonce === undefined ? {} : { cspNonce: this.nonce }),
    });
    surfer.on('timeupdate', (time) => this.events.time(time));
    surfer.on('seeking', (time) => this.events.time(time));
    surfer.on('scroll', () => this.viewChanged());
    surfer.on('redraw', () => this.viewChanged());
    // A picture that is made while the track stands elsewhere starts there.
    surfer.on('ready', () => {
      if (this.audio.currentTime > 0) surfer.setTime(this.audio.currentTime);
    });
    surfer.on('error', () => undefined); // the deck listens to the audio element itself
    this.surfer = surfer;
  }

  /** @param pixelsPerSecond Clamped to the range that is useful. */
  setZoom(pixelsPerSecond: number): void {
    this.zoom = Math.min(MAX_ZOOM, Math.max(this.fitZoom(), pixelsPerSecond));
    this.surfer?.zoom(this.zoom);
    this.events.zoom(this.zoom);
  }

  getZoom(): number {
    return this.zoom;
  }

  /** Zoom at which the whole track is in view. */
  fitZoom(): number {
    const seconds = this.track?.durationSeconds ?? 1;
    return Math.max(MIN_ZOOM, this.container.clientWidth / seconds);
  }

  destroy(): void {
    this.stopColours();
    cancelAnimationFrame(this.frame);
    this.container.removeEventListener('wheel', this.handleWheel);
    this.observer.disconnect();
    this.canvas.remove();
    this.surfer?.destroy();
    this.surfer = null;
  }

  private readonly handleWheel = (event: WheelEvent): void => {
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.surfer?.setScroll(this.surfer.getScroll() + event.deltaX);
      return;
    }
    this.setZoom(this.zoom * Math.exp(-event.deltaY / 400));
  };

  private viewChanged(): void {
    const view = this.view();
    if (view === null) return;
    this.events.view(view.from, view.to);
    this.drawSoon();
  }

  /** Part of the track in view, in seconds; null while there is none. */
  private view(): View | null {
    const { surfer, track } = this;
    if (!surfer || !track) return null;
    const perPixel = track.durationSeconds / Math.max(surfer.getWrapper().clientWidth, 1);
    const from = surfer.getScroll() * perPixel;
    return { from, to: from + surfer.getWidth() * perPixel };
  }

  /** Once a frame at most. */
  private drawSoon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    const { canvas, container, track } = this;
    const view = this.view();
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(container.clientWidth * ratio), Math.round(container.clientHeight * ratio)];
    const context = canvas.getContext('2d');
    if (!context || !track || view === null || width === 0 || height === 0) return;
    // Setting the size clears the canvas as well.
    canvas.width = width;
    canvas.height = height;
    this.drawView(track, view, context);
  }

  private drawView(track: DeckTrack, { from, to }: View, context: CanvasRenderingContext2D): void {
    const { width, height } = context.canvas;
    const colours = waveColours();
    const ratio = window.devicePixelRatio || 1;
    const pixelsPerSecond = width / ratio / (to - from);
    if (track.peaks) {
      const level = levelFor(track.peaks, pixelsPerSecond * ratio);
      const columnsPerSecond = columnsOf(level) / track.durationSeconds;
      drawWave(context, level, from * columnsPerSecond, to * columnsPerSecond, { x: 0, width, height }, colours);
    } else {
      context.fillStyle = colours.beat;
      context.fillRect(0, Math.floor(height / 2), width, 1);
    }
    const { beats, beatsPerBar } = this.marks;
    drawBeatLines(context, beatLines(beats, beatsPerBar, pixelsPerSecond), from, to, colours);
    const time = { from, scale: pixelsPerSecond * ratio };
    drawCueMarks(context, this.marks, time, colours, {
      flag: Math.round(FLAG_PX * ratio),
      line: Math.max(1, Math.round(ratio)),
    });
  }
}
