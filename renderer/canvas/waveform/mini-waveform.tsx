import { useEffect, useRef } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import { drawBands } from './draw-bands.ts';
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

function draw(canvas: HTMLCanvasElement, data: Uint8Array, width: number, height: number): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  // At this size the form of a track tells more than its level.
  const fullScale = data.reduce((loudest, value) => Math.max(loudest, value), 1);
  const area = { x: 0, width: canvas.width, height: canvas.height, fullScale, contrast: FORM };
  drawBands(context, data, 0, data.length / 3, area, waveColours());
}

/** The whole track as a small picture. Decoration: everything it says stands in words elsewhere. */
export function MiniWaveform({ id, version, width, height }: MiniWaveformProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas || version === 0) return undefined;
    const show = (data: Uint8Array) => draw(canvas, data, width, height);
    const ready = overviews.peek(id, version);
    const cancel = ready ? null : overviews.request(id, version, show);
    if (ready) show(ready);
    const unsubscribe = onWaveColoursChange(() => {
      const data = overviews.peek(id, version);
      if (data) show(data);
    });
    return () => {
      cancel?.();
      unsubscribe();
    };
  }, [id, version, width, height]);
  return <canvas ref={ref} className="block" style={{ width, height }} aria-hidden />;
}
