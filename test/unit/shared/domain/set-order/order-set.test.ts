import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EnergyArc } from '#shared/domain/energy-arc.ts';
import { exactOrder, MOST_EXACT } from '#shared/domain/set-order/exact-order.ts';
import { freePlaces } from '#shared/domain/set-order/free-places.ts';
import { greedyOrder } from '#shared/domain/set-order/greedy-order.ts';
import { OrderPrices, pairTable } from '#shared/domain/set-order/order-prices.ts';
import { type OrderableTrack, orderSet, searchedOrder } from '#shared/domain/set-order/order-set.ts';
import { inventOrderTracks, ORDER_RULES } from '#test/support/order-tracks.ts';

const ARCS: readonly (EnergyArc | null)[] = [
  null,
  { kind: 'named', name: 'peak-time' },
  { kind: 'named', name: 'roller-coaster' },
  { kind: 'drawn', points: [{ at: 0.5, energy: 0.9 }] },
];
const arcs = fc.constantFrom(...ARCS);
const seeds = fc.integer({ min: 1, max: 1e6 });

function partsOf(tracks: readonly OrderableTrack[], arc: EnergyArc | null) {
  const prices = new OrderPrices(tracks, pairTable(tracks, ORDER_RULES), arc);
  const free = freePlaces(tracks.length, (place) => tracks[place]?.locked === true);
  return { prices, free, present: Int32Array.from(tracks, (_, place) => place) };
}

/** All orders of some numbers. */
function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) {
    for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
  }
}

const unlocked = (tracks: readonly OrderableTrack[]) => tracks.map((track) => ({ ...track, locked: false }));

describe('the exact order', () => {
  test('costs as little as the cheapest of all orders, locked tracks in place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), seeds, arcs, (count, seed, arc) => {
        const { prices, free, present } = partsOf(inventOrderTracks(count, seed), arc);
        let least = prices.total(present);
        for (const tracks of permutations([...free.tracks])) {
          const order = present.slice();
          for (const [slot, place] of free.slots.entries()) order[place] = tracks[slot] ?? -1;
          least = Math.min(least, prices.total(order));
        }
        expect(prices.total(exactOrder(prices, free))).toBeCloseTo(least, 6);
      }),
      { numRuns: 60 },
    );
  });

  test('is refused for more tracks than it can go through', () => {
    const { prices, free } = partsOf(unlocked(inventOrderTracks(MOST_EXACT + 1, 1)), null);
    expect(() => exactOrder(prices, free)).toThrow(RangeError);
  });
});

describe('an order that is proposed', () => {
  test('has every track once, the locked ones where they were, and costs no more than the present one or greedy', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), seeds, arcs, (count, seed, arc) => {
        const tracks = inventOrderTracks(count, seed);
        const found = orderSet({ tracks, rules: ORDER_RULES, arc });
        expect(found.order.toSorted((a, b) => a - b)).toEqual(tracks.map((_, index) => index));
        for (const [place, track] of tracks.entries()) if (track.locked) expect(found.order[place]).toBe(place);
        expect(found.price).toBeLessThanOrEqual(found.priceBefore + 1e-6);
        expect(found.price).toBeLessThanOrEqual(found.greedyPrice + 1e-6);
      }),
      { numRuns: 25 },
    );
  });

  test('is the same again for the same tracks', () => {
    const request = { tracks: inventOrderTracks(30, 7), rules: ORDER_RULES, arc: ARCS[1] ?? null };
    expect(orderSet(request)).toEqual(orderSet(request));
  });

  test('moves nothing where nothing is gained', () => {
    const tracks = Array.from(
      { length: 20 },
      (): OrderableTrack => ({
        id: '',
        title: '',
        bpm: 124,
        key: 3,
        energy: 0.5,
        artists: [],
        song: '',
        locked: false,
      }),
    );
    const { order, price, priceBefore } = orderSet({ tracks, rules: ORDER_RULES, arc: null });
    expect(order).toEqual(tracks.map((_, index) => index));
    expect([price, priceBefore]).toEqual([0, 0]);
  });

  test('follows the arc: the energies of a closing set fall', () => {
    const energies = [0.2, 0.9, 0.4, 0.7, 0.3, 0.8, 0.5, 0.6];
    const tracks = energies.map(
      (energy, index): OrderableTrack => ({
        id: String(index),
        title: '',
        bpm: 120,
        key: 0,
        energy,
        artists: [],
        song: '',
        locked: false,
      }),
    );
    const { order } = orderSet({ tracks, rules: ORDER_RULES, arc: { kind: 'named', name: 'closing' } });
    expect(order.map((index) => energies[index])).toEqual([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2]);
  });

  test('tells how far it is, never backwards', () => {
    const told: number[] = [];
    orderSet({ tracks: inventOrderTracks(40, 5), rules: ORDER_RULES, arc: null }, (fraction) => told.push(fraction));
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });
});

describe('the search that does not go through all orders', () => {
  test('stays within 2 % of the cheapest order of ten to twelve tracks', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const arc = ARCS[seed % ARCS.length] ?? null;
      const { prices, free, present } = partsOf(unlocked(inventOrderTracks(10 + (seed % 3), seed)), arc);
      const found = prices.total(searchedOrder(prices, free, present, () => {}));
      expect(found / prices.total(exactOrder(prices, free))).toBeLessThanOrEqual(1.02);
    }
  });

  // In parts, because each takes some seconds.
  test.each([0, 1, 2, 3])(
    'is a tenth below nearest neighbour on average of 50 sets, and never above: part %i',
    (part) => {
      const shares = Array.from({ length: 50 }, (_, index) => {
        const tracks = inventOrderTracks(13 + ((index * 7) % 24), 1 + index + 50 * part);
        const { price, greedyPrice } = orderSet({ tracks, rules: ORDER_RULES, arc: ARCS[index % ARCS.length] ?? null });
        return price / greedyPrice;
      });
      expect(Math.max(...shares)).toBeLessThanOrEqual(1);
      expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThanOrEqual(0.9);
    },
  );
});

describe('nearest neighbour', () => {
  test('starts where it is told and takes the cheapest that is left', () => {
    const tracks = unlocked(inventOrderTracks(9, 11));
    const { prices, free } = partsOf(tracks, null);
    const order = greedyOrder(prices, free, 4);
    expect(order[0]).toBe(4);
    for (let place = 1; place < order.length; place += 1) {
      const before = order[place - 1] ?? 0;
      const left = [...order].slice(place).map((track) => prices.pair(before, track));
      expect(left[0]).toBe(Math.min(...left));
    }
  });
});
