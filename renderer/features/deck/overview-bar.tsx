import {
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
} from 'react';
import type { EnergyCurve } from '#shared/domain/analysis-details.ts';
import type { WaveformPeaks } from '#shared/domain/peaks.ts';
import { formatTime } from '#shared/domain/time-text.ts';
import type { CueMarks } from '#renderer/canvas/waveform/cue-marks.ts';
import { OverviewStrip } from '#renderer/canvas/waveform/overview-strip.ts';
import { energyText } from './energy-text.ts';

/** Moved by the running deck without drawing React anew. Times in seconds. */
export interface OverviewHandle {
  setTime(seconds: number): void;
  setView(from: number, to: number): void;
}

interface OverviewBarProps {
  readonly ref: Ref<OverviewHandle>;
  /** Zoom levels, finest first. */
  readonly peaks: readonly WaveformPeaks[] | null;
  readonly durationSeconds: number;
  readonly marks: CueMarks;
  /** null for no lane of it. */
  readonly energy: EnergyCurve | null;
  readonly onSeek: (seconds: number) => void;
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 5,
  ArrowUp: 5,
  ArrowLeft: -5,
  ArrowDown: -5,
  PageUp: 30,
  PageDown: -30,
};

/** Mounts the strip on the canvas and shows peaks, energy and cue points in it. */
function useStrip({ peaks, energy, marks, durationSeconds }: Omit<OverviewBarProps, 'ref' | 'onSeek'>) {
  const strip = useRef<OverviewStrip | null>(null);
  useEffect(() => strip.current?.mark(marks, durationSeconds), [marks, durationSeconds]);
  useEffect(() => strip.current?.show(peaks), [peaks]);
  useEffect(() => strip.current?.trace(energy), [energy]);
  return useCallback((canvas: HTMLCanvasElement | null) => {
    if (canvas === null) return undefined;
    const made = new OverviewStrip(canvas);
    strip.current = made;
    return () => made.destroy();
  }, []);
}

/** The parts that the running deck moves, and the time that they show. */
function useMovingParts(ref: OverviewBarProps['ref'], durationSeconds: number) {
  const slider = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const time = useRef(0);
  useImperativeHandle(ref, () => {
    const percent = (seconds: number) => `${durationSeconds > 0 ? (seconds / durationSeconds) * 100 : 0}%`;
    return {
      setTime(seconds) {
        time.current = seconds;
        if (head.current) head.current.style.left = percent(seconds);
        slider.current?.setAttribute('aria-valuenow', String(Math.floor(seconds)));
        slider.current?.setAttribute('aria-valuetext', formatTime(seconds));
      },
      setView(from, to) {
        if (!view.current) return;
        view.current.style.left = percent(from);
        view.current.style.width = percent(to - from);
      },
    };
  }, [durationSeconds]);
  return { slider, head, view, time };
}

/** The whole track with playhead and view; click or drag drops the needle, and it is a slider for the keyboard. */
export function OverviewBar({ ref, durationSeconds, energy, onSeek, ...shown }: OverviewBarProps) {
  const canvasRef = useStrip({ ...shown, energy, durationSeconds });
  const energyId = useId();
  const { slider, head, view, time } = useMovingParts(ref, durationSeconds);
  const seek = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * durationSeconds);
  };
  const handleKey = (event: KeyboardEvent) => {
    const step = KEY_STEPS[event.key];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(Math.min(durationSeconds, Math.max(0, time.current + step)));
  };
  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label="Position in the track"
      aria-describedby={energy === null ? undefined : energyId}
      aria-valuemin={0}
      aria-valuemax={Math.floor(durationSeconds)}
      aria-valuenow={0}
      aria-valuetext={formatTime(0)}
      onKeyDown={handleKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => (event.buttons === 1 ? seek(event) : undefined)}
      className="relative mx-3 h-9 shrink-0 overflow-hidden rounded-sm border border-line bg-(--wave-ground)"
    >
      <span id={energyId} hidden>
        {energy === null ? null : energyText(energy)}
      </span>
      <canvas ref={canvasRef} className="absolute inset-0 size-full" aria-hidden />
      <div ref={view} className="absolute inset-y-0 rounded-sm border border-ink/40 bg-ink/10" aria-hidden />
      <div ref={head} className="absolute inset-y-0 left-0 w-[2px] -translate-x-px bg-(--playhead)" aria-hidden />
    </div>
  );
}
