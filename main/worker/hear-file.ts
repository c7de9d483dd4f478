import type { FftLibrary } from '#main/dsp/fft.ts';
import { createMelSpectrogram, MEL_SAMPLE_RATE } from '#main/dsp/mel-spectrogram.ts';
import { decode } from '#main/platform/decode.ts';
import type { HeardPart } from '#main/tagger/tagger-messages.ts';

/** Both channels in one. What is no number (only a float file can hold such) is silence. */
function mixDown(frames: Float32Array): Float32Array {
  return Float32Array.from({ length: frames.length / 2 }, (_, n) => {
    const sample = 0.5 * ((frames[2 * n] ?? 0) + (frames[2 * n + 1] ?? 0));
    return Number.isFinite(sample) ? sample : 0;
  });
}

/**
 * The mel spectrogram of a part of a file.
 * @returns Shape [frames * MEL_BANDS].
 * @throws {AppError} As `decode` does.
 */
export async function hearFile(
  { path, startSeconds, seconds }: HeardPart,
  ffmpegPath: string,
  fft: FftLibrary,
): Promise<Float32Array> {
  const mel = createMelSpectrogram(fft);
  await decode(
    path,
    { ffmpegPath, sampleRate: MEL_SAMPLE_RATE, part: { startSeconds, seconds } },
    { start: () => undefined, samples: (samples) => mel.push(mixDown(samples)) },
  );
  return mel.finish();
}
