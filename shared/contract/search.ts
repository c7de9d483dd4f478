import { z } from 'zod';

/** Characters that a search may have. */
export const SEARCH_LENGTH = 500;

export const SearchSuggestion = z.object({
  /** As it is shown. */
  text: z.string(),
  /** As it is written into the search. */
  insert: z.string(),
  /** What it means, in words; "" where that is clear. */
  detail: z.string(),
  /** Tracks that have it; null where that is not known. */
  count: z.int().nullable(),
});
export type SearchSuggestion = z.infer<typeof SearchSuggestion>;

/** What could be written in the place of the characters from `start` to `end`, the likeliest first. */
export const SearchCompletion = z.object({
  start: z.int(),
  end: z.int(),
  suggestions: z.array(SearchSuggestion),
});
export type SearchCompletion = z.infer<typeof SearchCompletion>;
