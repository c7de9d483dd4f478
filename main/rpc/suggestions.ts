import type { SuggestionList, SuggestionRequest } from '#shared/contract/suggestions.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the suggestions. */
export interface SuggestionUseCases {
  forTrack(request: SuggestionRequest): Answer<SuggestionList>;
}

export function suggestionsRouter(suggestions: SuggestionUseCases) {
  return { forTrack: os.suggestions.forTrack.handler(({ input }) => suggestions.forTrack(input)) };
}
