import type { NearKey, NearTempo } from './search-conditions.ts';
import type { SearchField } from './search-fields.ts';
import type { SearchTerm } from './search-tokens.ts';
import { readKeys, type Unread } from './search-values.ts';

/** The pitch range that every deck has. */
const USUAL_RANGE_PERCENT = 6;
const WIDEST_RANGE_PERCENT = 50;
/** Fewer is the beginning of a tempo. */
const SLOWEST_BPM = 20;

const BPM_HELP =
  'Write ~bpm: for the selected track, or a tempo, a pitch range or both: ~bpm:124, ~bpm:4%, ~bpm:124,4%.';
const KEY_HELP = 'Write ~key: for the selected track, or a key: ~key:8A, ~key:Am.';
const FIELD_HELP = '"~" goes before bpm: and key: only. Without it the field looks for exactly what is written.';

/** "~b", "~ke": the beginning of a field. */
export function isNearBeginning(text: string): boolean {
  return text.startsWith('~') && ['bpm', 'tempo', 'key'].some((name) => name.startsWith(text.slice(1).toLowerCase()));
}

function readTempo(text: string): { readonly bpm: number } | { readonly percent: number } | Unread {
  const percent = /^(\d{1,2}(?:\.\d)?)\s?%$/.exec(text)?.[1];
  if (percent !== undefined) {
    const value = Number(percent);
    return value > 0 && value <= WIDEST_RANGE_PERCENT ? { percent: value } : 'wrong';
  }
  if (!/^(?:\d{0,3}|\d{1,3}\.\d{0,2})$/.test(text)) return 'wrong';
  return Number(text) < SLOWEST_BPM ? 'incomplete' : { bpm: Number(text) };
}

function readNearTempo({ values }: SearchTerm): NearTempo | string | null {
  const tempos: number[] = [];
  let rangePercent = USUAL_RANGE_PERCENT;
  let isHalfTyped = false;
  for (const { text } of values) {
    const read = readTempo(text);
    if (read === 'wrong') return BPM_HELP;
    if (read === 'incomplete') isHalfTyped = true;
    else if ('bpm' in read) tempos.push(read.bpm);
    else rangePercent = read.percent;
  }
  if (tempos.length === 0 && isHalfTyped) return null;
  return { kind: 'near-bpm', selected: tempos.length === 0, tempos, rangePercent };
}

function readNearKey({ values }: SearchTerm): NearKey | string | null {
  const keys = values.map(({ text }) => readKeys(text));
  if (keys.includes('wrong')) return KEY_HELP;
  const keyIndexes = keys.flatMap((read) => (typeof read === 'string' ? [] : read));
  if (keyIndexes.length === 0 && values.length > 0) return null;
  return { kind: 'near-key', selected: keyIndexes.length === 0, keyIndexes: [...new Set(keyIndexes)] };
}

/** Reads `~bpm:...` and `~key:...`. @returns null for what is half typed; a text says what to write instead. */
export function readNear(field: SearchField, term: SearchTerm): NearTempo | NearKey | string | null {
  if (field === 'bpm') return readNearTempo(term);
  return field === 'key' ? readNearKey(term) : FIELD_HELP;
}
