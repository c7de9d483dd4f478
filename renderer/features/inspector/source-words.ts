import type { FieldSource, FieldSources, SourcedField } from '#shared/contract/track-sources.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import type { KeyNotation } from '#shared/domain/key.ts';
import { formatBpm, formatKeyIndex } from '#renderer/ui/format.ts';

export const PROVIDER_NAMES: Readonly<Record<FieldSource['provider'], string>> = {
  user: 'your choice',
  import: 'import',
  tag: 'file tag',
  analysis: 'analysis',
  'genre-model': 'genre model',
  tagger: 'tagger',
  recognition: 'AudD',
};

export const FIELD_NAMES: Readonly<Record<SourcedField, string>> = {
  bpm: 'Tempo',
  key: 'Key',
  energy: 'Energy',
  genre: 'Genre',
  artist: 'Artist',
  title: 'Title',
  album: 'Album',
  label: 'Label',
  year: 'Year',
};

/** "128.00", "8A", "7", or the words. */
export function valueText(field: SourcedField, value: FieldSource['value'], notation: KeyNotation): string {
  if (typeof value === 'string') return value;
  if (field === 'bpm') return formatBpm(value);
  if (field === 'key') return formatKeyIndex(value, notation);
  return String(field === 'energy' ? energyLevel(value) : value);
}

/** How a source stands to the value that counts, in words: colour is never the only sign. */
const AGREEMENT_WORDS: Readonly<Record<FieldSource['agreement'], string>> = {
  same: 'agrees',
  octave: 'is half or double the tempo',
  neighbour: 'is a key that mixes with it',
  near: 'is on another scale',
  differs: 'differs',
};

/** "analysis 97 %" for the one that counts, "file tag 128.00 agrees" for another. */
export function sourceText(field: SourcedField, source: FieldSource, notation: KeyNotation): string {
  const name = PROVIDER_NAMES[source.provider];
  if (!source.chosen) return `${name} ${valueText(field, source.value, notation)} ${AGREEMENT_WORDS[source.agreement]}`;
  // Tags and words come with a trust that this program gives them, not with a certainty of their own.
  const isMeasured = source.provider === 'analysis' && field !== 'energy' && source.confidence !== null;
  return isMeasured ? `${name} ${Math.round((source.confidence ?? 0) * 100)} %` : name;
}

/** Sources with another value than the one that counts, as it is shown. */
export function otherValues({ field, sources }: FieldSources, notation: KeyNotation): FieldSource[] {
  const counting = sources.find(({ chosen }) => chosen);
  const shown = counting === undefined ? null : valueText(field, counting.value, notation);
  return sources.filter(
    ({ chosen, provider, value }) =>
      !chosen && provider !== 'user' && provider !== 'import' && valueText(field, value, notation) !== shown,
  );
}
