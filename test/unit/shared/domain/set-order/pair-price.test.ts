import { describe, expect, test } from 'vitest';
import { pairCost } from '#shared/domain/set-checks/pair-faults.ts';
import type { MixRules, SetTrack } from '#shared/domain/set-checks/set-track.ts';
import { FAULT_PRICE, PairPrices } from '#shared/domain/set-order/pair-price.ts';
import { inventOrderTracks, ORDER_RULES } from '#test/support/order-tracks.ts';

/** 8A, 124 BPM. */
const TRACK: SetTrack = { id: 'a', title: '', bpm: 124, key: 14, energy: 0.5, artists: ['a'], song: 'a' };
const OTHER: SetTrack = { ...TRACK, id: 'b', artists: ['b'], song: 'b' };
const price = (change: Partial<SetTrack>, rules: Partial<MixRules> = {}) =>
  new PairPrices({ ...ORDER_RULES, ...rules }).of(TRACK, { ...OTHER, ...change });

describe('a pair costs', () => {
  test('nothing where key, tempo and energy are the same and the artist is not', () => {
    expect(price({})).toBe(0);
  });

  test('what a move is rarer than the same key: the relative key less than a fifth, a fifth less than a diagonal', () => {
    const moves = [{ key: 15 }, { key: 16 }, { key: 17 }, { key: 18 }, { key: 4 }].map((change) => price(change));
    expect(moves).toEqual(moves.toSorted((a, b) => a - b));
    expect(new Set(moves).size).toBe(5);
  });

  test('as a fault what the strict rule does not allow, and the loose one does', () => {
    expect(price({ key: 17 }) - price({ key: 17 }, { keyRule: 'loose' })).toBeCloseTo(FAULT_PRICE, 9);
    expect(price({ key: 4 }, { keyRule: null })).toBe(0);
  });

  test('by the key that is heard where key lock is off: 6 % faster is a semitone up', () => {
    // 117 BPM played at 124 sounds a semitone higher: 1A (a semitone under 8A) is heard as 8A.
    expect(price({ bpm: 117, key: 0 }, { keyLock: false })).toBeCloseTo(price({ bpm: 117 }), 9);
    expect(price({ bpm: 117, key: 0 })).toBeGreaterThan(price({ bpm: 117, key: 0 }, { keyLock: false }));
  });

  test('a little for half time, a fault where half time does not mix', () => {
    expect(price({ bpm: 62 })).toBeLessThan(0.5);
    expect(price({ bpm: 62 }, { halfDoubleTime: false })).toBeGreaterThan(FAULT_PRICE);
  });

  test('between right and wrong what is not known', () => {
    for (const change of [{ key: null }, { bpm: null }] as const) {
      expect(price(change)).toBeGreaterThan(0);
      expect(price(change)).toBeLessThan(price({ key: 4, bpm: 160 }));
    }
    expect(price({ energy: null })).toBeLessThan(price({ energy: 1 }));
  });

  test('a fault for an artist twice in a row, two for a song', () => {
    expect(price({ artists: ['c', 'a'] })).toBe(FAULT_PRICE);
    expect(price({ artists: ['a'], song: 'a' })).toBe(2 * FAULT_PRICE);
    expect(price({ song: '' })).toBe(0);
  });
});

test('whatever the checks of a set would tell costs a fault, by any rules', () => {
  const tracks = inventOrderTracks(40, 9).map((track) => ({ ...track, song: track.id }));
  for (const keyRule of ['strict', 'loose', null] as const) {
    for (const keyLock of [true, false]) {
      const rules = { ...ORDER_RULES, keyRule, keyLock };
      const prices = new PairPrices(rules);
      for (const from of tracks) {
        for (const to of tracks) {
          expect(prices.of(from, to)).toBeGreaterThanOrEqual(FAULT_PRICE * pairCost(from, to, rules));
        }
      }
    }
  }
});
