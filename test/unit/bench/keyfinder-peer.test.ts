import { expect, test } from 'vitest';
import { keyOfNumber } from '#bench/keyfinder-peer.ts';
import { formatMusical } from '#shared/domain/key.ts';

// The order of libkeyfinder's key_t (constants.h): A_MAJOR, A_MINOR, B_FLAT_MAJOR, ... A_FLAT_MINOR, SILENCE.
test.each([
  [0, 'A major'],
  [1, 'A minor'],
  [2, 'Bb major'],
  [6, 'C major'],
  [7, 'C minor'],
  [23, 'Ab minor'],
])('libkeyfinder number %i is %s', (number, name) => {
  const key = keyOfNumber(number);
  expect(key && formatMusical(key)).toBe(name);
});

test('24 is silence, and no other number is a key', () => {
  expect(keyOfNumber(24)).toBeNull();
  for (const number of [-1, 25, 0.5, Number.NaN]) expect(() => keyOfNumber(number)).toThrow(/no key/);
});
