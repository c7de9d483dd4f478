import { MAX_BLOCK_FRAMES, SAMPLE_RATE } from '#main/dsp/analyser.ts';
import type { FftLibrary } from '#main/dsp/fft.ts';
import { createTrackAnalyser } from '#main/dsp/track-analyser.ts';
import { decode } from '#main/platform/decode.ts';
import type { AnalysisOptions, TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface AnalyseFileDeps {
  readonly ffmpegPath: string;
  readonly fft: FftLibrary;
  readonly options: AnalysisOptions;
  readonly signal?: AbortSignal;
  /** Called after every chunk with the fraction done, 0-1, never falling: also a sign of life. */
  readonly onProgress?: (fraction: number) => void;
}

/** Where a file does not state its length, half of the bar stands for five minutes. */
const HALF_WAY_SECONDS = 300;

function fractionOf(decodedSeconds: number, statedSeconds: number | null): number {
  if (statedSeconds !== null && statedSeconds > 0) return Math.min(1, decodedSeconds / statedSeconds);
  return decodedSeconds / (decodedSeconds + HALF_WAY_SECONDS);
}

/**
 * Decodes a file once and feeds all analysers.
 * @param path Absolute.
 * @throws {AppError} As `decode` does.
 */
export async function analyseFile(path: string, deps: AnalyseFileDeps): Promise<TrackAnalysis> {
  let analyser: ReturnType<typeof createTrackAnalyser> | undefined;
  let statedSeconds: number | null = null;
  let frames = 0;
  await decode(path, deps, {
    start(info) {
      analyser = createTrackAnalyser({ mono: info.mono }, deps.options, deps.fft);
      statedSeconds = info.statedDurationSeconds;
    },
    samples(samples) {
      for (let from = 0; from < samples.length; from += 2 * MAX_BLOCK_FRAMES) {
        analyser?.push(samples.subarray(from, from + 2 * MAX_BLOCK_FRAMES));
      }
      frames += samples.length / 2;
      deps.onProgress?.(fractionOf(frames / SAMPLE_RATE, statedSeconds));
    },
  });
  if (!analyser) throw new AppError('unreadable-audio', 'The file holds no audio.');
  const analysis = analyser.finish();
  deps.onProgress?.(1);
  return analysis;
}
