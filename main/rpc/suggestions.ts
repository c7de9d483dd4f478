import type { SimilarList, SimilarRequest, SuggestionList, SuggestionRequest } from '#shared/contract/suggestions.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the suggestions. */
export interface SuggestionUseCases {
  forTrack(request: SuggestionRequest): Answer<SuggestionList>;
  similar(request: SimilarRequest): Answer<SimilarList>;
}

export function suggestionsRouter(suggestions: SuggestionUseCases) {
  return {
    forTrack: os.suggestions.forTrack.handler(({ input }) => suggestions.forTrack(input)),
    similar: os.suggestions.similar.handler(({ input }) => suggestions.similar(input)),
  };
}
