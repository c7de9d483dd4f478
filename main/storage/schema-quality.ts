import type { SyncedRow } from './schema-row.ts';

/** What the data quality last found of a track, removed ones not among them. Derived: none until it was asked for. */
export interface TrackScoresTable {
  /** Of the track. */
  number: number;
  /** 0-1. */
  score: number;
}

/** A rule of the data quality that does not count. */
export interface QualityIgnoresTable extends SyncedRow {
  /** Id of the rule; one that this version does not know stays. */
  rule: string;
  /** null = for no track. */
  track_id: string | null;
}
