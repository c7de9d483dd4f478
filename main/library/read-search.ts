import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { searchExpression } from '#main/storage/queries/search-expression.ts';
import type { TrackExpression } from '#main/storage/queries/track-filter.ts';
import type { NearTrack } from '#shared/contract/tracks.ts';
import type { SearchCondition } from '#shared/domain/search-conditions.ts';
import { isIndexedField } from '#shared/domain/search-fields.ts';
import { parseSearch, type SearchQuery } from '#shared/domain/search-query.ts';
import { mapTree, type Tree } from '#shared/domain/search-tree.ts';
import { foldedWords, type SearchText } from '#shared/domain/search-words.ts';
import type { SearchVocabulary } from './search-vocabulary.ts';

export interface ReadSearch {
  /** null = every track. */
  readonly expression: TrackExpression | null;
  /** What it does beyond the text, in words. */
  readonly notes: readonly string[];
}

/** Where no age matters. */
const ANY_TIME = new Date(0);

/** The one word of a text that may be spelled differently; null for phrases, fields without an index and short words. */
function plainWord({ text, match }: SearchText): string | null {
  const words = match === 'words' ? foldedWords(text) : [];
  return words.length === 1 ? (words[0] ?? null) : null;
}

function missedWord(text: SearchText, vocabulary: SearchVocabulary): string | null {
  const word = plainWord(text);
  return word !== null && vocabulary.misses(word) ? word : null;
}

/** Other spellings for words that no track has. Never for what is excluded: a guess must not take tracks away. */
function withSpellings(expression: SearchQuery['expression'], vocabulary: SearchVocabulary, notes: string[]) {
  return mapTree(expression, (condition, negated): Tree<SearchCondition> => {
    if (condition.kind !== 'text' || negated) return { is: condition };
    if (condition.field !== null && !isIndexedField(condition.field)) return { is: condition };
    const texts = condition.texts.flatMap((text): readonly SearchText[] => {
      const word = missedWord(text, vocabulary);
      const nearest = word === null ? [] : vocabulary.nearest(word);
      if (nearest.length === 0) return [text];
      notes.push(`Showing results for ${inWords(nearest)}: nothing has "${text.text}".`);
      return nearest.map((each) => ({ text: each, match: 'phrase' }));
    });
    return { is: { ...condition, texts } };
  });
}

function inWords(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} or ${last}`;
}

/**
 * Reads search text for `filterTracks`, with other spellings of words that no track has.
 * @throws {AppError} As `searchExpression`.
 */
export function readSearch(
  database: Pick<LibraryDatabase, 'raw'>,
  search: string,
  now: Date,
  vocabulary: SearchVocabulary,
): ReadSearch {
  const notes: string[] = [];
  const respell = (written: SearchQuery['expression']) => withSpellings(written, vocabulary, notes);
  return { expression: searchExpression(database, search, now, respell), notes };
}

/** Whether `readSearch` will look for other spellings. */
export function needsVocabulary(search: string, vocabulary: SearchVocabulary): boolean {
  let needs = false;
  mapTree(parseSearch(search, ANY_TIME).expression, (condition) => {
    if (condition.kind === 'text') needs ||= condition.texts.some((text) => missedWord(text, vocabulary) !== null);
    return null;
  });
  return needs;
}

/** Says what "near" has nothing to compare with. */
export function nearNotes(search: string, near: NearTrack | null): string[] {
  const { nearSelected } = parseSearch(search, ANY_TIME);
  const notes: string[] = [];
  if (nearSelected.bpm && (near?.bpm ?? null) === null) {
    notes.push('~bpm: compares with the selected track. Select one whose tempo is known, or write a tempo: ~bpm:124.');
  }
  if (nearSelected.key && (near?.keyIndex ?? null) === null) {
    notes.push('~key: compares with the selected track. Select one whose key is known, or write a key: ~key:8A.');
  }
  return notes;
}
