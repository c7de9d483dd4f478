import type { SearchCondition } from './search-conditions.ts';
import { parseTokens, type SearchProblem } from './search-parser.ts';
import { readTerm } from './search-terms.ts';
import { tokeniseSearch } from './search-tokens.ts';
import { mapTree, type Tree } from './search-tree.ts';

export interface SearchQuery {
  /** null = every track. */
  readonly expression: Tree<SearchCondition> | null;
  readonly problems: readonly SearchProblem[];
  /** What of the selected track the text compares with: `~bpm:` and `~key:` without a value. */
  readonly nearSelected: { readonly bpm: boolean; readonly key: boolean };
}

/**
 * Reads search text: words (all must occur), "phrases", field:value with ranges and comma lists, not, or, parentheses
 * (`bpm:120-126 key:8A,8B (genre:"deep house" or energy:>6) -vocal`); docs/search.md. What is only half typed counts as
 * not there yet, so typing never shows a problem on the way to a correct text. Throws for no text.
 * @param now For ages such as `added:<30d`.
 */
export function parseSearch(text: string, now: Date): SearchQuery {
  const { tree, problems } = parseTokens(tokeniseSearch(text), (term, found) => readTerm(term, now, found));
  const nearSelected = { bpm: false, key: false };
  mapTree(tree, (condition) => {
    if (condition.kind === 'near-bpm' && condition.selected) nearSelected.bpm = true;
    if (condition.kind === 'near-key' && condition.selected) nearSelected.key = true;
    return null;
  });
  return { expression: tree, problems, nearSelected };
}
