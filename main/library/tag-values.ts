import type { IAudioMetadata } from 'music-metadata';
import { keyIndex, parseKey } from '#shared/domain/key.ts';
import type { FieldValue } from '#shared/domain/provider-value.ts';

/** What other programs wrote into the tags about how the music sounds. */
export interface SoundTags {
  readonly bpm: number | null;
  /** 0-23. */
  readonly keyIndex: number | null;
  /** 0-1. */
  readonly energy: number | null;
  /** The tags show that a program which listens to the music wrote them, not a hand or a shop. */
  readonly fromAnalyser: boolean;
}

export const NO_SOUND_TAGS: SoundTags = { bpm: null, keyIndex: null, energy: null, fromAnalyser: false };

/** How far a tag is trusted: by itself, and when a known analyser wrote it (docs/decisions/0008-providers.md). */
const PLAIN_CONFIDENCE = 0.4;
const ANALYSER_CONFIDENCE = 0.6;

const BPM_NAMES = ['TBPM', 'TBP', 'BPM', 'TMPO', 'WM/BEATSPERMINUTE'];
const KEY_NAMES = ['TKEY', 'TKE', 'INITIALKEY', 'INITIAL KEY', 'KEY', 'WM/INITIALKEY'];
const ENERGY_NAMES = ['ENERGYLEVEL', 'ENERGY LEVEL', 'ENERGY'];
/** Frames that Serato, Traktor and Mixed In Key leave in files that they have analysed. */
const ANALYSER_MARK = /serato|traktor|mixedinkey|energy ?level/i;
/** Below and above, it is no tempo: 0 stands for "unknown", 12800 for a mistake. */
const MIN_BPM = 20;
const MAX_BPM = 400;

/** "TXXX:EnergyLevel" and "----:com.apple.iTunes:ENERGYLEVEL" are both ENERGYLEVEL. */
const plainName = (id: string): string => id.replace(/^(?:TXXX:|----:com\.apple\.iTunes:)/i, '').toUpperCase();

interface NamedTag {
  readonly id: string;
  readonly value: unknown;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value.slice(0, 200).trim() : typeof value === 'number' ? String(value) : null;

/** The first reading that is one, of all tags with one of the names. */
function firstOf<Value>(tags: readonly NamedTag[], names: readonly string[], read: (text: string) => Value | null) {
  for (const { id, value } of tags) {
    if (!names.includes(plainName(id))) continue;
    const text = textOf(value);
    const found = text === null ? null : read(text);
    if (found !== null) return found;
  }
  return null;
}

/** "127.98", "127,98" or "128 BPM". */
function readBpm(text: string): number | null {
  const match = /^(\d{1,4}(?:[.,]\d{1,6})?)(?:\s*bpm)?$/i.exec(text);
  const bpm = Number((match?.[1] ?? '').replace(',', '.'));
  return bpm >= MIN_BPM && bpm <= MAX_BPM ? bpm : null;
}

/** Of two keys ("8A/9A") the first. */
function readKey(text: string): number | null {
  const key = parseKey(text.split(/[/|,]/)[0] ?? '');
  return key === null ? null : keyIndex(key);
}

/** Levels 1-10, as Mixed In Key writes them. */
function readEnergy(text: string): number | null {
  return /^(?:10|[1-9])$/.test(text) ? (Number(text) - 1) / 9 : null;
}

interface CommentValues {
  readonly keyIndex: number | null;
  readonly energy: number | null;
}

const CAMELOT = /^(?:0?[1-9]|1[0-2])[AB](?![a-z])/i;

/** "8A - Energy 7", "8A - 7", "Am - Energy 7", "Energy 7", "8A": what Mixed In Key puts in front of comments. */
function readComment(text: string): CommentValues {
  const head = /^([^\s-]{1,8}(?: (?:min|maj|minor|major))?)(?= - |$)/i.exec(text)?.[1] ?? '';
  const isCamelot = CAMELOT.test(head);
  const named = /(?:^|- )Energy (\d{1,2})(?= -|$)/i.exec(text)?.[1];
  // A bare number is an energy only beside a key that is no word.
  const bare = isCamelot ? /^\S+ - (\d{1,2})(?= -|$)/.exec(text)?.[1] : undefined;
  const energy = readEnergy(named ?? bare ?? '');
  // A word like "A" or "B" alone is a comment; beside an energy it is a key.
  return { energy, keyIndex: isCamelot || energy !== null ? readKey(head) : null };
}

/** "Strobe - 9A": Mixed In Key can put the key behind titles. */
function readTitle(text: string): number | null {
  const suffix = / - (\S+)$/.exec(text)?.[1] ?? '';
  return CAMELOT.test(suffix) ? readKey(suffix) : null;
}

const commentsOf = ({ common }: IAudioMetadata): readonly string[] =>
  (common.comment ?? []).map(({ text }) => (text ?? '').slice(0, 200).trim());

/** Names of frames, and of what is in those that hold data of a program ("GEOB" with "Serato Analysis"). */
function marksOf({ id, value }: NamedTag): string {
  if (typeof value !== 'object' || value === null) return id;
  const inner = value as { readonly description?: unknown; readonly owner_identifier?: unknown };
  return [id, inner.description, inner.owner_identifier].filter((part) => typeof part === 'string').join(' ');
}

/** Reads the tags as they stand in the file: the parser's own summary cuts tempos down to whole numbers. */
export function soundTagsOf(metadata: IAudioMetadata): SoundTags {
  const tags: readonly NamedTag[] = Object.values(metadata.native).flat().slice(0, 500);
  const comments = commentsOf(metadata).map(readComment);
  const commentKey = comments.find((each) => each.keyIndex !== null)?.keyIndex ?? null;
  const commentEnergy = comments.find((each) => each.energy !== null)?.energy ?? null;
  return {
    bpm: firstOf(tags, BPM_NAMES, readBpm),
    keyIndex: firstOf(tags, KEY_NAMES, readKey) ?? commentKey ?? readTitle(metadata.common.title?.trim() ?? ''),
    energy: firstOf(tags, ENERGY_NAMES, readEnergy) ?? commentEnergy,
    fromAnalyser: commentEnergy !== null || tags.some((tag) => ANALYSER_MARK.test(marksOf(tag))),
  };
}

/** The same as values of the provider `tag`, with the genre. */
export function tagFieldValues(sound: SoundTags, genre: string): FieldValue[] {
  const trust = sound.fromAnalyser ? ANALYSER_CONFIDENCE : PLAIN_CONFIDENCE;
  const values: readonly (Omit<FieldValue, 'value'> & { readonly value: number | string | null })[] = [
    { field: 'bpm', value: sound.bpm, confidence: trust },
    { field: 'key', value: sound.keyIndex, confidence: trust },
    { field: 'energy', value: sound.energy, confidence: trust },
    { field: 'genre', value: genre === '' ? null : genre, confidence: PLAIN_CONFIDENCE },
  ];
  return values.flatMap(({ field, value, confidence }) => (value === null ? [] : [{ field, value, confidence }]));
}
