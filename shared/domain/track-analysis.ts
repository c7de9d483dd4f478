import type { AnalysisDetails } from './analysis-details.ts';
import type { BeatGrid } from './beat-grid.ts';
import type { MusicalKey } from './key.ts';
import type { WaveformPeaks } from './peaks.ts';
import type { TimbreVector } from './timbre.ts';
import type { Bpm, Lufs, Seconds } from './units.ts';

/** What one analysis of one file found. Fields are null where the audio has no answer (no beat, no tonality). */
export interface TrackAnalysis {
  readonly durationSeconds: Seconds;
  readonly bpm: Bpm | null;
  /** 0-1. */
  readonly bpmConfidence: number;
  readonly grid: BeatGrid | null;
  readonly key: MusicalKey | null;
  /** 0-1. */
  readonly keyConfidence: number;
  /** 0-1, monotone in what DJs call energy. */
  readonly energy: number | null;
  /** EBU R128 integrated loudness; null for silence. */
  readonly loudnessLufs: Lufs | null;
  /** Highest sample of any channel in dBFS; null for silence. */
  readonly samplePeakDb: number | null;
  readonly details: AnalysisDetails;
  /** null where there is no music to compare. */
  readonly timbre: TimbreVector | null;
  readonly peaks: WaveformPeaks;
  /** Why fields are null, in words for the user; starts with NOT_ENOUGH_MUSIC for silence and very short files. */
  readonly note: string | null;
}

export interface AnalysisOptions {
  /** Tempo octave the answer is folded into where the music allows both. */
  readonly minBpm: number;
  readonly maxBpm: number;
  /** Whether peaks between the samples are measured, which costs time; absent means no. */
  readonly truePeak?: boolean;
}

/** The range DJs' software uses by default: 88 to 176, one octave. */
export const DEFAULT_ANALYSIS_OPTIONS: AnalysisOptions = { minBpm: 88, maxBpm: 176 };
/** Raised when results of an earlier version should be analysed again. */
export const ANALYSIS_VERSION = 3;

export const NOT_ENOUGH_MUSIC = 'Not enough music';
