import { columnsOf, decodePeaks } from '#shared/domain/peaks.ts';
import { drawWave } from './draw-wave.ts';
import type { WaveColours } from './wave-colours.ts';

/** Overview columns hold the loudest of half a second, which hides breaks; this brings them out. */
const FORM = 1.9;

export interface MiniWaveOrder {
  readonly order: number;
  /** Encoded peaks (shared/domain/peaks.ts). */
  readonly overview: Uint8Array<ArrayBuffer>;
  /** In device pixels. */
  readonly width: number;
  readonly height: number;
  readonly colours: WaveColours;
}

export interface MiniWavePicture {
  readonly order: number;
  /** A data URL, which costs the window less than the address of a blob; null when it could not be drawn. */
  readonly picture: string | null;
}

async function draw({ overview, width, height, colours }: MiniWaveOrder): Promise<string | null> {
  const [peaks] = decodePeaks(overview);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (peaks === undefined || context === null) return null;
  // At this size the form of a track tells more than its level.
  const fullScale = peaks.data.reduce((loudest, value) => Math.max(loudest, value), 1);
  drawWave(context, peaks, 0, columnsOf(peaks), { x: 0, width, height, fullScale, contrast: FORM }, colours);
  return dataUrl(await canvas.convertToBlob());
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The picture could not be read.')));
    reader.readAsDataURL(blob);
  });
}

addEventListener('message', ({ data }: MessageEvent<MiniWaveOrder>) => {
  const answer = (picture: string | null) => postMessage({ order: data.order, picture } satisfies MiniWavePicture);
  draw(data).then(answer, (error: unknown) => {
    answer(null);
    throw error;
  });
});
