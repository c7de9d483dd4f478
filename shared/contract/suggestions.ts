import { z } from 'zod';
import { procedure } from './base.ts';
import { TrackId } from './ids.ts';
import { TrackRow } from './tracks.ts';

export const SuggestionOptions = z.object({
  /** Strict: same key, one step, relative. Loose: diagonals, two steps and semitone lifts count as well. */
  keyRule: z.enum(['strict', 'loose']).default('strict'),
  /** Pitch range of the decks: the largest tempo change that is still mixable. */
  tempoRangePercent: z.number().min(1).max(50).default(6),
  energy: z.enum(['any', 'hold', 'up', 'down']).default('any'),
});
export type SuggestionOptions = z.infer<typeof SuggestionOptions>;

export const ScorePart = z.object({
  aspect: z.enum(['key', 'tempo', 'energy']),
  /** 0-1. */
  score: z.number(),
  /** Share of the whole; weights sum to 1. */
  weight: z.number(),
  /** In words: "Same key (8A)", "+2.4 % tempo", "Energy one step up". */
  reason: z.string(),
});
export type ScorePart = z.infer<typeof ScorePart>;

export const Suggestion = z.object({
  track: TrackRow,
  /** 0-1: sum of score times weight. */
  score: z.number(),
  parts: z.array(ScorePart),
  /** Tempo change in percent for the candidate to meet the selected track (after half/double time). */
  tempoChangePercent: z.number(),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const SuggestionList = z.object({
  suggestions: z.array(Suggestion),
  /** Why there are none or few ("This track is not analysed yet"), in words; null when all is well. */
  note: z.string().nullable(),
});
export type SuggestionList = z.infer<typeof SuggestionList>;

export const SuggestionRequest = z.object({
  trackId: TrackId,
  options: SuggestionOptions,
  limit: z.int().min(1).max(100).default(25),
  /** Tracks that must not be proposed (already in the set). */
  exclude: z.array(TrackId).max(1000).default([]),
});
export type SuggestionRequest = z.infer<typeof SuggestionRequest>;

export const SimilarTrack = z.object({
  track: TrackRow,
  /** How alike the two sound, -1 to 1. */
  likeness: z.number(),
});
export type SimilarTrack = z.infer<typeof SimilarTrack>;

export const SimilarList = z.object({
  similar: z.array(SimilarTrack),
  /** Why there are none, in words; null when all is well. */
  note: z.string().nullable(),
});
export type SimilarList = z.infer<typeof SimilarList>;

export const SimilarRequest = z.object({
  trackId: TrackId,
  limit: z.int().min(1).max(100).default(25),
  exclude: z.array(TrackId).max(1000).default([]),
});
export type SimilarRequest = z.infer<typeof SimilarRequest>;

export const suggestionsContract = {
  forTrack: procedure.input(SuggestionRequest).output(SuggestionList),
  /** Tracks that sound most like the track, whatever their tempo and key. */
  similar: procedure.input(SimilarRequest).output(SimilarList),
};
