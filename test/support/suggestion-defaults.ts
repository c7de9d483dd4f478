import type { SuggestionOptions } from '#shared/contract/suggestions.ts';

/** What the window asks by as long as nobody has changed anything. */
export const SUGGESTION_DEFAULTS: SuggestionOptions = {
  keyRule: 'strict',
  keyLock: true,
  tempoRangePercent: 6,
  halfDoubleTime: true,
  energy: 'any',
  neverPlayed: false,
  sameArtist: false,
  factors: {},
  like: null,
  surprise: null,
};
