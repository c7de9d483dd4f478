import { loadFft } from '#main/dsp/fft.ts';
import { createTrackAnalyser } from '#main/dsp/track-analyser.ts';
import { type Beat, beatsOfGrid } from '#shared/domain/beat-grid.ts';
import { DEFAULT_ANALYSIS_OPTIONS, type TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { interleave, runAnalyser } from './signals.ts';

const fft = await loadFft();

/** Runs all analysers on a mono signal. */
export function analyse(mono: Float32Array, options = DEFAULT_ANALYSIS_OPTIONS): TrackAnalysis {
  return runAnalyser(createTrackAnalyser({ mono: false }, options, fft), interleave(mono));
}

export const beatsOf = ({ grid, durationSeconds }: TrackAnalysis): Beat[] =>
  grid ? beatsOfGrid(grid, durationSeconds) : [];

/** From each true beat to the nearest found one, in milliseconds, sorted; positive if the found one is late. */
export function beatErrorsMs(found: readonly Beat[], truth: readonly number[]): number[] {
  const errors = truth.map((beat) =>
    found.reduce((best, { time }) => (Math.abs(time - beat) < Math.abs(best) ? time - beat : best), Infinity),
  );
  return errors.map((error) => 1000 * error).sort((a, b) => a - b);
}

/** Median distance from the true beats to the nearest found one, in milliseconds. */
export function medianErrorMs(found: readonly Beat[], truth: readonly number[]): number {
  const errors = beatErrorsMs(found, truth).map(Math.abs);
  return errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)] ?? Infinity;
}
