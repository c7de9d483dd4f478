import type { CueProposal, EnergyCurve, Mood, Section } from '#shared/domain/analysis-details.ts';
import { beatsOfGrid, type GridSegment } from '#shared/domain/beat-grid.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { formatCamelot, formatMusical, formatOpenKey } from '#shared/domain/key.ts';
import { NOT_ENOUGH_MUSIC, type TrackAnalysis } from '#shared/domain/track-analysis.ts';

/** One line of `cli -- analyse --json`. A public interface: fields are added, never renamed or removed. */
export interface AnalysisJson {
  /** As it was given on the command line. */
  readonly file: string;
  readonly durationSeconds: number | null;
  readonly bpm: number | null;
  /** 0-1. */
  readonly bpmConfidence: number | null;
  /** "A minor". */
  readonly key: string | null;
  /** "8A". */
  readonly camelot: string | null;
  /** "1m". */
  readonly openKey: string | null;
  /** 0-1. */
  readonly keyConfidence: number | null;
  /** 0-1. */
  readonly energy: number | null;
  readonly loudnessLufs: number | null;
  /** Seconds. */
  readonly beats: readonly number[];
  /** Seconds. */
  readonly downbeats: readonly number[];
  /** 1-10. */
  readonly energyLevel: number | null;
  /** In order, without gaps; empty without a beat grid. */
  readonly sections: readonly Section[];
  /** Sorted by time. */
  readonly cues: readonly CueProposal[];
  readonly loudnessRangeLu: number | null;
  /** Only where it was measured (--true-peak). */
  readonly truePeakDb?: number;
  readonly secondKey: string | null;
  readonly tuningCents: number | null;
  /** Each key ("A minor") from where it starts; empty where one key lasts throughout. */
  readonly keyChanges: readonly { readonly startSeconds: number; readonly key: string }[];
  /** Energy over the track, 0-1. */
  readonly energyCurve: EnergyCurve | null;
  readonly mood: Mood | null;
  /** Stretches of constant tempo; one for music made to a machine. */
  readonly gridSegments: readonly GridSegment[];
  /** Why the file failed; there exactly when it counts as failed. */
  readonly error?: string;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
const roundedOrNull = (value: number | null, digits: number): number | null =>
  value === null ? null : rounded(value, digits);

/** Silence or a fraction of a bar: a failure, unlike a drum loop, which has a tempo and no key. */
const isTooLittle = (analysis: TrackAnalysis): boolean => analysis.note?.startsWith(NOT_ENOUGH_MUSIC) ?? false;

/** @param file As the user gave it. */
export function analysisToJson(file: string, analysis: TrackAnalysis): AnalysisJson {
  const { details } = analysis;
  const beats = analysis.grid ? beatsOfGrid(analysis.grid, analysis.durationSeconds) : [];
  return {
    file,
    durationSeconds: rounded(analysis.durationSeconds, 3),
    bpm: roundedOrNull(analysis.bpm, 3),
    bpmConfidence: rounded(analysis.bpmConfidence, 3),
    key: analysis.key && formatMusical(analysis.key),
    camelot: analysis.key && formatCamelot(analysis.key),
    openKey: analysis.key && formatOpenKey(analysis.key),
    keyConfidence: rounded(analysis.keyConfidence, 3),
    energy: roundedOrNull(analysis.energy, 3),
    loudnessLufs: roundedOrNull(analysis.loudnessLufs, 2),
    beats: beats.map(({ time }) => rounded(time, 4)),
    downbeats: beats.filter(({ number }) => number === 1).map(({ time }) => rounded(time, 4)),
    energyLevel: analysis.energy === null ? null : energyLevel(analysis.energy),
    sections: details.sections,
    cues: details.cues,
    loudnessRangeLu: details.loudnessRangeLu,
    ...(details.truePeakDb === null ? {} : { truePeakDb: details.truePeakDb }),
    secondKey: details.secondKey && formatMusical(details.secondKey.key),
    tuningCents: details.tuningCents,
    keyChanges: details.keyChanges.map(({ startSeconds, key }) => ({ startSeconds, key: formatMusical(key) })),
    energyCurve: details.energyCurve,
    mood: details.mood,
    gridSegments: analysis.grid?.segments ?? [],
    ...(isTooLittle(analysis) && analysis.note !== null ? { error: analysis.note } : {}),
  };
}

/** The line of a file that could not be analysed. */
export function failureToJson(file: string, reason: string): AnalysisJson {
  return {
    file,
    durationSeconds: null,
    bpm: null,
    bpmConfidence: null,
    key: null,
    camelot: null,
    openKey: null,
    keyConfidence: null,
    energy: null,
    loudnessLufs: null,
    beats: [],
    downbeats: [],
    energyLevel: null,
    sections: [],
    cues: [],
    loudnessRangeLu: null,
    secondKey: null,
    tuningCents: null,
    keyChanges: [],
    energyCurve: null,
    mood: null,
    gridSegments: [],
    error: reason,
  };
}
