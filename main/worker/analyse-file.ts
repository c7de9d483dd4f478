import { MAX_BLOCK_FRAMES, SAMPLE_RATE } from '#main/dsp/analyser.ts';
import type { FftLibrary } from '#main/dsp/fft.ts';
import { createTrackAnalyser } from '#main/dsp/track-analyser.ts';
import { decode } from '#main/platform/decode.ts';
import type { AudioSourceInfo } from '#main/platform/ffmpeg-log.ts';
import { measureSurround } from '#main/platform/surround-loudness.ts';
import type { AnalysisOptions, TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { lufs } from '#shared/domain/units.ts';
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

/** So much of the stated length may be missing: containers round it, and encoders pad. */
const TOLERATED_SECONDS = 2;
const TOLERATED_SHARE = 0.02;

/** What a DJ should know of a file that is not whole; null for a whole one, as far as it says how long it is. */
function damageNote(decodedSeconds: number, brokenOff: boolean, stated: AudioSourceInfo | null): string | null {
  const length = stated?.durationIsGuessed === false ? (stated.statedDurationSeconds ?? 0) : 0;
  if (length - decodedSeconds > Math.max(TOLERATED_SECONDS, TOLERATED_SHARE * length)) {
    const [played, all] = [Math.round(decodedSeconds), Math.round(length)];
    return `The file is damaged: only ${played} of its ${all} seconds can be read. Replace it by a whole copy.`;
  }
  return brokenOff ? 'The file is damaged: its end cannot be read. Replace it by a whole copy.' : null;
}

/** Of more than two channels the loudness is that of the channels themselves, not of their mix. */
async function withSurround(
  analysis: TrackAnalysis,
  stated: AudioSourceInfo | null,
  path: string,
  deps: AnalyseFileDeps,
): Promise<TrackAnalysis> {
  if (stated?.surround !== true) return analysis;
  const { lufs: measured, rangeLu } = await measureSurround(path, deps);
  const details = { ...analysis.details, loudnessRangeLu: rangeLu };
  return { ...analysis, loudnessLufs: measured === null ? null : lufs(measured), details };
}

/**
 * Decodes a file once and feeds all analysers.
 * @param path Absolute.
 * @throws {AppError} As `decode` does.
 */
export async function analyseFile(path: string, deps: AnalyseFileDeps): Promise<TrackAnalysis> {
  let analyser: ReturnType<typeof createTrackAnalyser> | undefined;
  let stated: AudioSourceInfo | null = null;
  let frames = 0;
  const { brokenOff } = await decode(path, deps, {
    start(info) {
      analyser = createTrackAnalyser({ mono: info.mono }, deps.options, deps.fft);
      stated = info;
    },
    samples(samples) {
      for (let from = 0; from < samples.length; from += 2 * MAX_BLOCK_FRAMES) {
        analyser?.push(samples.subarray(from, from + 2 * MAX_BLOCK_FRAMES));
      }
      frames += samples.length / 2;
      deps.onProgress?.(fractionOf(frames / SAMPLE_RATE, stated?.statedDurationSeconds ?? null));
    },
  });
  if (!analyser) throw new AppError('unreadable-audio', 'The file holds no audio.');
  const analysis = await withSurround(analyser.finish(), stated, path, deps);
  deps.onProgress?.(1);
  const notes = [analysis.note, damageNote(frames / SAMPLE_RATE, brokenOff, stated)].filter((note) => note !== null);
  return { ...analysis, note: notes.length > 0 ? notes.join(' ') : null };
}
