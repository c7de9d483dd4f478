import { decode } from '#main/platform/decode.ts';
import type { ExcerptBytes, TrackPart } from './media-source.ts';

const FULL_SCALE = 32_767;

function toSixteenBit(samples: Float32Array): Int16Array {
  const whole = new Int16Array(samples.length);
  for (let index = 0; index < samples.length; index += 1) {
    whole[index] = Math.round(Math.max(-1, Math.min(1, samples[index] ?? 0)) * FULL_SCALE);
  }
  return whole;
}

/**
 * Decodes parts of music files with ffmpeg, so that no whole file has to be held.
 * @param stop Aborts when the host stops: what runs is killed.
 */
export function excerptReader(findFfmpeg: () => Promise<string>, stop: AbortSignal) {
  return async (path: string, part: TrackPart): Promise<ExcerptBytes> => {
    const pieces: Int16Array[] = [];
    const sink = {
      start: () => undefined,
      samples: (samples: Float32Array) => void pieces.push(toSixteenBit(samples)),
    };
    await decode(path, { ffmpegPath: await findFfmpeg(), signal: stop, part }, sink);
    const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return { bytes: new Uint8Array(all.buffer) };
  };
}
