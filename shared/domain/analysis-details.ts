import type { MusicalKey } from './key.ts';

/** A key and how sure it is, 0-1. */
export interface KeyCandidate {
  readonly key: MusicalKey;
  readonly confidence: number;
}

/** The key from a time on, up to the next change. */
export interface KeyChange {
  readonly startSeconds: number;
  readonly key: MusicalKey;
}

export type SectionKind = 'intro' | 'verse' | 'build' | 'drop' | 'breakdown' | 'outro';

/** A part of the arrangement, on bars of the beat grid. */
export interface Section {
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** "verse" is all that is none of the others: also the whole of a track without drops. */
  readonly kind: SectionKind;
  readonly bars: number;
  /** Mean of the energy curve, 0-1. */
  readonly energy: number;
}

export type CueKind = 'first-downbeat' | 'mix-in' | 'drop' | 'breakdown' | 'mix-out';

/** A place that a DJ may want to mark; a proposal, not the user's cue point. */
export interface CueProposal {
  readonly kind: CueKind;
  readonly timeSeconds: number;
}

/** Energy over the track, 0-1: value n stands for n to n + 1 times `secondsPerValue`. */
export interface EnergyCurve {
  readonly secondsPerValue: number;
  readonly values: readonly number[];
}

/** Quadrants of calm to active and negative to positive. */
export type MoodName = 'euphoric' | 'driving' | 'relaxed' | 'melancholic';

/** What a track feels like. All numbers are 0-1. */
export interface Mood {
  readonly name: MoodName;
  /** Calm to active. */
  readonly arousal: number;
  /** Negative to positive. */
  readonly valence: number;
  readonly confidence: number;
}

/** What an analysis found beyond the fields that are sorted and searched by. Stored as one JSON value. */
export interface AnalysisDetails {
  /** The next best key; null where there is no key. */
  readonly secondKey: KeyCandidate | null;
  /** How far the music is tuned above A = 440 Hz, in cents, -50 to 50; null where there is no key. */
  readonly tuningCents: number | null;
  /** Each key from where it starts; empty where one key lasts throughout, or there is none. */
  readonly keyChanges: readonly KeyChange[];
  /** In order, without gaps; empty where there is no beat grid. */
  readonly sections: readonly Section[];
  /** Sorted by time. */
  readonly cues: readonly CueProposal[];
  /** Null for silence. */
  readonly energyCurve: EnergyCurve | null;
  /** EBU R128 loudness range (LRA) in LU; null for silence and under 3 s. */
  readonly loudnessRangeLu: number | null;
  /** Highest peak between the samples in dBTP; null where it was not measured, and for silence. */
  readonly truePeakDb: number | null;
  /** Null for silence and very short files. */
  readonly mood: Mood | null;
}
