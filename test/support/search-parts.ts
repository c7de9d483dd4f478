import { expect } from 'vitest';
import type { SearchCondition } from '#shared/domain/search-conditions.ts';
import { parseSearch } from '#shared/domain/search-query.ts';
import type { Tree } from '#shared/domain/search-tree.ts';

export const NOW = new Date('2026-06-15T12:00:00Z');
export const parse = (text: string) => parseSearch(text, NOW);

/** The parts that all must be fulfilled. */
export function parts(text: string): readonly Tree<SearchCondition>[] {
  const { expression } = parse(text);
  if (expression === null) return [];
  return 'all' in expression ? expression.all : [expression];
}

/** The one condition that a text asks for. */
export function only(text: string): SearchCondition {
  expect(parse(text).problems).toEqual([]);
  const [part, ...others] = parts(text);
  expect(others).toEqual([]);
  if (part === undefined || !('is' in part)) throw new Error(`${text} is not one condition`);
  return part.is;
}
