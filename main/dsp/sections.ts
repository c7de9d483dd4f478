import type { CueProposal, EnergyCurve, Section } from '#shared/domain/analysis-details.ts';
import type { BeatGrid } from '#shared/domain/beat-grid.ts';
import type { Seconds } from '#shared/domain/units.ts';
import { type BarEvidence, barFeatures } from './bar-features.ts';
import { proposeCues } from './cue-proposals.ts';
import { findSectionStarts } from './section-boundaries.ts';
import { nameSections } from './section-kinds.ts';

/** Fewer bars have no form. */
const LEAST_BARS = 8;

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

function meanOfCurve({ secondsPerValue, values }: EnergyCurve, from: number, to: number): number {
  const first = Math.min(values.length - 1, Math.round(from / secondsPerValue));
  const last = Math.max(first + 1, Math.round(to / secondsPerValue));
  const part = values.slice(first, last);
  return part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length);
}

/**
 * The form of a track: its sections on the bars of its grid, and the places that a DJ may want to mark.
 * @param curve Of the same track.
 * @returns Both empty for less than 8 bars.
 * @source docs/analysis.md#sections.
 */
export function findSections(
  evidence: BarEvidence,
  grid: BeatGrid,
  duration: Seconds,
  curve: EnergyCurve,
): { readonly sections: readonly Section[]; readonly cues: readonly CueProposal[] } {
  const features = barFeatures(evidence, grid, duration);
  const { times } = features;
  const bars = features.low.length;
  if (bars < LEAST_BARS) return { sections: [], cues: [] };
  const starts = findSectionStarts(features);
  const spans = starts.map((from, index) => {
    const to = starts[index + 1] ?? bars;
    return { from, to, energy: meanOfCurve(curve, times[from], times[to]) };
  });
  const named = nameSections(spans, features);
  const sections = named.map(
    ({ from, to, kind, energy }): Section => ({
      startSeconds: rounded(times[from], 3),
      endSeconds: rounded(times[to], 3),
      kind,
      bars: to - from,
      energy: rounded(energy, 2),
    }),
  );
  return { sections, cues: proposeCues(sections, features) };
}
