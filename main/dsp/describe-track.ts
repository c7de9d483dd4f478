import type { AnalysisDetails } from '#shared/domain/analysis-details.ts';
import type { BeatGrid } from '#shared/domain/beat-grid.ts';
import type { Seconds } from '#shared/domain/units.ts';
import type { BarEvidence } from './bar-features.ts';
import { energyCurve } from './energy-curve.ts';
import { findKeyChanges } from './key-changes.ts';
import type { KeyEstimate } from './key-estimate.ts';
import type { Loudness } from './loudness.ts';
import { estimateMood } from './mood.ts';
import { findSections } from './sections.ts';

/** What the analysers found, as far as the details are made of it. */
export interface TrackEvidence extends BarEvidence {
  readonly key: KeyEstimate | null;
  readonly grid: BeatGrid | null;
  readonly duration: Seconds;
  /** Of the whole track, 0-1; null for silence. */
  readonly energy: number | null;
  readonly loudness: Loudness;
  readonly truePeakDb: number | null;
  /** Where the middle of the sound lies, 0-1; null where there is too little music. */
  readonly brightness: number | null;
}

const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Number(value.toFixed(digits));

/** What is stored with an analysis but neither sorted nor searched by. Numbers are rounded: it is kept as text. */
export function describeTrack(evidence: TrackEvidence): AnalysisDetails {
  const { key, grid, duration, energy, loudness, truePeakDb, brightness } = evidence;
  const curve = energy === null ? null : energyCurve(evidence.envelopes, energy);
  const form = grid && curve ? findSections(evidence, grid, duration, curve) : { sections: [], cues: [] };
  return {
    secondKey: key && { key: key.second.key, confidence: Number(key.second.confidence.toFixed(3)) },
    tuningCents: rounded(key?.tuningCents ?? null, 1),
    keyChanges: key ? findKeyChanges(evidence.chroma) : [],
    ...form,
    energyCurve: curve,
    loudnessRangeLu: rounded(loudness.rangeLu, 1),
    truePeakDb: rounded(truePeakDb, 2),
    mood: energy === null || brightness === null ? null : estimateMood({ energy, key, brightness }),
  };
}
