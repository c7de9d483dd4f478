import { expect, test } from 'vitest';
import { differenceOf, fromFirstChange } from '#renderer/features/text-edits/text-difference.ts';

/** Both texts with what is changed in [brackets]. */
function marked(before: string, after: string): readonly [string, string] {
  const difference = differenceOf(before, after);
  const write = (pieces: typeof difference.before) =>
    pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');
  return [write(difference.before), write(difference.after)];
}

test.each([
  ['Song (ft. X)', 'Song (feat. X)', 'Song (ft. X)', 'Song (f[ea]t. X)'],
  ['deep house', 'Deep House', '[d]eep [h]ouse', '[D]eep [H]ouse'],
  ['01 - Strobe', 'Strobe', '[01 - ]Strobe', 'Strobe'],
  ['Techno', 'House', '[Techno]', '[House]'],
  ['Atlas', 'tls', '[A]tl[a]s', 'tls'],
  ['a  b', 'a b', 'a [ ]b', 'a b'],
  ['', 'New', '', '[New]'],
  ['Same', 'Same', 'Same', 'Same'],
])('%j and %j', (before, after, markedBefore, markedAfter) => {
  expect(marked(before, after)).toEqual([markedBefore, markedAfter]);
});

test('the pieces are the whole text, also of one that is too long to compare', () => {
  const [long, other] = ['word '.repeat(1000), `${'word '.repeat(999)}end `];
  const { before, after } = differenceOf(long, other);
  expect(before.map(({ text }) => text).join('')).toBe(long);
  expect(after.map(({ text }) => text).join('')).toBe(other);
});

test('a letter is never cut apart', () => {
  expect(marked('👩‍🎤', '👨‍🎤')).toEqual(['[👩‍🎤]', '[👨‍🎤]']);
});

test('a change far on in a text is brought to the front', () => {
  const { before } = differenceOf(`${'x'.repeat(60)} old`, `${'x'.repeat(60)} new`);
  expect(fromFirstChange(before)[0]?.text).toBe(`…${'x'.repeat(17)} `);
  expect(fromFirstChange([{ text: 'x'.repeat(60), changed: false }])).toHaveLength(1);
});
