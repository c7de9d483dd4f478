import type { FreePlaces } from './free-places.ts';
import type { OrderPrices } from './order-prices.ts';

/**
 * Nearest neighbour: always the cheapest track that is left, looking no further. What a DJ does who scrolls a list sorted by fit,
 * and what every other search is held against.
 * @param start Free track for the first free place.
 * @returns The track at each place.
 */
export function greedyOrder(prices: OrderPrices, { locked, slots, tracks }: FreePlaces, start: number): Int32Array {
  const order = locked.slice();
  const left = new Set(tracks);
  for (const [slot, place] of slots.entries()) {
    const before = place > 0 ? (order[place - 1] ?? -1) : -1;
    let cheapest = start;
    let least = Number.POSITIVE_INFINITY;
    for (const track of slot === 0 ? [] : left) {
      const price = prices.pair(before, track) + prices.place(track, place);
      if (price >= least) continue;
      least = price;
      cheapest = track;
    }
    order[place] = cheapest;
    left.delete(cheapest);
  }
  return order;
}
