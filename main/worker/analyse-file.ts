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
  /** Called often with the fraction decoded, 0-1; only where the file states its length. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Decodes a file once and feeds all analysers.
 * @param path Absolute.
 * @throws {AppError} As `decode` does.
 */
export async function analyseFile(path: string, deps: AnalyseFileDeps): Promise<TrackAnalysis> {
  let analyser: ReturnType<typeof createTrackAnalyser> | null = null;
  let statedFrames = 0;
  let frames = 0;
  await decode(path, deps, {
    start({ mono, statedDurationSeconds }) {
      analyser = createTrackAnalyser({ mono }, deps.options, deps.fft);
      statedFrames = (statedDurationSeconds ?? 0) * SAMPLE_RATE;
    },
    samples(samples) {
      for (let from = 0; from < samples.length; from += 2 * MAX_BLOCK_FRAMES) {
        analyser?.push(samples.subarray(from, from + 2 * MAX_BLOCK_FRAMES));
      }
      frames += samples.length / 2;
      if (statedFrames > 0) deps.onProgress?.(Math.min(1, frames / statedFrames));
    },
  });
  const analysis = finish(analyser);
  deps.onProgress?.(1);
  return analysis;
}

function finish(analyser: { finish(): TrackAnalysis } | null): TrackAnalysis {
  if (!analyser) throw new AppError('unreadable-audio', 'The file holds no audio.');
  return analyser.finish();
}
