import { DEMO_TRACKS } from '#main/demo/catalogue.ts';
import { type DemoTruth, demoTruth } from '#main/demo/demo-truth.ts';
import { renderTrack } from '#main/demo/synth/render-track.ts';
import { MAX_BLOCK_FRAMES } from '#main/dsp/analyser.ts';
import type { FftLibrary } from '#main/dsp/fft.ts';
import { createTrackAnalyser } from '#main/dsp/track-analyser.ts';
import { DEFAULT_ANALYSIS_OPTIONS, type TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { interleave } from './signals.ts';

/** What the sections of a track are judged by. */
export interface DemoFindings {
  readonly truth: DemoTruth;
  readonly analysis: Pick<TrackAnalysis, 'details'>;
}

export interface AnalysedDemoTrack extends DemoFindings {
  readonly analysis: TrackAnalysis;
}

/** Synthesises a demo track and analyses it; 3 s of work each. @throws {Error} If there is no such track. */
export function analyseDemoTrack(id: string, fft: FftLibrary): AnalysedDemoTrack {
  const track = DEMO_TRACKS.find((candidate) => candidate.id === id);
  const truth = demoTruth.find((candidate) => candidate.id === id);
  if (!track || !truth) throw new Error(`No demo track ${id}`);
  const { left, right } = renderTrack(track.recipe);
  const frames = interleave(left, right);
  const analyser = createTrackAnalyser({ mono: false }, DEFAULT_ANALYSIS_OPTIONS, fft);
  for (let at = 0; at < frames.length; at += 2 * MAX_BLOCK_FRAMES) {
    analyser.push(frames.subarray(at, at + 2 * MAX_BLOCK_FRAMES));
  }
  return { truth, analysis: analyser.finish() };
}

export interface BoundaryScore {
  /** True boundaries between sections, and those of them that were found within one bar. */
  readonly truth: number;
  readonly hits: number;
  /** Boundaries found, and those of them that are more than a bar from any true one. */
  readonly found: number;
  readonly extra: number;
}

/** Compares the boundaries between sections; the start and end of the track count for nothing. */
export function scoreBoundaries({ truth, analysis }: DemoFindings): BoundaryScore {
  const bar = (4 * 60) / truth.bpm;
  const starts = (sections: readonly { readonly startSeconds: number }[]) =>
    sections.slice(1).map(({ startSeconds }) => startSeconds);
  const [wanted, found] = [starts(truth.sections), starts(analysis.details.sections)];
  const isNear = (times: readonly number[], time: number) => times.some((other) => Math.abs(other - time) <= bar);
  return {
    truth: wanted.length,
    hits: wanted.filter((time) => isNear(found, time)).length,
    found: found.length,
    extra: found.filter((time) => !isNear(wanted, time)).length,
  };
}

/** Mean of the energy curve over all true sections of these kinds. */
export function energyOfKinds({ truth, analysis }: DemoFindings, kinds: readonly string[]): number {
  const { secondsPerValue = 1, values = [] } = analysis.details.energyCurve ?? {};
  const inside = truth.sections
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ startSeconds, endSeconds }) =>
      values.slice(Math.round(startSeconds / secondsPerValue), Math.round(endSeconds / secondsPerValue)),
    );
  return inside.reduce((sum, value) => sum + value, 0) / inside.length;
}
