import { describe, expect, test } from 'vitest';
import {
  camelotDistance,
  compatibleKeyIndexes,
  describeMove,
  type HarmonicMove,
  harmonicMove,
  transposeKey,
} from '#shared/domain/harmonic.ts';
import { formatCamelot, keyFromIndex, type MusicalKey, parseKey } from '#shared/domain/key.ts';

function key(text: string): MusicalKey {
  const parsed = parseKey(text);
  if (parsed === null) throw new Error(`Not a key: ${text}`);
  return parsed;
}

describe('moves on the wheel', () => {
  // Expected names are music theory: 8A is A minor, 9A is E minor (a fifth above), 3A is Bb minor (a semitone above).
  const cases: readonly (readonly [string, string, HarmonicMove])[] = [
    ['8A', '8A', 'same'],
    ['8A', '9A', 'fifth-up'],
    ['8A', '7A', 'fifth-down'],
    ['12A', '1A', 'fifth-up'],
    ['1B', '12B', 'fifth-down'],
    ['8A', '8B', 'relative'],
    ['8A', '9B', 'diagonal'],
    ['8B', '7A', 'diagonal'],
    ['8A', '10A', 'whole-tone-up'],
    ['8A', '6A', 'whole-tone-down'],
    ['8A', '3A', 'semitone-up'],
    ['3A', '8A', 'semitone-down'],
    ['8A', '2A', 'clash'],
    ['8A', '11B', 'clash'],
  ];
  test.each(cases)('%s to %s is %s', (from, to, move) => {
    expect(harmonicMove(key(from), key(to))).toBe(move);
  });

  test('the name of a move agrees with the semitones between the keys', () => {
    const semitones = { 'fifth-up': 7, 'fifth-down': 5, 'whole-tone-up': 2, 'whole-tone-down': 10, 'semitone-up': 1 };
    for (let index = 0; index < 24; index += 1) {
      const from = keyFromIndex(index);
      for (const [move, count] of Object.entries(semitones)) {
        expect(harmonicMove(from, transposeKey(from, count))).toBe(move);
      }
    }
  });
});

test('strict keeps four keys, loose adds two diagonals, two whole tones and the semitone lift', () => {
  const names = (rule: 'strict' | 'loose') =>
    compatibleKeyIndexes(key('8A'), rule)
      .map((index) => formatCamelot(keyFromIndex(index)))
      .sort();
  expect(names('strict')).toEqual(['7A', '8A', '8B', '9A']);
  expect(names('loose')).toEqual(['10A', '3A', '6A', '7A', '7B', '8A', '8B', '9A', '9B']);
});

test('distance is symmetric, and 7 at most', () => {
  for (let from = 0; from < 24; from += 1) {
    for (let to = 0; to < 24; to += 1) {
      const distance = camelotDistance(keyFromIndex(from), keyFromIndex(to));
      expect(distance).toBe(camelotDistance(keyFromIndex(to), keyFromIndex(from)));
      expect(distance).toBeLessThanOrEqual(7);
      expect(distance === 0).toBe(from === to);
    }
  }
});

test('a move is told with both keys, the same key with one', () => {
  expect(describeMove('fifth-up', key('8A'), key('9A'))).toBe('A fifth up (8A to 9A)');
  expect(describeMove('same', key('8A'), key('8A'))).toBe('Same key (8A)');
});
