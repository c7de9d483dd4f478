import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type ListField, type RawSortValue, sortValues } from './sort-values.ts';

/** What tracks are, for conditions that no index answers: a walk over 100,000 rows of the table takes a quarter second. */
export interface TrackFacts {
  /** Numbers of the live tracks, ascending. */
  numbers(): Int32Array;
  /** Value by number of the track; null where there is none. Texts may be folded. */
  values(field: ListField): (number: number) => RawSortValue;
}

/** Facts that are read when they are asked for. Who asks often keeps them (main/library/track-index.ts). */
export function readFacts(database: Pick<LibraryDatabase, 'raw'>): TrackFacts {
  return {
    numbers: () =>
      Int32Array.from(
        database.raw
          .prepare<[], number>('SELECT number FROM tracks WHERE deleted_at IS NULL ORDER BY number')
          .pluck()
          .all(),
      ),
    values: (field) => {
      const byNumber = new Map(sortValues(database, field));
      return (number) => byNumber.get(number) ?? null;
    },
  };
}
