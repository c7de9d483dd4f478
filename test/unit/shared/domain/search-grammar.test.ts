import { describe, expect, test } from 'vitest';
import type { SearchCondition } from '#shared/domain/search-conditions.ts';
import type { Tree } from '#shared/domain/search-tree.ts';
import { only, parse, parts } from '#test/support/search-parts.ts';

/** The tree in few signs: words in order, & | and - for and, or and not. */
function shape(tree: Tree<SearchCondition> | null): string {
  if (tree === null) return '';
  if ('is' in tree) return tree.is.kind === 'text' ? tree.is.texts.map(({ text }) => text).join(',') : tree.is.kind;
  if ('not' in tree) return `-${shape(tree.not)}`;
  return 'all' in tree ? `(${tree.all.map(shape).join(' & ')})` : `(${tree.any.map(shape).join(' | ')})`;
}

describe('or, not, parentheses', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a b', '(a & b)'],
    ['a or b', '(a | b)'],
    ['a | b', '(a | b)'],
    ['a|b', '(a | b)'],
    ['a OR b', '(a | b)'],
    ['a and b', '(a & b)'],
    // not before and before or.
    ['a b or c d', '((a & b) | (c & d))'],
    ['not a b', '(-a & b)'],
    ['-a or b', '(-a | b)'],
    ['a (b or c)', '(a & (b | c))'],
    ['(a or b) (c or d)', '((a | b) & (c | d))'],
    ['-(a or b)', '-(a | b)'],
    ['not not a', 'a'],
    ['a or b or c', '(a | b | c)'],
    ['a (b (c))', '(a & b & c)'],
    // A title's capital is no operator, nor is what stands in quotes.
    ['Not Fade Away', '(Not & Fade & Away)'],
    ['"or" "not"', '(or & not)'],
    ['Now Or Never', '(Now & Or & Never)'],
    // What is not written yet is passed over.
    ['a or', 'a'],
    ['or a', 'a'],
    ['a or or b', '(a | b)'],
    ['(a or b', '(a | b)'],
    ['a ()', 'a'],
    ['not', ''],
    ['(', ''],
    ['a -', 'a'],
    ['~b', ''],
    // Signs without spaces around them.
    ['(a)(b)', '(a & b)'],
    ['genre:a|genre:b', '(a | b)'],
    ['tech-house', 'tech-house'],
  ];
  test.each(cases)('%s', (text, expected) => {
    expect(shape(parse(text).expression)).toBe(expected);
    expect(parse(text).problems).toEqual([]);
  });

  test('nesting is bounded, and nothing that is typed brings it down', () => {
    const deep = (count: number) => parse(`${'('.repeat(count)}a${')'.repeat(count)}`);
    expect(shape(deep(20).expression)).toBe('a');
    for (const count of [21, 10_000]) {
      expect(deep(count).problems).toEqual([
        expect.objectContaining({ message: expect.stringContaining('20'), start: 20, end: 21 }),
      ]);
    }
    expect(parse(')'.repeat(10_000)).problems).toHaveLength(10_000);
    expect(shape(parse('not '.repeat(10_001) + 'a').expression)).toBe('-a');
    expect(shape(parse('-'.repeat(10_000) + 'a').expression)).toBe('a');
    expect(parse('a or '.repeat(10_000)).problems).toEqual([]);
    expect(parse('(a '.repeat(20)).problems).toEqual([]);
  });
});

describe('near', () => {
  test('the selected track, or a value', () => {
    expect(only('~bpm:')).toEqual({ kind: 'near-bpm', selected: true, tempos: [], rangePercent: 6 });
    expect(only('~bpm:4%')).toEqual({ kind: 'near-bpm', selected: true, tempos: [], rangePercent: 4 });
    expect(only('~bpm:124')).toEqual({ kind: 'near-bpm', selected: false, tempos: [124], rangePercent: 6 });
    expect(only('~tempo:124,174,8%')).toMatchObject({ selected: false, tempos: [124, 174], rangePercent: 8 });
    expect(only('~key:')).toEqual({ kind: 'near-key', selected: true, keyIndexes: [] });
    expect(only('~key:Am')).toMatchObject({ selected: false, keyIndexes: [14] });
  });
  test('what of the selected track is needed is known', () => {
    expect(parse('~bpm: house').nearSelected).toEqual({ bpm: true, key: false });
    expect(parse('-(~key: or ~bpm:124)').nearSelected).toEqual({ bpm: false, key: true });
    expect(parse('bpm:124 "~bpm:"').nearSelected).toEqual({ bpm: false, key: false });
  });
  test('no value is taken from behind a space', () => {
    expect(parts('~bpm: 124')).toHaveLength(2);
  });
  test('a tempo that is still typed does not count', () => {
    for (const text of ['~bpm:1', '~bpm:12', '~key:0', '~bpm:""']) expect(parts(text), text).toEqual([]);
  });
  test.each(['~bpm:fast', '~bpm:0%', '~bpm:60%', '~bpm:1234', '~key:Z', '~energy:5'])('%s is refused', (text) => {
    expect(parse(text).problems).toMatchObject([{ start: 0, end: text.length }]);
  });
});

test('played, colour, missing', () => {
  const may = { from: '2024-05-01T00:00:00.000Z', to: '2024-06-01T00:00:00.000Z' };
  expect(only('played:never')).toEqual({ kind: 'played', never: true, ranges: [] });
  expect(only('played:2024-05')).toEqual({ kind: 'played', never: false, ranges: [may] });
  expect(only('played:>1y,never')).toEqual({
    kind: 'played',
    never: true,
    ranges: [{ from: null, to: '2025-06-15T12:00:00.000Z' }],
  });
  expect(only('color:RED,aqua')).toEqual({ kind: 'colour', names: ['Red', 'Aqua'] });
  expect(only('missing:yes')).toEqual({ kind: 'missing', missing: true });
  expect(only('missing:no')).toEqual({ kind: 'missing', missing: false });
});

test('crates, sets and tags go by words, with their place in the text', () => {
  expect(only('crate:warm')).toMatchObject({ field: 'crate', names: [{ text: 'warm', match: 'words' }] });
  expect(only('tag:"late night",peak')).toEqual({
    kind: 'collection',
    field: 'tag',
    names: [
      { text: 'late night', match: 'phrase' },
      { text: 'peak', match: 'words' },
    ],
    start: 0,
    end: 21,
  });
});
