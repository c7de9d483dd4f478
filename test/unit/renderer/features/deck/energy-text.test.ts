import { expect, test } from 'vitest';
import { energyText } from '#renderer/features/deck/energy-text.ts';

const curve = (...values: readonly number[]) => ({ secondsPerValue: 30, values });

// Levels are 1 + 9 x energy: 0.2 is 3, 0.4 is 5, 0.6 is 6, 0.8 is 8. A value lasts from 30 s to the next.
test.each([
  ['a build up', curve(0.2, 0.6, 0.8, 0.4), '3 at the start, highest 8 at 1:15, 5 at the end.'],
  ['a breakdown', curve(0.6, 0.2, 0.8, 0.4), '6 at the start, lowest 3 at 0:45, highest 8 at 1:15, 5 at the end.'],
  ['the same level', curve(0.6, 0.61, 0.59), '6 throughout.'],
])('says where energy of %s is high and low', (_name, given, words) => {
  expect(energyText(given)).toBe(`Energy from 1 to 10: ${words}`);
});

test('says nothing without values', () => {
  expect(energyText(curve())).toBe('');
});
