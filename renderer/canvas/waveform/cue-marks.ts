import type { CuePoint } from '#shared/contract/cue-points.ts';
import { inkOn } from './ink-on.ts';
import type { WaveColours } from './wave-colours.ts';

/** A stretch of the track in seconds. */
export interface Stretch {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** What a mark shows besides its colour: the pad, "M" for a memory cue, "L" for a loop. */
export function cueSign({ kind, slot }: Pick<CuePoint, 'kind' | 'slot'>): string {
  if (slot !== null) return String(slot + 1);
  return kind === 'loop' ? 'L' : 'M';
}

/** Where times lie on a canvas. */
export interface TimeScale {
  /** Time at the left edge in seconds. */
  readonly from: number;
  /** Device pixels per second. */
  readonly scale: number;
}

interface MarkStyle {
  /** Side of the flag in device pixels. */
  readonly flag: number;
  /** Width of the line in device pixels. */
  readonly line: number;
}

function drawStretch(
  context: CanvasRenderingContext2D,
  { startSeconds, endSeconds }: Stretch,
  { from, scale }: TimeScale,
  colour: string,
  opacity: number,
): void {
  context.save();
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  const x = (startSeconds - from) * scale;
  context.fillRect(x, 0, (endSeconds - startSeconds) * scale, context.canvas.height);
  context.restore();
}

function drawMark(context: CanvasRenderingContext2D, cue: CuePoint, x: number, colour: string, style: MarkStyle): void {
  const { flag, line } = style;
  context.fillStyle = colour;
  context.fillRect(x, 0, line, context.canvas.height);
  context.fillRect(x, 0, flag, flag);
  context.fillStyle = inkOn(colour);
  context.font = `600 ${Math.round(flag * 0.78)}px "Inter Variable", sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(cueSign(cue), x + flag / 2, flag / 2 + flag * 0.06);
}

/** What is drawn over a waveform. */
export interface CueMarks {
  readonly cues: readonly CuePoint[];
  /** The loop that plays. */
  readonly loop: Stretch | null;
}

/** Draws loops as stretches and every cue point as a line with a flag at the top, which says which one it is. */
export function drawCueMarks(
  context: CanvasRenderingContext2D,
  { cues, loop }: CueMarks,
  time: TimeScale,
  colours: WaveColours,
  style: MarkStyle,
): void {
  if (loop !== null) drawStretch(context, loop, time, colours.cue, 0.28);
  for (const cue of cues) {
    const colour = cue.colour ?? colours.cue;
    const { startSeconds, endSeconds } = cue;
    if (endSeconds !== null) drawStretch(context, { startSeconds, endSeconds }, time, colour, 0.16);
    const x = Math.round((startSeconds - time.from) * time.scale);
    if (x > -style.flag && x < context.canvas.width) drawMark(context, cue, x, colour, style);
  }
}
