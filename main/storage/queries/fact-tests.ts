import { nearestColourName } from '#shared/domain/colours.ts';
import { percentComplete } from '#shared/domain/completeness.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import type { EmptyField } from '#shared/domain/search-conditions.ts';
import type { TimeRange } from '#shared/domain/search-dates.ts';
import type { CollectionField, NumberField } from '#shared/domain/search-fields.ts';
import type { NumberRange } from '#shared/domain/search-values.ts';
import { hasWords, type SearchText } from '#shared/domain/search-words.ts';
import type { TempoWindow } from '#shared/domain/tempo.ts';
import type { ListField, RawSortValue } from './sort-values.ts';

/** Whether a value of the field fulfils a condition; null = the track has none. */
export interface FactTest {
  readonly field: ListField;
  readonly passes: (value: RawSortValue) => boolean;
}

const NUMBER_FIELDS: Readonly<Record<NumberField, ListField>> = {
  bpm: 'bpm',
  energy: 'energy',
  rating: 'rating',
  year: 'year',
  time: 'durationSeconds',
  plays: 'playCount',
  quality: 'quality',
};
const FIELDS: Readonly<Record<Exclude<EmptyField, CollectionField>, ListField>> = {
  ...NUMBER_FIELDS,
  title: 'title',
  artist: 'artist',
  album: 'album',
  genre: 'genre',
  label: 'label',
  comment: 'comment',
  remixer: 'remixer',
  mix: 'mix',
  composer: 'composer',
  grouping: 'grouping',
  key: 'keyIndex',
  colour: 'colour',
};

const isIn = (value: number, { min, max, minOpen, maxOpen }: NumberRange): boolean =>
  (min === null || value > min || (!minOpen && value === min)) &&
  (max === null || value < max || (!maxOpen && value === max));

/** The number as it is shown: the energy as a level from 1 to 10, no stars as 0, the quality in whole percent. */
function shownNumber(field: NumberField, value: RawSortValue): number | null {
  if (typeof value !== 'number') return field === 'rating' ? 0 : null;
  if (field === 'quality') return percentComplete(value);
  return field === 'energy' ? energyLevel(value) : value;
}

/** @param field Energy counts in levels 1-10, time in seconds, quality in percent. */
export function numberTest(field: NumberField, ranges: readonly NumberRange[]): FactTest {
  return {
    field: NUMBER_FIELDS[field],
    passes: (value) => {
      const number = shownNumber(field, value);
      return number !== null && ranges.some((range) => isIn(number, range));
    },
  };
}

export function tempoTest(windows: readonly TempoWindow[]): FactTest {
  return {
    field: 'bpm',
    passes: (value) =>
      typeof value === 'number' && windows.some(({ minBpm, maxBpm }) => value >= minBpm && value <= maxBpm),
  };
}

export function keyTest(keyIndexes: readonly number[]): FactTest {
  return { field: 'keyIndex', passes: (value) => typeof value === 'number' && keyIndexes.includes(value) };
}

/** A time passes that lies in one of the ranges. */
export function timeTest(field: 'addedAt' | 'lastPlayedAt', ranges: readonly TimeRange[]): FactTest {
  return {
    field,
    passes: (value) =>
      typeof value === 'string' &&
      ranges.some(({ from, to }) => (from === null || value >= from) && (to === null || value < to)),
  };
}

/** For values that many tracks share. */
function onceForEach(passes: (value: string) => boolean): FactTest['passes'] {
  const known = new Map<string, boolean>();
  return (value) => {
    if (typeof value !== 'string' || value === '') return false;
    const answer = known.get(value) ?? passes(value);
    known.set(value, answer);
    return answer;
  };
}

export function colourTest(names: readonly string[]): FactTest {
  return { field: 'colour', passes: onceForEach((colour) => names.includes(nearestColourName(colour))) };
}

export function wordsTest(field: ListField, texts: readonly SearchText[]): FactTest {
  return { field, passes: onceForEach((text) => texts.some((wanted) => hasWords(text, wanted))) };
}

export function emptyTest(field: Exclude<EmptyField, CollectionField>): FactTest {
  const isEmpty = (value: RawSortValue): boolean => value === null || value === '';
  return { field: FIELDS[field], passes: field === 'rating' ? (value) => isEmpty(value) || value === 0 : isEmpty };
}
