import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { classNames } from './class-names.ts';

interface ResizerProps {
  readonly label: string;
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** The panel lies before (left, above) or after the handle. */
  readonly panel: 'before' | 'after';
  readonly direction: 'horizontal' | 'vertical';
  readonly onResize: (size: number) => void;
}

const STEP = 16;

/** The line between two panels: drag it, or focus it and use the arrow keys. */
export function Resizer({ label, size, min, max, panel, direction, onResize }: ResizerProps) {
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const horizontal = direction === 'horizontal';
  const sign = panel === 'before' ? 1 : -1;
  const position = (event: PointerEvent) => (horizontal ? event.clientX : event.clientY);
  const handleKey = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = horizontal
      ? { ArrowRight: STEP, ArrowLeft: -STEP }
      : { ArrowDown: STEP, ArrowUp: -STEP };
    const step = steps[event.key];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    onResize(size + sign * step);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a focusable separator is a widget (WAI-ARIA window splitter)
    <div
      role="separator"
      aria-label={label}
      aria-orientation={horizontal ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      onKeyDown={handleKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: position(event), size };
      }}
      onPointerMove={(event) => {
        if (start.current) onResize(start.current.size + sign * (position(event) - start.current.at));
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      className={classNames(
        'relative z-10 shrink-0 bg-line transition-colors hover:bg-focus focus-visible:bg-focus',
        horizontal
          ? 'w-px cursor-col-resize before:absolute before:inset-y-0 before:-inset-x-1'
          : 'h-px cursor-row-resize before:absolute before:inset-x-0 before:-inset-y-1',
      )}
    />
  );
}
