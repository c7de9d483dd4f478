import { describe, expect, test } from 'vitest';
import { parseByteRange } from '#main/media/byte-range.ts';

describe('of 100 bytes', () => {
  test.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-', 0, 99],
    ['bytes=10-19', 10, 19],
    ['bytes=99-', 99, 99],
    ['bytes=90-1000', 90, 99],
    ['bytes=-1', 99, 99],
    ['bytes=-100', 0, 99],
    ['bytes=-5000', 0, 99],
    [' bytes=1-2 ', 1, 2],
  ])('%s is %i to %i', (header, first, last) => {
    expect(parseByteRange(header, 100)).toEqual({ first, last });
  });

  test.each(['bytes=100-', 'bytes=100-200', 'bytes=5000-6000', 'bytes=-0'])('%s lies outside', (header) => {
    expect(parseByteRange(header, 100)).toBe('unsatisfiable');
  });

  test.each([
    null,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=5-2',
    'bytes=1-2,5-6',
    'items=0-5',
    'bytes=1.5-2',
  ])('%s is ignored, so the whole is sent', (header) => {
    expect(parseByteRange(header, 100)).toBeNull();
  });
});

test('nothing of an empty file can be asked for', () => {
  expect(parseByteRange('bytes=0-', 0)).toBe('unsatisfiable');
});
