import type { TrackId } from '#shared/contract/ids.ts';
import type {
  BridgeList,
  BridgeRequest,
  LearnedWeights,
  SimilarList,
  SimilarRequest,
  SuggestionList,
  SuggestionRequest,
} from '#shared/contract/suggestions.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the suggestions. */
export interface SuggestionUseCases {
  next(request: SuggestionRequest): Answer<SuggestionList>;
  similar(request: SimilarRequest): Answer<SimilarList>;
  bridge(request: BridgeRequest): Answer<BridgeList>;
  learned(): Answer<LearnedWeights>;
  /** @param signal Stops it. */
  learn(signal: AbortSignal | undefined): Answer<LearnedWeights>;
  stopLearning(): Answer<void>;
  forget(): Answer<LearnedWeights>;
  setNever(trackIds: readonly TrackId[], never: boolean): Answer<{ changed: number }>;
}

export function suggestionsRouter(suggestions: SuggestionUseCases) {
  return {
    next: os.suggestions.next.handler(({ input }) => suggestions.next(input)),
    similar: os.suggestions.similar.handler(({ input }) => suggestions.similar(input)),
    bridge: os.suggestions.bridge.handler(({ input }) => suggestions.bridge(input)),
    learned: os.suggestions.learned.handler(() => suggestions.learned()),
    learn: os.suggestions.learn.handler(({ signal }) => suggestions.learn(signal)),
    stopLearning: os.suggestions.stopLearning.handler(() => suggestions.stopLearning()),
    forget: os.suggestions.forget.handler(() => suggestions.forget()),
    setNever: os.suggestions.setNever.handler(({ input }) => suggestions.setNever(input.trackIds, input.never)),
  };
}
