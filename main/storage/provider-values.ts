import type { FieldValue, Provider, ProviderField } from '#shared/domain/provider-value.ts';
import type { LibraryDatabase } from './open-database.ts';

type Writer = Pick<LibraryDatabase, 'db' | 'query' | 'markChanged' | 'transaction'>;

/** All that a provider says of a track. */
export interface ProviderSays {
  readonly trackId: string;
  readonly provider: Provider;
  readonly values: readonly FieldValue[];
  /** ISO time. */
  readonly foundAt: string;
}

/**
 * Puts what a provider says now in place of what it said of `fields` before; fields without a value are said no more.
 * Derived data: not in the change log.
 */
export function replaceProviderValues(
  library: Writer,
  { trackId, provider, values, foundAt }: ProviderSays,
  fields: readonly ProviderField[],
): void {
  const { db, query } = library;
  library.transaction('derived', () => {
    const removed = query.run(
      db
        .deleteFrom('provider_values')
        .where('track_id', '=', trackId)
        .where('field', 'in', [...fields])
        .where('provider', '=', provider),
    );
    for (const { field, value, confidence } of values) {
      const row = { track_id: trackId, provider, field, value: String(value), confidence, found_at: foundAt };
      query.run(db.insertInto('provider_values').values(row));
    }
    if (removed > 0 || values.length > 0) library.markChanged('provider_values', [trackId]);
  });
}
