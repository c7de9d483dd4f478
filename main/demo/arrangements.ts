import type { SectionKind, SectionSpec } from '#main/demo/synth/track-spec.ts';

const section = (kind: SectionKind, bars: number): SectionSpec => ({ kind, bars });

/** 40 bars, one drop. */
export const ONE_DROP = [
  section('intro', 8),
  section('build', 8),
  section('drop', 8),
  section('breakdown', 8),
  section('outro', 8),
] as const;

/** 40 bars, the breakdown leads straight into a long drop. */
export const LATE_DROP = [
  section('intro', 8),
  section('breakdown', 4),
  section('build', 4),
  section('drop', 16),
  section('outro', 8),
] as const;

/** 44 bars, two drops; ends quickly. */
export const TWO_DROPS = [
  section('intro', 8),
  section('build', 8),
  section('drop', 8),
  section('breakdown', 4),
  section('build', 4),
  section('drop', 8),
  section('outro', 4),
] as const;

/** 48 bars, two drops round a full breakdown. */
export const FULL = [
  section('intro', 8),
  section('build', 8),
  section('drop', 8),
  section('breakdown', 8),
  section('drop', 8),
  section('outro', 8),
] as const;

/** 56 bars for fast music. */
export const FAST = [
  section('intro', 8),
  section('build', 8),
  section('drop', 16),
  section('breakdown', 8),
  section('drop', 8),
  section('outro', 8),
] as const;

/** 32 bars for slow music: two sections share a phrase of eight. */
export const SLOW = [
  section('intro', 4),
  section('build', 4),
  section('drop', 8),
  section('breakdown', 4),
  section('build', 4),
  section('drop', 4),
  section('outro', 4),
] as const;
