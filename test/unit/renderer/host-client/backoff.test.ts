import { expect, test } from 'vitest';
import { backoffMs } from '#renderer/host-client/backoff.ts';

test('the wait doubles from a quarter of a second to ten', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 20].map((attempt) => backoffMs(attempt, 0))).toEqual([
    250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ]);
});

test('chance spreads it by a fifth at most', () => {
  expect(backoffMs(1, 1)).toBe(300);
});
