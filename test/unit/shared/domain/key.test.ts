import { expect, test } from 'vitest';
import {
  formatCamelot,
  formatMusical,
  formatOpenKey,
  keyFromIndex,
  keyIndex,
  musicalKey,
  parseKey,
} from '#shared/domain/key.ts';

test('A minor is 8A and 1m, C major is 8B and 1d', () => {
  expect([formatCamelot(musicalKey(9, 'minor')), formatOpenKey(musicalKey(9, 'minor'))]).toEqual(['8A', '1m']);
  expect([formatCamelot(musicalKey(0, 'major')), formatOpenKey(musicalKey(0, 'major'))]).toEqual(['8B', '1d']);
});

test('every key survives each notation and the index', () => {
  for (let index = 0; index < 24; index += 1) {
    const key = keyFromIndex(index);
    expect(keyIndex(key)).toBe(index);
    expect(parseKey(formatCamelot(key))).toEqual(key);
    expect(parseKey(formatOpenKey(key))).toEqual(key);
    expect(parseKey(formatMusical(key))).toEqual(key);
  }
});

test('words that are not keys are refused', () => {
  for (const text of ['', 'o', 'H', '13A', '0B', 'Am7', 'minor']) expect(parseKey(text)).toBeNull();
});
