import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type FieldValue, isNumberField, type Provider, type ProviderField } from '#shared/domain/provider-value.ts';

export interface ProviderValue extends FieldValue {
  readonly provider: Provider;
}

/** What the providers say of a track, by field and provider. */
export function providerValues({ db, query }: Pick<LibraryDatabase, 'db' | 'query'>, trackId: string): ProviderValue[] {
  const rows = query.all(
    db
      .selectFrom('provider_values')
      .select(['provider', 'field', 'value', 'confidence'])
      .where('track_id', '=', trackId)
      .orderBy('field')
      .orderBy('provider'),
  );
  return rows.map(({ provider, field: name, value, confidence }) => {
    const field = name as ProviderField;
    return { provider, field, value: isNumberField(field) ? Number(value) : value, confidence };
  });
}
