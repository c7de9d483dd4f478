import type { HistoryChange, HistoryEntry, HistoryThing } from '#shared/contract/history.ts';
import { formatBpm, spokenKey } from '#renderer/ui/format.ts';
import { countOf } from '#renderer/ui/format.ts';

const NOUNS: Readonly<Record<HistoryThing, string>> = {
  tracks: 'track',
  cues: 'cue point',
  files: 'file',
  folders: 'folder',
  crates: 'crate entry',
  sets: 'set entry',
  tags: 'tag',
  plays: 'play',
  others: 'other',
};

const count = (thing: HistoryThing, many: number): string =>
  many === 1 ? countOf(1, NOUNS[thing]) : countOf(many, NOUNS[thing]).replace(/entrys$/, 'entries');

/** "3 tracks, 1 file": the two that matter most. */
export function countWords(counts: HistoryEntry['counts']): string {
  const parts = (Object.keys(NOUNS) as HistoryThing[]).flatMap((thing) => {
    const many = counts[thing];
    return many === undefined || thing === 'others' ? [] : [count(thing, many)];
  });
  return parts.slice(0, 2).join(', ');
}

export const ORIGIN_WORDS: Readonly<Record<HistoryEntry['origin'], string>> = {
  user: 'by you',
  import: 'an import',
  tag: 'from file tags',
  analysis: 'by the analysis',
  sync: 'from another machine',
};

const FIELD_WORDS: Readonly<Record<string, string>> = {
  album_artist: 'Album artist',
  bpm: 'BPM',
  key_index: 'Key',
  key_locked: 'Key locked',
  grid: 'Beat grid',
  grid_locked: 'Beat grid locked',
  loudness_lufs: 'Loudness',
  mix: 'Mix name',
  colour: 'Colour',
  missing_since: 'Missing since',
  path: 'Place of the file',
};

/** A column of the library in words. */
export function fieldWords(field: string): string {
  const plain = field.replaceAll('_', ' ');
  return FIELD_WORDS[field] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** A value as the rest of the program writes it; null where nothing stands. */
export function valueWords(field: string, value: string | null): string | null {
  if (value === null || value === '') return null;
  if (field === 'bpm') return formatBpm(Number(value));
  if (field === 'key_index') return spokenKey(Number(value));
  if (field.endsWith('_locked')) return value === '1' ? 'yes' : 'no';
  return field === 'grid' ? 'own grid' : value;
}

const KIND_WORDS: Readonly<Record<Exclude<HistoryChange['kind'], 'changed'>, string>> = {
  added: 'Added',
  removed: 'Removed',
  restored: 'Brought back',
};

/** What happened to a thing as a whole: "Added: file". */
export function wholeWords({ kind, thing }: HistoryChange): string {
  return kind === 'changed' ? '' : `${KIND_WORDS[kind]}: ${NOUNS[thing]}`;
}
