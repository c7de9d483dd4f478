import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PairTrack } from '#shared/contract/transitions.ts';
import type { WaveformPeaks } from '#shared/domain/peaks.ts';
import { barsOf } from '#shared/domain/transition/mix-points.ts';
import type { MixTrack } from '#shared/domain/transition/mix-track.ts';
import type { TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { fetchPeaks } from '#renderer/canvas/waveform/peaks-source.ts';
import { PairWaveform, type ShownPair } from '#renderer/canvas/waveform/pair-waveform.ts';
import { countOf } from '#renderer/ui/format.ts';
import { PartStrip } from './part-strip.tsx';
import { heardRange } from './transition-audio.ts';

/** A track of the pair with the units of its grid. */
export interface ShownTrack {
  readonly track: PairTrack;
  readonly mix: MixTrack;
}

function usePeaks({ id, waveformVersion }: PairTrack): readonly WaveformPeaks[] | null {
  const [peaks, setPeaks] = useState<{ readonly of: string; readonly levels: readonly WaveformPeaks[] } | null>(null);
  const name = `${id}:${waveformVersion}`;
  useEffect(() => {
    if (waveformVersion === 0) return undefined;
    const stop = new AbortController();
    fetchPeaks(id, waveformVersion, stop.signal)
      .then((levels) => setPeaks({ of: `${id}:${waveformVersion}`, levels }))
      // Without its picture the transition is still heard.
      .catch(() => setPeaks(null));
    return () => stop.abort();
  }, [id, waveformVersion]);
  return peaks?.of === name ? peaks.levels : null;
}

function useCanvas(pair: ShownPair) {
  const [waveform, setWaveform] = useState<PairWaveform | null>(null);
  const mount = useCallback((canvas: HTMLCanvasElement | null) => {
    if (canvas === null) return undefined;
    const made = new PairWaveform(canvas);
    setWaveform(made);
    return () => made.destroy();
  }, []);
  useEffect(() => waveform?.show(pair), [waveform, pair]);
  return mount;
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -4,
  PageUp: 4,
};

const laterOrEarlier = (beats: number): string => {
  if (beats === 0) return 'as proposed';
  return `${countOf(Math.abs(beats), 'beat')} ${beats > 0 ? 'later' : 'earlier'}`;
};

interface ShiftProps {
  readonly shiftBeats: number;
  /** How wide a beat is, as a share of the picture. */
  readonly beatShare: number;
  readonly onShift: (beats: number) => void;
}

/** The lower waveform, that is dragged or moved by keys. */
function ShiftHandle({ shiftBeats, beatShare, onShift }: ShiftProps) {
  const drag = useRef<{ readonly x: number; readonly beats: number } | null>(null);
  // Where a drag would put it; null while none goes on, and after one that was broken off.
  const [shown, setShown] = useState<number | null>(null);
  const end = (): void => {
    drag.current = null;
    setShown(null);
  };
  const moved = (event: PointerEvent<HTMLDivElement>): number => {
    const width = event.currentTarget.clientWidth * beatShare;
    return drag.current === null ? 0 : drag.current.beats + Math.round((event.clientX - drag.current.x) / width);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = KEY_STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onShift(shiftBeats + step);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Shift of the next track in beats"
      aria-valuemin={-256}
      aria-valuemax={256}
      aria-valuenow={shiftBeats}
      aria-valuetext={laterOrEarlier(shiftBeats)}
      title="Drag, or press the arrow keys, to shift the next track by beats"
      className="absolute inset-x-0 bottom-0 h-1/2 cursor-ew-resize touch-none rounded-sm outline-offset-[-2px]!"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, beats: shiftBeats };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null) setShown(moved(event));
      }}
      onPointerCancel={end}
      onPointerUp={(event) => {
        const beats = moved(event);
        if (drag.current !== null && beats !== shiftBeats) onShift(beats);
        end();
      }}
    >
      {shown === null ? null : (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-x-0 bottom-1 mx-auto w-fit rounded-sm bg-overlay px-1.5 text-xs text-text"
        >
          {laterOrEarlier(shown)}
        </span>
      )}
    </div>
  );
}

interface NoWaveformProps {
  readonly track: PairTrack;
  readonly place: 'top-0' | 'bottom-0';
}

/** Why a track has no waveform. */
function NoWaveform({ track: { waveformVersion }, place }: NoWaveformProps) {
  if (waveformVersion > 0) return null;
  return (
    <p className={`absolute inset-x-0 flex h-1/2 items-center justify-center text-sm text-muted ${place}`}>
      No waveform: the track is not analysed
    </p>
  );
}

interface PairViewProps {
  readonly plan: TransitionPlan;
  readonly from: ShownTrack;
  readonly to: ShownTrack;
  readonly shiftBeats: number;
  /** Where it sounds, in seconds from the beginning of the mix. */
  readonly at: number | null;
  readonly onShift: (beats: number) => void;
}

/** Both waveforms over each other on the time in which they are heard, with the mix between them. */
export function PairView({ plan, from, to, shiftBeats, at, onShift }: PairViewProps) {
  const [fromPeaks, toPeaks] = [usePeaks(from.track), usePeaks(to.track)];
  const { startAt, endAt } = heardRange(plan);
  const pair = useMemo((): ShownPair => {
    const { mix: out } = from;
    const { mix: into } = to;
    const first = { peaks: fromPeaks, warp: plan.from.warp, seconds: out.seconds, bars: barsOf(out) };
    const next = { peaks: toPeaks, warp: plan.to.warp, seconds: into.seconds, bars: barsOf(into) };
    return { startAt, endAt, tracks: [first, next] };
  }, [plan, from, to, fromPeaks, toPeaks, startAt, endAt]);
  const mount = useCanvas(pair);
  const share = (time: number): number => (time - startAt) / Math.max(0.001, endAt - startAt);
  const percent = (time: number): string => `${share(time) * 100}%`;
  const beatShare = share(startAt + plan.seconds / (plan.bars * plan.beatsPerBar));
  return (
    <div>
      <PartStrip mix={from.mix} warp={plan.from.warp} range={{ startAt, endAt }} />
      <div className="relative my-1 h-[200px] overflow-hidden rounded-sm">
        <canvas ref={mount} className="size-full" aria-hidden />
        <NoWaveform track={from.track} place="top-0" />
        <NoWaveform track={to.track} place="bottom-0" />
        <div
          aria-hidden
          className="absolute inset-y-0 border-x border-accent bg-accent/10"
          style={{ left: percent(0), width: `${(share(plan.seconds) - share(0)) * 100}%` }}
        />
        <div aria-hidden className="absolute start-0 bottom-0 h-1/2 bg-overlay/60" style={{ width: percent(0) }} />
        <div aria-hidden className="absolute end-0 top-0 h-1/2 bg-overlay/60" style={{ left: percent(plan.seconds) }} />
        {at === null ? null : (
          <div aria-hidden className="absolute inset-y-0 w-0.5 bg-(--playhead)" style={{ left: percent(at) }} />
        )}
        {plan.isAligned ? <ShiftHandle shiftBeats={shiftBeats} beatShare={beatShare} onShift={onShift} /> : null}
      </div>
      <PartStrip mix={to.mix} warp={plan.to.warp} range={{ startAt, endAt }} />
    </div>
  );
}
