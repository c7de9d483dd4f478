import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { TrackId } from './ids.ts';
import { TrackRow } from './tracks.ts';

const Count = z.int().min(0);

/** What a rule is about, and what of a track the score weighs. */
export const QualityField = z.enum([
  'title',
  'artist',
  'bpm',
  'key',
  'file',
  'genre',
  'year',
  'duration',
  'album',
  'artwork',
]);
export type QualityField = z.infer<typeof QualityField>;

/** Rules, in the order of the registry (docs/data-quality.md). Ids are stored: one is never given to another rule. */
export const QualityRuleId = z.enum([
  'title-missing',
  'title-file-name',
  'title-has-artist',
  'title-swapped',
  'title-spaces',
  'title-clutter',
  'title-number',
  'title-capitals',
  'title-guests',
  'title-length',
  'artist-missing',
  'artist-spelling',
  'artist-spaces',
  'artist-capitals',
  'artist-guests',
  'artist-length',
  'bpm-missing',
  'bpm-range',
  'bpm-analysis',
  'key-missing',
  'file-missing',
  'genre-missing',
  'genre-spelling',
  'genre-slip',
  'genre-broad',
  'year-missing',
  'year-range',
  'duration-range',
  'album-missing',
  'artwork-missing',
]);
export type QualityRuleId = z.infer<typeof QualityRuleId>;

export const QualitySeverity = z.enum(['error', 'warning', 'note']);
export type QualitySeverity = z.infer<typeof QualitySeverity>;

/** One value that a mend writes. null = none. The key is an index as in TrackRow. */
export const QualityChange = z.object({
  field: z.enum(['title', 'artist', 'genre', 'year', 'bpm', 'key']),
  before: z.union([z.string(), z.number()]).nullable(),
  after: z.union([z.string(), z.number()]).nullable(),
});
export type QualityChange = z.infer<typeof QualityChange>;

/** What is wrong with a track by one rule. */
export const QualityProblem = z.object({
  rule: QualityRuleId,
  severity: QualitySeverity,
  /** In plain words: "The title is in capitals." */
  text: z.string(),
  /** What a mend would write; empty where only the user can know. */
  changes: z.array(QualityChange),
});
export type QualityProblem = z.infer<typeof QualityProblem>;

export const QualityTrack = z.object({
  track: TrackRow,
  /** 0-1. */
  score: z.number().min(0).max(1),
  /** What counts, the worst first; or what the user left out, where that was asked for. */
  problems: z.array(QualityProblem),
});
export type QualityTrack = z.infer<typeof QualityTrack>;

export const QualityRuleState = z.object({
  id: QualityRuleId,
  field: QualityField,
  severity: QualitySeverity,
  /** Short: "Title in capitals". */
  name: z.string(),
  /** What it looks for and why, in a sentence. */
  help: z.string(),
  /** Tracks that break it, those left out by the user not among them; 0 while it is ignored altogether. */
  tracks: Count,
  /** Tracks for which it is ignored one by one. */
  ignoredTracks: Count,
  /** For all tracks. */
  ignored: z.boolean(),
  /** Whether the program can ever know a better value. */
  mendable: z.boolean(),
});
export type QualityRuleState = z.infer<typeof QualityRuleState>;

export const QualityOverview = z.object({
  /** 0-1, the mean of the tracks; null in an empty library. */
  score: z.number().min(0).max(1).nullable(),
  tracks: Count,
  /** Tracks that break no rule. */
  flawless: Count,
  /** In the order of the registry. */
  rules: z.array(QualityRuleState),
});
export type QualityOverview = z.infer<typeof QualityOverview>;

/** Which tracks: those that break a rule (null = any); or those for which it was ignored one by one. */
export const QualityFilter = z.object({ rule: QualityRuleId.nullable(), ignored: z.boolean() });
export type QualityFilter = z.infer<typeof QualityFilter>;

export const QualityPage = z.object({ total: Count, tracks: z.array(QualityTrack) });
export type QualityPage = z.infer<typeof QualityPage>;

/** Everything that mending a rule would change. */
export const MendPreview = z.object({
  /** Names it; a newer preview takes its place. */
  number: z.int(),
  rule: QualityRuleId,
  /** Tracks that would change. */
  tracks: Count,
  /** Tracks that break the rule and must be mended by hand. */
  byHand: Count,
});
export type MendPreview = z.infer<typeof MendPreview>;

export const MendRow = z.object({
  trackId: TrackId,
  title: z.string(),
  artist: z.string(),
  changes: z.array(QualityChange).min(1),
});
export type MendRow = z.infer<typeof MendRow>;

/** What goes on at the moment. State, not deltas. */
export const QualityWork = z.object({
  phase: z.enum(['idle', 'scoring', 'previewing', 'mending']),
  /** Tracks. */
  done: Count,
  total: Count,
});
export type QualityWork = z.infer<typeof QualityWork>;

export const qualityContract = {
  /** Scores the library first where that was not done yet. */
  overview: procedure.output(QualityOverview),
  /** Brings the scores that lists show, sort and search by up to date; at once where nothing has changed. */
  judge: procedure.output(z.null()),
  /** Tracks with problems, the worst first. */
  tracks: procedure
    .input(z.object({ filter: QualityFilter, offset: z.int().min(0), limit: z.int().min(1).max(100) }))
    .output(QualityPage),
  /** Writes what was shown, as one step for undo. `conflict` when the track has changed since; `not-found`. */
  mend: procedure
    .input(z.object({ trackId: TrackId, rule: QualityRuleId, changes: z.array(QualityChange).min(1).max(6) }))
    .output(z.object({ changed: Count })),
  /** Leaves a rule out (or lets it count again) for one track or, with null, for all; one step for undo. */
  ignore: procedure
    .input(z.object({ rule: QualityRuleId, trackId: TrackId.nullable(), ignored: z.boolean() }))
    .output(z.void()),
  /** Works out what mending all tracks that break a rule would change; ends with the call. `busy` during another. */
  preview: procedure.input(z.object({ rule: QualityRuleId })).output(MendPreview),
  /** `conflict` when the preview is gone. */
  changes: procedure
    .input(z.object({ preview: z.int(), offset: z.int().min(0), limit: z.int().min(1).max(200) }))
    .output(z.array(MendRow)),
  /**
   * Writes what the preview shows, without the tracks left out, as one step for undo. Tracks that have changed since are
   * left as they are and counted in `kept`. `conflict` when the preview is gone; `busy` during another.
   */
  mendAll: procedure
    .input(z.object({ preview: z.int(), leftOut: z.array(TrackId).max(200_000) }))
    .output(z.object({ changed: Count, kept: Count, cancelled: z.boolean() })),
  /** Stops a preview or a mending; what was mended stays, and is one step for undo. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(QualityWork)),
};
