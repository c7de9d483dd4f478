import type { Beat } from '#shared/domain/beat-grid.ts';
import type { WaveColours } from './wave-colours.ts';

/** Beats closer than this many CSS pixels would be a grey veil; then only bars, 4 bars, 16 bars are drawn. */
const CLOSEST_PX = 7;

/** A line to draw; every beat or only some, as there is room. */
export interface BeatLine {
  readonly timeSeconds: number;
  readonly downbeat: boolean;
}

/** How many bars lie between two lines at this zoom; 0 = every beat. */
export function barsPerLine(pixelsPerSecond: number, beatSeconds: number, beatsPerBar: number): number {
  if (beatSeconds * pixelsPerSecond >= CLOSEST_PX) return 0;
  let bars = 1;
  while (bars * beatsPerBar * beatSeconds * pixelsPerSecond < CLOSEST_PX * 2) bars *= 4;
  return bars;
}

/**
 * Lines of a grid at a zoom.
 * @param beats All beats of the track in order.
 */
export function beatLines(beats: readonly Beat[], beatsPerBar: number, pixelsPerSecond: number): readonly BeatLine[] {
  const [first, second] = beats;
  if (!first || !second) return [];
  const bars = barsPerLine(pixelsPerSecond, second.time - first.time, beatsPerBar);
  if (bars === 0) return beats.map((beat) => ({ timeSeconds: beat.time, downbeat: beat.number === 1 }));
  const downbeats = beats.filter((beat) => beat.number === 1);
  return downbeats
    .filter((_beat, index) => index % bars === 0)
    .map((beat, index) => ({ timeSeconds: beat.time, downbeat: bars === 1 ? index % 4 === 0 : true }));
}

/**
 * Draws lines between two times over the whole height of the canvas.
 * @param from Time at the left edge in seconds.
 * @param to Time at the right edge.
 */
export function drawBeatLines(
  context: CanvasRenderingContext2D,
  lines: readonly BeatLine[],
  from: number,
  to: number,
  colours: WaveColours,
): void {
  const { width, height } = context.canvas;
  const scale = width / (to - from);
  const line = Math.max(1, Math.round(window.devicePixelRatio || 1));
  for (const { timeSeconds, downbeat } of lines) {
    if (timeSeconds < from || timeSeconds > to) continue;
    context.fillStyle = downbeat ? colours.downbeat : colours.beat;
    context.fillRect(Math.round((timeSeconds - from) * scale), 0, line, height);
  }
}
