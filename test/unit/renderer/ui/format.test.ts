import { expect, test } from 'vitest';
import { formatDecibels, formatEta, formatLength, formatPercent, wheelNumber } from '#renderer/ui/format.ts';

test('lengths of many tracks are said in the largest units that help', () => {
  expect([90, 3600, 7260, 200_000].map(formatLength)).toEqual(['2 min', '1 h 0 min', '2 h 1 min', '2 d 7 h']);
});

test('estimates do not pretend to know seconds', () => {
  expect([2, 33, 90, 5400].map(formatEta)).toEqual([
    'about 5 s left',
    'about 35 s left',
    'about 2 min left',
    'about 1.5 h left',
  ]);
});

test('negative numbers carry a minus sign, not a hyphen', () => {
  expect(formatDecibels(-9.34)).toBe('−9.3');
  expect(formatPercent(-2.04)).toBe('−2.0 %');
  expect(formatPercent(2.4)).toBe('+2.4 %');
});

test('A and B of a number share their hue', () => {
  for (let number = 1; number <= 12; number += 1)
    expect([wheelNumber((number - 1) * 2), wheelNumber((number - 1) * 2 + 1)]).toEqual([number, number]);
});
