import { useEffect, useRef } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import { columnsOf, type WaveformPeaks } from '#shared/domain/peaks.ts';
import { drawWave } from './draw-wave.ts';
import { overviews } from './overview-cache.ts';
import { onWaveColoursChange, waveColours } from './wave-colours.ts';

/** Overview columns hold the loudest of half a second, which hides breaks; this brings them out. */
const FORM = 1.9;

interface MiniWaveformProps {
  readonly id: TrackId;
  readonly version: number;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

function draw(canvas: HTMLCanvasElement, peaks: WaveformPeaks, width: number, height: number): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  // At this size the form of a track tells more than its level.
  const fullScale = peaks.data.reduce((loudest, value) => Math.max(loudest, value), 1);
  const area = { x: 0, width: canvas.width, height: canvas.height, fullScale, contrast: FORM };
  drawWave(context, peaks, 0, columnsOf(peaks), area, waveColours());
}

/** The whole track as a small picture. Decoration: everything it says stands in words elsewhere. */
export function MiniWaveform({ id, version, width, height }: MiniWaveformProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas || version === 0) return undefined;
    const show = (peaks: WaveformPeaks) => draw(canvas, peaks, width, height);
    const ready = overviews.peek(id, version);
    const cancel = ready ? null : overviews.request(id, version, show);
    if (ready) show(ready);
    const unsubscribe = onWaveColoursChange(() => {
      const peaks = overviews.peek(id, version);
      if (peaks) show(peaks);
    });
    return () => {
      cancel?.();
      unsubscribe();
    };
  }, [id, version, width, height]);
  return <canvas ref={ref} className="block" style={{ width, height }} aria-hidden />;
}
