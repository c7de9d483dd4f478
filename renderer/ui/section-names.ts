import type { CueKind, SectionKind } from '#shared/domain/analysis-details.ts';

/** Parts of a track in words. */
export const SECTION_NAMES: Readonly<Record<SectionKind, string>> = {
  intro: 'Intro',
  verse: 'Verse',
  build: 'Build',
  drop: 'Drop',
  breakdown: 'Breakdown',
  outro: 'Outro',
};

/** Cue points that the analysis proposes, in words. */
export const CUE_NAMES: Readonly<Record<CueKind, string>> = {
  'first-downbeat': 'First downbeat',
  'mix-in': 'Mix in',
  drop: 'Drop',
  breakdown: 'Breakdown',
  'mix-out': 'Mix out',
};
