import type { TagField } from '#shared/contract/file-tags.ts';

/**
 * Names under which programs keep a field in free-form tags, in capitals. A file that has one of them gets the new value
 * there as well: else it would say two things.
 */
const OTHER_NAMES: Readonly<Record<TagField, readonly string[]>> = {
  key: ['INITIALKEY', 'INITIAL KEY', 'KEY'],
  bpm: ['BPM'],
  energy: ['ENERGYLEVEL', 'ENERGY LEVEL', 'ENERGY'],
  rating: [],
  comment: [],
};

/** Energy 1-10 is what Mixed In Key writes; other programs keep a number of their own under the shortest name. */
const isLevel = (text: string): boolean => /^(?:10|[1-9])$/.test(text.trim());

/** @param text What stands there. */
export function isFieldName(field: TagField, name: string, text: string): boolean {
  const upper = name.toUpperCase();
  return OTHER_NAMES[field].includes(upper) && (upper !== 'ENERGY' || isLevel(text));
}
