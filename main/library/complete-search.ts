import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { fieldValues, otherCrateNames, type ValuedField } from '#main/storage/queries/field-values.ts';
import type { SearchCompletion, SearchSuggestion } from '#shared/contract/search.ts';
import { nearestColourName } from '#shared/domain/colours.ts';
import { formatCamelot, formatMusical, keyFromIndex } from '#shared/domain/key.ts';
import { asValue, type TypedPlace, typedPlace } from '#shared/domain/search-completion.ts';
import { COMPLETED_FIELDS, KEYWORDS } from '#shared/domain/search-fields.ts';
import { foldedWords, foldText } from '#shared/domain/search-words.ts';

const MOST_SUGGESTIONS = 8;
/** A single letter says too little of a field, and would come up with every word. */
const SHORTEST_NAME = 2;
/** Counting the values of 100,000 tracks takes a tenth of a second: counts may be as old as this. */
const COUNTS_KEPT_MS = 10_000;

/** A suggestion with the words by which it is found. */
interface Candidate {
  readonly text: string;
  readonly detail: string;
  readonly count: number | null;
  /** " deep house": each word with a space before it. */
  readonly words: string;
}

const NOTHING: SearchCompletion = { start: 0, end: 0, suggestions: [] };

const wordsOf = (text: string): string => ` ${foldedWords(text).join(' ') || foldText(text)}`;
const candidate = (text: string, count: number | null, detail = ''): Candidate => ({
  text,
  detail,
  count,
  words: wordsOf(`${text} ${detail}`),
});

/** Those that begin with what is typed, then those with a word that does; in each, the order of the candidates. */
function fitting(candidates: readonly Candidate[], typed: string): readonly Candidate[] {
  if (typed === '') return candidates.slice(0, MOST_SUGGESTIONS);
  const wanted = wordsOf(typed);
  // "<3" are no words.
  const sign = /^[<>=]/.test(typed);
  const begins = ({ text, words }: Candidate): boolean => (sign ? text.startsWith(typed) : words.startsWith(wanted));
  const others = candidates.filter((each) => !sign && !begins(each) && each.words.includes(wanted));
  return [...candidates.filter(begins), ...others].slice(0, MOST_SUGGESTIONS);
}

function fieldSuggestions({ near, typed }: TypedPlace): SearchSuggestion[] {
  if (!near && typed.length < SHORTEST_NAME) return [];
  const names = COMPLETED_FIELDS.filter(({ name }) => name.replace('~', '').startsWith(typed));
  return names
    .filter(({ name }) => !near || name.startsWith('~'))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name, meaning }) => ({ text: `${name}:`, insert: `${name}:`, detail: meaning, count: null }));
}

/** Suggestions for the search box. */
export interface SearchCompleter {
  /** What could be written where the cursor stands. */
  complete(text: string, cursor: number): SearchCompletion;
}

export function createSearchCompleter(
  database: Pick<LibraryDatabase, 'raw' | 'revision'>,
  clock: Clock,
): SearchCompleter {
  const kept = new Map<ValuedField, { revision: number; readAt: number; candidates: readonly Candidate[] }>();

  function candidatesOf(field: ValuedField): readonly Candidate[] {
    const known = kept.get(field);
    const revision = database.revision();
    const isNew = known !== undefined && clock.now() - known.readAt < COUNTS_KEPT_MS && !isCollection(field);
    if (known !== undefined && (known.revision === revision || isNew)) return known.candidates;
    const candidates = readCandidates(database, field);
    kept.set(field, { revision, readAt: clock.now(), candidates });
    return candidates;
  }

  function valueSuggestions({ field, typed }: TypedPlace, hasMore: boolean): SearchSuggestion[] {
    if (field === null) return [];
    const keywords = (KEYWORDS[field] ?? []).map(([text, detail]) => candidate(text, null, detail));
    const values = isValued(field) ? candidatesOf(field) : [];
    const after = hasMore ? '' : ' ';
    return fitting([...values, ...keywords], typed)
      .filter(({ text }) => text.toLowerCase() !== typed.toLowerCase())
      .map(({ text, detail, count }) => ({
        text,
        detail,
        count,
        insert: `${field in KEYWORDS ? text : asValue(text)}${after}`,
      }));
  }

  return {
    complete: (text, cursor) => {
      const place = typedPlace(text, cursor);
      if (place === null) return NOTHING;
      const { start, end } = place;
      const hasMore = end < text.length;
      const suggestions = place.field === null ? fieldSuggestions(place) : valueSuggestions(place, hasMore);
      return { start, end, suggestions };
    },
  };
}

const VALUED: readonly string[] = [
  'artist',
  'album',
  'genre',
  'label',
  'remixer',
  'mix',
  'composer',
  'grouping',
  'year',
  'key',
  'colour',
  'crate',
  'set',
  'tag',
] satisfies ValuedField[];
const isValued = (field: string): field is ValuedField => VALUED.includes(field);
/** Few enough to be read each time. */
const isCollection = (field: ValuedField): boolean => field === 'crate' || field === 'set' || field === 'tag';

function readCandidates(database: Pick<LibraryDatabase, 'raw'>, field: ValuedField): readonly Candidate[] {
  const values = fieldValues(database, field);
  if (field === 'key') {
    return values.map(({ value, count }) => {
      const key = keyFromIndex(Number(value));
      return candidate(formatCamelot(key), count, formatMusical(key));
    });
  }
  if (field === 'colour') return colourCandidates(values);
  const candidates = values.map(({ value, count }) => candidate(value, count));
  if (field !== 'crate') return candidates;
  return [...candidates, ...otherCrateNames(database).map((name) => candidate(name, null))];
}

function colourCandidates(values: readonly { readonly value: string; readonly count: number }[]): Candidate[] {
  const counts = new Map<string, number>();
  for (const { value, count } of values) {
    const name = nearestColourName(value).toLowerCase();
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([name, count]) => candidate(name, count));
}
