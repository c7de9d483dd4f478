import type { ColourName } from './colours.ts';
import type { TimeRange } from './search-dates.ts';
import type { CollectionField, NumberField, SearchField, TextField } from './search-fields.ts';
import type { NumberRange } from './search-values.ts';
import type { SearchText } from './search-words.ts';

/** Tempos that a deck's pitch range brings together, half and double time counted. */
export interface NearTempo {
  readonly kind: 'near-bpm';
  /** Of the selected track. */
  readonly selected: boolean;
  readonly tempos: readonly number[];
  readonly rangePercent: number;
}

/** Keys that mix. */
export interface NearKey {
  readonly kind: 'near-key';
  /** With the selected track's. */
  readonly selected: boolean;
  readonly keyIndexes: readonly number[];
}

/** In one of the crates, sets or tags of these names. */
export interface InCollection {
  readonly kind: 'collection';
  readonly field: CollectionField;
  readonly names: readonly SearchText[];
  /** Where it is written, as only the library knows which names there are. */
  readonly start: number;
  readonly end: number;
}

/** A condition that says all it takes to look for it. */
export type PlainCondition =
  /** Any of the texts; in one field, or (null) in any of the indexed ones. */
  | { readonly kind: 'text'; readonly field: TextField | null; readonly texts: readonly SearchText[] }
  /** Energy counts in levels 1-10, time in seconds, quality in whole percent. */
  | { readonly kind: 'number'; readonly field: NumberField; readonly ranges: readonly NumberRange[] }
  | { readonly kind: 'key'; readonly keyIndexes: readonly number[] }
  | { readonly kind: 'added'; readonly ranges: readonly TimeRange[] }
  /** Never, or at one of the times; a range without a beginning is about the last time. */
  | { readonly kind: 'played'; readonly never: boolean; readonly ranges: readonly TimeRange[] }
  | { readonly kind: 'colour'; readonly names: readonly ColourName[] }
  /** Whether no file is there. */
  | { readonly kind: 'missing'; readonly missing: boolean }
  /** The field has no value: `genre:""`. */
  | { readonly kind: 'empty'; readonly field: EmptyField };

/** One thing that a track fulfils or not. */
export type SearchCondition = PlainCondition | NearTempo | NearKey | InCollection;

export type EmptyField = Exclude<SearchField, 'added' | 'plays' | 'played' | 'missing' | 'quality'>;
