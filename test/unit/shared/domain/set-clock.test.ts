import { expect, test } from 'vitest';
import { clockTime, LOCAL_TIME } from '#shared/domain/set-clock.ts';

test('the clock goes on past midnight', () => {
  expect(clockTime('2026-11-28T22:00', 0)).toBe('22:00');
  expect(clockTime('2026-11-28T22:00', 3_599)).toBe('22:59');
  expect(clockTime('2026-11-28T23:30', 45 * 60)).toBe('00:15');
  expect(clockTime('2026-11-28T23:30', 26 * 3600)).toBe('01:30');
});

test.each(['2026-11-28', '2026-13-28T22:00', '2026-11-28T24:00', '2026-11-28T22:00Z', '2026-11-28 22:00'])(
  '%s is no local time',
  (text) => {
    expect(LOCAL_TIME.test(text)).toBe(false);
  },
);
