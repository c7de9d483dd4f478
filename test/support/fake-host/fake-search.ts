import type { SearchCompletion, SearchSuggestion } from '#shared/contract/search.ts';
import type { NearTrack, TrackDetail } from '#shared/contract/tracks.ts';
import { percentComplete } from '#shared/domain/completeness.ts';
import { compatibleKeyIndexes } from '#shared/domain/harmonic.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { asValue, typedPlace } from '#shared/domain/search-completion.ts';
import type { NearKey, NearTempo, SearchCondition } from '#shared/domain/search-conditions.ts';
import { COMPLETED_FIELDS } from '#shared/domain/search-fields.ts';
import { parseSearch } from '#shared/domain/search-query.ts';
import type { Tree } from '#shared/domain/search-tree.ts';
import type { NumberRange } from '#shared/domain/search-values.ts';
import { hasWords, type SearchText } from '#shared/domain/search-words.ts';
import { mixableTempoWindows } from '#shared/domain/tempo.ts';
import { AppError } from '#shared/errors/app-error.ts';

const TEXT_FIELDS = ['title', 'artist', 'album', 'genre', 'label', 'comment'] as const;
type IndexedField = (typeof TEXT_FIELDS)[number];
const isIndexed = (field: string): field is IndexedField => TEXT_FIELDS.some((each) => each === field);

function hasText(track: TrackDetail, field: string | null, texts: readonly SearchText[]): boolean {
  const fields = field === null ? TEXT_FIELDS : isIndexed(field) ? [field] : [];
  return fields.some((each) => texts.some((text) => hasWords(track[each], text)));
}

function isNearTempo(bpm: number | null, tempos: readonly number[], percent: number): boolean {
  const windows = tempos.flatMap((tempo) => mixableTempoWindows(tempo, percent));
  return bpm !== null && windows.some(({ minBpm, maxBpm }) => bpm >= minBpm && bpm <= maxBpm);
}

function isNearKey(keyIndex: number | null, keys: readonly number[]): boolean {
  const mixing = keys.flatMap((index) => compatibleKeyIndexes(keyFromIndex(index), 'strict'));
  return keyIndex !== null && mixing.includes(keyIndex);
}

function isNear(track: TrackDetail, condition: NearTempo | NearKey, near: NearTrack | null): boolean {
  if (condition.kind === 'near-bpm') {
    const tempos = condition.selected ? [near?.bpm ?? null].filter((bpm) => bpm !== null) : condition.tempos;
    return tempos.length === 0 || isNearTempo(track.bpm, tempos, condition.rangePercent);
  }
  const keys = condition.selected ? [near?.keyIndex ?? null].filter((key) => key !== null) : condition.keyIndexes;
  return keys.length === 0 || isNearKey(track.keyIndex, keys);
}

const isIn = (value: number | null, ranges: readonly NumberRange[]): boolean =>
  value !== null &&
  ranges.some(({ min, max, minOpen }) => (minOpen ? value > (min ?? 0) : value >= (min ?? 0)) && value <= (max ?? 999));

/** What the fake host understands of a condition; the rest every track fulfils. */
function fulfils(track: TrackDetail, condition: SearchCondition, near: NearTrack | null): boolean {
  if (condition.kind === 'text') return hasText(track, condition.field, condition.texts);
  if (condition.kind === 'key') return track.keyIndex !== null && condition.keyIndexes.includes(track.keyIndex);
  if (condition.kind === 'near-bpm' || condition.kind === 'near-key') return isNear(track, condition, near);
  if (condition.kind !== 'number') return true;
  if (condition.field === 'bpm') return isIn(track.bpm, condition.ranges);
  return condition.field !== 'quality' || isIn(percentComplete(track.quality ?? 0), condition.ranges);
}

function fits(track: TrackDetail, tree: Tree<SearchCondition>, near: NearTrack | null): boolean {
  if ('is' in tree) return fulfils(track, tree.is, near);
  if ('not' in tree) return !fits(track, tree.not, near);
  if ('all' in tree) return tree.all.every((part) => fits(track, part, near));
  return tree.any.some((part) => fits(track, part, near));
}

/** One word that the fake host knows better. */
const MISSPELLED = 'nigth';
const NOW = new Date('2026-11-20T20:00:00.000Z');

/** Enough of the search to show its results and its faults. */
export function fakeFilter(search: string, near: NearTrack | null): (track: TrackDetail) => boolean {
  const { expression, problems } = parseSearch(search === MISSPELLED ? 'night' : search, NOW);
  const [first] = problems;
  if (first) {
    const { message, start, end } = first;
    throw new AppError('invalid-input', message, { start, end, problems: JSON.stringify(problems) });
  }
  return (track) => expression === null || fits(track, expression, near);
}

export const fakeNotes = (search: string): string[] =>
  search === MISSPELLED ? ['Showing results for "night": nothing has "nigth".'] : [];

function countedValues(tracks: readonly TrackDetail[], field: IndexedField): SearchSuggestion[] {
  const counts = new Map<string, number>();
  for (const track of tracks) if (track[field] !== '') counts.set(track[field], (counts.get(track[field]) ?? 0) + 1);
  return [...counts]
    .toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b))
    .map(([text, count]) => ({ text, insert: `${asValue(text)} `, detail: '', count }));
}

/** Suggests fields, and the values of text fields. */
export function fakeCompletion(tracks: readonly TrackDetail[], text: string, cursor: number): SearchCompletion {
  const place = typedPlace(text, cursor);
  if (place === null) return { start: 0, end: 0, suggestions: [] };
  const { start, end, field, typed, near } = place;
  if (field !== null) {
    const values = isIndexed(field) ? countedValues(tracks, field) : [];
    const fitting = values.filter((value) => typed === '' || hasWords(value.text, { text: typed, match: 'words' }));
    return { start, end, suggestions: fitting.slice(0, 8) };
  }
  const fields = COMPLETED_FIELDS.filter(({ name }) => name.replace('~', '').startsWith(typed)).filter(
    ({ name }) => !near || name.startsWith('~'),
  );
  const named = fields.map(({ name, meaning }) => ({
    text: `${name}:`,
    insert: `${name}:`,
    detail: meaning,
    count: null,
  }));
  return { start, end, suggestions: near || typed.length > 1 ? named.slice(0, 8) : [] };
}
