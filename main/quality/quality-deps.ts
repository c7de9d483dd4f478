import type { Clock } from '#main/platform/clock.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';

/** New values of one track. */
export interface TrackValues {
  readonly id: string;
  readonly set: Partial<RowFields<'tracks'>>;
}

export interface QualityDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  /**
   * Writes the values of a few hundred tracks at most; artists follow their texts, grids their tempos.
   * @param continues The step of an earlier part, which this one becomes a part of.
   */
  readonly editEach: (
    edits: readonly TrackValues[],
    label: string,
    continues: string | null,
  ) => { readonly changed: number; readonly txnId: string | null };
}
