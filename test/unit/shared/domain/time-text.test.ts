import { expect, test } from 'vitest';
import { formatClock, formatTenths, formatTime } from '#shared/domain/time-text.ts';

test('times are in minutes, and in hours from one hour on', () => {
  expect([0, 59.9, 61, 3599, 3661].map(formatTime)).toEqual(['0:00', '0:59', '1:01', '59:59', '1:01:01']);
});

test('positions are to a tenth of a second', () => {
  expect([0, 9.96, 61.25, -1, 10_768].map(formatTenths)).toEqual(['0:00.0', '0:09.9', '1:01.2', '0:00.0', '2:59:28.0']);
});

test('a running clock has one width within an hour', () => {
  expect([0, 9.96, 61.25, -1].map(formatClock)).toEqual(['00:00.0', '00:09.9', '01:01.2', '00:00.0']);
  expect(formatClock(10_768)).toBe('2:59:28.0');
});
