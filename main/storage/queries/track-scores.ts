import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'raw'>;

/** Number of a track, its score 0-1; null = none, as of a track that was removed. */
export type TrackScore = readonly [number: number, score: number | null];

/** Stands for every score among what has changed, where naming them would take longer than reading them. */
export const ALL_SCORES = 'all';

/** The next stored scores after a row number, in order. */
export function trackScoresAfter({ raw }: Database, number: number, limit: number): TrackScore[] {
  const select = 'SELECT number, score FROM track_scores WHERE number > ? ORDER BY number LIMIT ?';
  return raw.prepare(select).raw().all(number, limit) as unknown as TrackScore[];
}

/** Stores scores, inside a transaction. */
export function storeTrackScores({ raw }: Database, scores: readonly TrackScore[]): void {
  const given = 'json_each(?) AS given';
  raw
    .prepare(
      `INSERT INTO track_scores (number, score) SELECT value ->> 0, value ->> 1 FROM ${given} WHERE value ->> 1 IS NOT NULL
       ON CONFLICT (number) DO UPDATE SET score = excluded.score`,
    )
    .run(JSON.stringify(scores.filter(([, score]) => score !== null)));
  const gone = scores.filter(([, score]) => score === null).map(([number]) => number);
  if (gone.length === 0) return;
  raw.prepare(`DELETE FROM track_scores WHERE number IN (SELECT value FROM ${given})`).run(JSON.stringify(gone));
}
