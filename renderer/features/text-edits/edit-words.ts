import type { TextEditPreview, TextField } from '#shared/contract/text-edits.ts';
import type { CleanUp } from '#shared/domain/clean-text.ts';
import { countOf } from '#renderer/ui/format.ts';

export const FIELD_WORDS: Readonly<Record<TextField, string>> = {
  title: 'Title',
  artist: 'Artist',
  album: 'Album',
  albumArtist: 'Album artist',
  genre: 'Genre',
  label: 'Label',
  comment: 'Comment',
  remixer: 'Remixer',
  mix: 'Mix name',
  grouping: 'Grouping',
  composer: 'Composer',
};

export const CLEAN_UP_WORDS: Readonly<Record<CleanUp, string>> = {
  spaces: 'Tidy spaces and accents',
  underscores: 'Underscores to spaces',
  web: 'Remove web addresses',
  number: 'Remove track numbers in front',
  clutter: 'Remove “[Free Download]” and the like',
  'original-mix': 'Remove “(Original Mix)”',
  feat: 'Write “ft.”, “featuring” … as “feat.”',
};

/** What a preview found, in words. */
export function summary({ rows, tracks, unchanged, emptied, tooLong }: TextEditPreview): string {
  const left = [
    emptied === 0 ? '' : ` ${countOf(emptied, 'title')} would be left empty and ${emptied === 1 ? 'stays' : 'stay'}.`,
    tooLong === 0 ? '' : ` ${countOf(tooLong, 'text')} would be too long and ${tooLong === 1 ? 'stays' : 'stay'}.`,
  ].join('');
  if (rows === 0) return `Nothing would change in ${countOf(unchanged, 'track')}.${left}`;
  const same = unchanged === 0 ? '' : ` ${countOf(unchanged, 'track')} without a change.`;
  return `${countOf(rows, 'text')} in ${countOf(tracks, 'track')} would change.${same}${left}`;
}
