import { decode } from '#main/platform/decode.ts';

/** The left channel of a whole file at 44.1 kHz. */
export async function decodeMono(path: string, ffmpegPath: string): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  await decode(
    path,
    { ffmpegPath },
    {
      start: () => {},
      samples: (frames) => parts.push(Float32Array.from({ length: frames.length / 2 }, (_, n) => frames[2 * n] ?? 0)),
    },
  );
  const mono = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    mono.set(part, at);
    at += part.length;
  }
  return mono;
}
