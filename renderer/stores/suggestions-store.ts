import { create } from 'zustand';
import type { GroupFactors, SuggestionGroup, SuggestionOptions } from '#shared/contract/suggestions.ts';
import { persisted } from './persisted.ts';

/** Which place of the open set is looked at, as seen from the selected track; `anywhere` = what follows it, whatever the set. */
export type PlaceSide = 'before' | 'after' | 'anywhere';

/** What is set for this window; what is not, is as in the settings. */
export type SuggestionFilters = Partial<Omit<SuggestionOptions, 'factors' | 'like' | 'surprise'>>;

interface SuggestionsState {
  readonly filters: SuggestionFilters;
  /** What the user makes of each group. */
  readonly factors: GroupFactors;
  /** Which filters are on show: a line of words, the main ones, or the further ones and the weights as well. */
  readonly shown: 'line' | 'main' | 'all';
  readonly side: PlaceSide;
  /** Rises when the keyboard is to go to the suggestions. */
  readonly jumps: number;
  readonly filter: (change: SuggestionFilters) => void;
  readonly weigh: (group: SuggestionGroup, factor: number) => void;
  /** As in the settings, and every group as learned. */
  readonly reset: () => void;
  readonly show: (shown: SuggestionsState['shown']) => void;
  readonly look: (side: PlaceSide) => void;
  /** Looks at a place from elsewhere, and takes the keyboard along. */
  readonly jump: (side: PlaceSide) => void;
}

export const useSuggestionChoice = create<SuggestionsState>()(
  persisted(
    'suggestions',
    ({ factors, shown }) => ({ factors, shown }),
    (set) => ({
      filters: {},
      factors: {},
      shown: 'line',
      side: 'after',
      jumps: 0,
      filter: (change) => set(({ filters }) => ({ filters: { ...filters, ...change } })),
      weigh: (group, factor) => set(({ factors }) => ({ factors: { ...factors, [group]: factor } })),
      reset: () => set({ filters: {}, factors: {} }),
      show: (shown) => set({ shown }),
      look: (side) => set({ side }),
      jump: (side) => set(({ jumps }) => ({ side, jumps: jumps + 1 })),
    }),
  ),
);
