import { z } from 'zod';
import { procedure } from './base.ts';

/** What was learned from the genres that the user gave. */
export const LearnedGenres = z.object({
  learnedAt: z.iso.datetime(),
  /** Tracks it was learned from. */
  tracks: z.int(),
  genres: z.array(z.object({ name: z.string(), tracks: z.int() })),
  /** Share of tracks whose genre was found by a model that had not seen them, 0-1. */
  accuracy: z.number(),
  /** Least confidence of a suggestion; null when none was sure enough. */
  threshold: z.number().nullable(),
  /** Tracks without a genre that have a suggestion now. */
  suggested: z.int(),
});
export type LearnedGenres = z.infer<typeof LearnedGenres>;

export const genresContract = {
  /** null until something was learned. */
  state: procedure.output(LearnedGenres.nullable()),
  /** Learns from the tracks that have a genre and an analysis, and suggests one for those without. */
  learn: procedure.output(LearnedGenres),
};
