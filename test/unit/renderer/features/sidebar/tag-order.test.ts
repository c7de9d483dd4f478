import { expect, test } from 'vitest';
import { placeBeside } from '#renderer/features/sidebar/use-tag-order.ts';

test.each([
  // Of four tags, 0 to 3: the place afterwards counts without the one that moves.
  [0, 3, 'after', 3],
  [0, 3, 'before', 2],
  [3, 0, 'before', 0],
  [3, 0, 'after', 1],
  [1, 2, 'before', 1],
])('tag %i dropped beside %i, %s, stands at %i', (from, target, side, place) => {
  expect(placeBeside(from, target, side as 'before' | 'after')).toBe(place);
});
