/** Who may say something about a field of a track, besides the user and the imports from other DJ programs. */
export type Provider = 'tag' | 'analysis' | 'genre-model' | 'tagger' | 'recognition';

/**
 * Fields that providers know. `key` is a key index (0-23), `energy` 0-1, `musicbrainz` recording ids by comma,
 * `model` which tagger model has heard which content.
 */
export type ProviderField =
  | 'bpm'
  | 'key'
  | 'energy'
  | 'genre'
  | 'artist'
  | 'title'
  | 'album'
  | 'label'
  | 'year'
  | 'musicbrainz'
  | 'model';

/** What the tags of files are asked for. */
export const TAG_PROVIDER_FIELDS = ['bpm', 'key', 'energy', 'genre'] as const satisfies readonly ProviderField[];

/** What one provider says of one field. */
export interface FieldValue {
  readonly field: ProviderField;
  readonly value: number | string;
  /** 0-1, as the provider itself says it. */
  readonly confidence: number;
}

const NUMBER_FIELDS: readonly ProviderField[] = ['bpm', 'key', 'energy', 'year'];
export const isNumberField = (field: ProviderField): boolean => NUMBER_FIELDS.includes(field);
