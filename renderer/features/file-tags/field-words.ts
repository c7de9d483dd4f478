import type { TagPart } from '#shared/contract/file-tags.ts';

export const FIELD_WORDS: Readonly<Record<TagPart, string>> = {
  key: 'Key',
  bpm: 'BPM',
  energy: 'Energy',
  rating: 'Rating',
  comment: 'Comment',
  serato: 'Serato',
};

/** Inside a sentence: names keep their capitals. */
const NAMES: Readonly<Partial<Record<TagPart, string>>> = { bpm: 'BPM', serato: 'Serato cues, loops and grid' };

/** "key, BPM and energy". */
export function fieldList(fields: readonly TagPart[]): string {
  const words = fields.map((field) => NAMES[field] ?? FIELD_WORDS[field].toLowerCase());
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
