import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { type ArcPoint, DRAWN_POINTS, drawnPoints } from '#shared/domain/energy-arc.ts';
import { energyLevel } from '#shared/domain/energy.ts';

/** Levels of ten, as a step of the keys. */
const STEP = 1 / 9;
const WIDTH = 400;
const HEIGHT = 110;
const MARGIN = 10;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const xOf = (at: number): number => MARGIN + at * (WIDTH - 2 * MARGIN);
const yOf = (energy: number): number => MARGIN + (1 - energy) * (HEIGHT - 2 * MARGIN);

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowUp: STEP,
  ArrowRight: STEP,
  ArrowDown: -STEP,
  ArrowLeft: -STEP,
};

interface ArcEditorProps {
  /** Of an arc that came from elsewhere, of any number. */
  readonly points: readonly ArcPoint[];
  readonly onChange: (points: readonly ArcPoint[]) => void;
}

/** Where the pointer is: the point nearest to it, and the energy at its height. */
function under(event: PointerEvent<SVGSVGElement>): { readonly index: number; readonly energy: number } {
  const box = event.currentTarget.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * WIDTH;
  const y = ((event.clientY - box.top) / box.height) * HEIGHT;
  const index = Math.round(clamp((x - MARGIN) / (WIDTH - 2 * MARGIN)) * (DRAWN_POINTS - 1));
  return { index, energy: 1 - (y - MARGIN) / (HEIGHT - 2 * MARGIN) };
}

/** A stroke of the pointer over the drawing. */
function useStroke(draw: (event: PointerEvent<SVGSVGElement>) => void) {
  const isDrawing = useRef(false);
  const stop = () => {
    isDrawing.current = false;
  };
  return {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      isDrawing.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      draw(event);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (isDrawing.current) draw(event);
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}

interface PointProps {
  readonly point: ArcPoint;
  readonly onEnergy: (energy: number) => void;
}

function Point({ point: { at, energy }, onEnergy }: PointProps) {
  const press = (event: KeyboardEvent) => {
    const step = KEY_STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onEnergy(energy + step);
  };
  return (
    <circle
      role="slider"
      tabIndex={0}
      aria-label={`Energy at ${Math.round(at * 100)} %`}
      aria-valuemin={1}
      aria-valuemax={10}
      aria-valuenow={energyLevel(energy)}
      cx={xOf(at)}
      cy={yOf(energy)}
      r={5}
      fill="var(--accent)"
      stroke="var(--sunken)"
      strokeWidth={1.5}
      onKeyDown={press}
    />
  );
}

/** An arc to draw: a stroke of the pointer sets what it passes, the arrow keys raise and lower the point that has the keyboard. */
export function ArcEditor({ points: given, onChange }: ArcEditorProps) {
  const points = drawnPoints({ kind: 'drawn', points: given });
  const put = (index: number, energy: number) =>
    onChange(points.map((point, place) => (place === index ? { ...point, energy: clamp(energy) } : point)));
  const stroke = useStroke((event) => {
    const { index, energy } = under(event);
    put(index, energy);
  });
  const line = points.map(({ at, energy }) => `${xOf(at)},${yOf(energy)}`).join(' ');
  return (
    <div className="flex flex-col gap-1">
      <svg
        role="group"
        aria-label="Energy along the set"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="block w-full cursor-crosshair touch-none rounded-md border border-line-strong bg-sunken"
        {...stroke}
      >
        <polyline points={line} fill="none" stroke="var(--accent)" strokeWidth={2} />
        {points.map((point, index) => (
          <Point key={point.at} point={point} onEnergy={(energy) => put(index, energy)} />
        ))}
      </svg>
      <p className="flex justify-between text-2xs text-faint" aria-hidden>
        <span>Start</span>
        <span>Draw, or use the arrow keys on a point</span>
        <span>End</span>
      </p>
    </div>
  );
}
