import type { EnergyCurve } from '#shared/domain/analysis-details.ts';
import type { TimeScale } from './cue-marks.ts';
import type { WaveColours } from './wave-colours.ts';

/** A place on the line: seconds, and energy 0-1. */
interface EnergyPoint {
  readonly seconds: number;
  readonly energy: number;
}

/** The line through the middle of what each value stands for, drawn out level to the start and the end of the track. */
export function energyPoints({ secondsPerValue, values }: EnergyCurve, durationSeconds: number): EnergyPoint[] {
  const middles = values
    .map((energy, index) => ({ seconds: (index + 0.5) * secondsPerValue, energy }))
    .filter(({ seconds }) => seconds < durationSeconds);
  const [first, last] = [middles[0], middles.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ ...first, seconds: 0 }, ...middles, { ...last, seconds: durationSeconds }];
}

/** Opacity of what is below the line. */
const FILL_OPACITY = 0.4;

/** Where the line goes on the canvas, in device pixels. */
export interface EnergyLane {
  readonly top: number;
  readonly height: number;
  /** Width of the line. */
  readonly line: number;
}

/** Draws the energy as a profile in a lane of its own, from 0 at the bottom to 1 at the top. */
export function drawEnergy(
  context: CanvasRenderingContext2D,
  points: readonly EnergyPoint[],
  { from, scale }: TimeScale,
  colours: WaveColours,
  { top, height, line }: EnergyLane,
): void {
  const [start, end] = [points[0], points.at(-1)];
  if (start === undefined || end === undefined) return;
  const bottom = top + height;
  const x = (seconds: number): number => (seconds - from) * scale;
  const profile = (): void => {
    context.beginPath();
    for (const { seconds, energy } of points) {
      context.lineTo(x(seconds), bottom - line / 2 - energy * (height - line));
    }
  };
  context.save();
  profile();
  context.lineTo(x(end.seconds), bottom);
  context.lineTo(x(start.seconds), bottom);
  context.fillStyle = colours.energy;
  context.globalAlpha = FILL_OPACITY;
  context.fill();
  profile();
  context.globalAlpha = 1;
  context.strokeStyle = colours.energy;
  context.lineWidth = line;
  context.lineJoin = 'round';
  context.stroke();
  context.restore();
}
