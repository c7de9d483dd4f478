import { z } from 'zod';
import { procedure } from './base.ts';
import type { FeatureGroup } from '#shared/domain/next-track/track-features.ts';
import { SetId, TrackId } from './ids.ts';
import { MixRules } from './set-builder.ts';
import { OrderedTrack } from './set-order.ts';
import { TrackRow } from './tracks.ts';

/** What reasons belong to, in the order in which they are shown. */
export const SUGGESTION_GROUPS = [
  'history',
  'plays',
  'key',
  'tempo',
  'energy',
  'genre',
  'sound',
  'added',
] as const satisfies readonly FeatureGroup[];
export const SuggestionGroup = z.enum(SUGGESTION_GROUPS);
export type SuggestionGroup = z.infer<typeof SuggestionGroup>;

/** What the user makes of each group: 1 = as learned, 0 = not counted; absent = 1. */
export const GroupFactors = z.partialRecord(SuggestionGroup, z.number().min(0).max(3));
export type GroupFactors = z.infer<typeof GroupFactors>;

export const SuggestionOptions = z.object({
  /** Strict: same key, one step, relative. Loose: diagonals, two steps and semitone lifts count as well. With `off` any key does. */
  keyRule: z.enum(['strict', 'loose', 'off']),
  /** Without it, a change of tempo changes the key that is heard. */
  keyLock: z.boolean(),
  /** Pitch range of the decks: the largest tempo change that is still mixable. */
  tempoRangePercent: z.number().min(1).max(50),
  /** Whether 87 BPM mixes with 174. */
  halfDoubleTime: z.boolean(),
  energy: z.enum(['any', 'hold', 'up', 'down']),
  /** Only tracks that were never played. */
  neverPlayed: z.boolean(),
  /** Whether the artist of the track before or behind may come again. */
  sameArtist: z.boolean(),
  factors: GroupFactors,
  /** More like this one; null = as it comes. */
  like: TrackId.nullable(),
  /** Draws from the list instead of taking the best; the same number draws the same. null = the best. */
  surprise: z
    .int()
    .min(0)
    .max(2 ** 31)
    .nullable(),
});
export type SuggestionOptions = z.infer<typeof SuggestionOptions>;

/** What is looked for: what comes after a track, or what goes into a place of a set, what stands around it known. */
export const SuggestionPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('after'), trackId: TrackId }),
  /** @param position Where a track added there would stand, from 0. */
  z.object({ kind: z.literal('gap'), setId: SetId, position: z.int().min(0) }),
]);
export type SuggestionPlace = z.infer<typeof SuggestionPlace>;

/** What a group gives, and why. */
export const ScorePart = z.object({
  group: SuggestionGroup,
  /** More or less than the average track of the library, as a log chance: +0.7 is twice as likely. */
  points: z.number(),
  /** In words: "Same key (8A)", "You played it right after this one twice"; null where there is nothing to say. */
  reason: z.string().nullable(),
});
export type ScorePart = z.infer<typeof ScorePart>;

export const Suggestion = z.object({
  track: TrackRow,
  /** How likely it comes next against the likeliest: 0-1, the likeliest has 1. */
  score: z.number(),
  /** Its place among all that fit, from 1. */
  rank: z.int(),
  parts: z.array(ScorePart),
  /** Tempo change in percent for the candidate to meet the track before (after half/double time). */
  tempoChangePercent: z.number(),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const SuggestionList = z.object({
  suggestions: z.array(Suggestion),
  /** Titles of the tracks around the place; null where there is none. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** How many tracks keep to what was set. */
  fitting: z.int(),
  /** Why there are none or few, or what is not counted, in words; null when all is well. */
  note: z.string().nullable(),
});
export type SuggestionList = z.infer<typeof SuggestionList>;

export const SuggestionRequest = z.object({
  place: SuggestionPlace,
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

export const RankingFigures = z.object({
  /** Share of the tracks played next that stood among the first ten. */
  hit10: z.number(),
  /** Mean of 1 / place. */
  mrr: z.number(),
});
export type RankingFigures = z.infer<typeof RankingFigures>;

/** What was learned of the user's own history. */
export const LearnedWeights = z.object({
  /** Whose weights count: of the user's history, or the ones that the program comes with. */
  used: z.enum(['own', 'built-in']),
  /** Sessions that are known now, and choices in them that can be learned from. */
  sessions: z.int(),
  choices: z.int(),
  /** Choices that are needed at least. */
  needed: z.int(),
  /** How far learning is, 0-1; null = nothing is being learned. */
  learning: z.number().min(0).max(1).nullable(),
  /** Of the last learning; null = nothing was learned. */
  learned: z
    .object({
      learnedAt: z.iso.datetime(),
      sessions: z.int(),
      choices: z.int(),
      own: RankingFigures,
      builtIn: RankingFigures,
    })
    .nullable(),
});
export type LearnedWeights = z.infer<typeof LearnedWeights>;

/** Transitions from one end of a bridge to the other, at most. */
export const MOST_BRIDGE_STEPS = 6;

export const BridgeRequest = z.object({
  from: TrackId,
  to: TrackId,
  mostSteps: z.int().min(2).max(MOST_BRIDGE_STEPS),
  rules: MixRules,
  /** Tracks that must not stand between: those of the set. */
  exclude: z.array(TrackId).max(10_000).default([]),
});
export type BridgeRequest = z.infer<typeof BridgeRequest>;

export const Bridge = z.object({
  /** From one end to the other, both included. */
  tracks: z.array(OrderedTrack),
  /** As what a set costs (docs/sets.md). */
  cost: z.number(),
});
export type Bridge = z.infer<typeof Bridge>;

export const BridgeList = z.object({
  /** The best first, at most four that differ. */
  bridges: z.array(Bridge),
  /** What it costs to go from one end straight to the other. */
  directCost: z.number(),
});
export type BridgeList = z.infer<typeof BridgeList>;

export const suggestionsContract = {
  next: procedure.input(SuggestionRequest).output(SuggestionList),
  /** Tracks that sound most like the track, whatever their tempo and key. */
  similar: procedure.input(SimilarRequest).output(SimilarList),
  /** Ways from one track to another over tracks of the library. */
  bridge: procedure.input(BridgeRequest).output(BridgeList),
  learned: procedure.output(LearnedWeights),
  /** Learns from the user's history; takes some seconds. Its weights are used where they foresee it better than the others. */
  learn: procedure.output(LearnedWeights),
  /** Ends the learning that runs, whoever began it. */
  stopLearning: procedure.output(z.void()),
  /** Back to the weights that the program comes with. */
  forget: procedure.output(LearnedWeights),
  /** Keeps tracks out of all suggestions, or lets them in again; a tag, and one step for undo. */
  setNever: procedure
    .input(z.object({ trackIds: z.array(TrackId).min(1), never: z.boolean() }))
    .output(z.object({ changed: z.int() })),
};
