import { MAX_BLOCK_FRAMES } from '#main/dsp/analyser.ts';
import { createCutoffAnalyser } from '#main/dsp/cutoff.ts';
import type { FftLibrary } from '#main/dsp/fft.ts';
import { createFingerprintAnalyser } from '#main/dsp/fingerprint.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import type { Fingerprint } from '#main/duplicates/fingerprint-messages.ts';
import { decode } from '#main/platform/decode.ts';

/** What is no number (only a float file can hold such) is silence. */
function clean(block: Float32Array): Float32Array {
  for (let i = 0; i < block.length; i += 1) if (!Number.isFinite(block[i])) block[i] = 0;
  return block;
}

/**
 * Decodes a file and makes its fingerprint.
 * @throws {AppError} As `decode` does.
 */
export async function fingerprintFile(path: string, ffmpegPath: string, fft: FftLibrary): Promise<Fingerprint> {
  const words = createFingerprintAnalyser(fft);
  const cutoff = createCutoffAnalyser(fft);
  const decimator = createHalfBandDecimator();
  await decode(
    path,
    { ffmpegPath },
    {
      start: () => undefined,
      samples: (samples) => {
        for (let from = 0; from < samples.length; from += 2 * MAX_BLOCK_FRAMES) {
          const block = clean(samples.subarray(from, from + 2 * MAX_BLOCK_FRAMES));
          cutoff.push(block);
          words.push(decimator.push(block));
        }
      },
    },
  );
  words.push(decimator.flush());
  return { words: words.finish(), cutoffHz: cutoff.finish() };
}
