import type { MusicalKey } from './key.ts';

/** A key and how sure it is, 0-1. */
export interface KeyCandidate {
  readonly key: MusicalKey;
  readonly confidence: number;
}

/** What an analysis found beyond the fields that are sorted and searched by. Stored as one JSON value. */
export interface AnalysisDetails {
  /** The next best key; null where there is no key. */
  readonly secondKey: KeyCandidate | null;
  /** How far the music is tuned above A = 440 Hz, in cents, -50 to 50; null where there is no key. */
  readonly tuningCents: number | null;
}
