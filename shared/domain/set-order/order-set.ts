import type { EnergyArc } from '#shared/domain/energy-arc.ts';
import type { MixRules, SetTrack } from '#shared/domain/set-checks/set-track.ts';
import { beamOrder } from './beam-order.ts';
import { exactOrder, MOST_EXACT } from './exact-order.ts';
import { type FreePlaces, freePlaces } from './free-places.ts';
import { greedyOrder } from './greedy-order.ts';
import { improveOrder } from './improve-order.ts';
import { OrderPrices, pairTable, type Progress } from './order-prices.ts';

export interface OrderableTrack extends SetTrack {
  /** Stays at its place. */
  readonly locked: boolean;
}

export interface OrderRequest {
  /** In their present order. */
  readonly tracks: readonly OrderableTrack[];
  readonly rules: MixRules;
  /** null = the energy may go as it likes. */
  readonly arc: EnergyArc | null;
}

export interface FoundOrder {
  /** Numbers of the tracks of the request, in the order that is proposed. */
  readonly order: readonly number[];
  /** In nats, of this order, of the present one, and of the nearest neighbour from the same first track. */
  readonly price: number;
  readonly priceBefore: number;
  readonly greedyPrice: number;
  /** Whether no order costs less. */
  readonly isExact: boolean;
}

/** Greedy orders from so many first tracks, evenly chosen. */
const MOST_STARTS = 24;

/** Greedy orders, the one from the present first track first. */
function greedyOrders(prices: OrderPrices, free: FreePlaces): Int32Array[] {
  const { tracks } = free;
  const step = Math.max(1, Math.ceil(tracks.length / MOST_STARTS));
  return Array.from(
    tracks.filter((_, index) => index % step === 0),
    (start) => greedyOrder(prices, free, start),
  );
}

function cheapestOf(prices: OrderPrices, orders: readonly Int32Array[], present: Int32Array): Int32Array {
  // What stands there already wins a tie: a proposal that gains nothing moves nothing.
  let cheapest = present;
  let least = prices.total(present);
  for (const order of orders) {
    const price = prices.total(order);
    if (price >= least - 1e-6) continue;
    cheapest = order;
    least = price;
  }
  return cheapest;
}

/** Orders found without going through all: the best of greedy and beam search, then improved. */
export function searchedOrder(
  prices: OrderPrices,
  free: FreePlaces,
  present: Int32Array,
  onProgress: Progress,
): Int32Array {
  const beam = beamOrder(prices, free, (fraction) => onProgress(0.3 * fraction));
  const start = cheapestOf(prices, [...greedyOrders(prices, free), beam], present);
  return improveOrder(prices, free, start, (fraction) => onProgress(0.3 + 0.7 * fraction));
}

/**
 * Orders tracks with the locked ones in place: the cheapest order of all where few are free, else one found by greedy search, beam
 * search and annealing. Never dearer than the present order or the nearest neighbour; the same again for the same tracks.
 */
export function orderSet({ tracks, rules, arc }: OrderRequest, onProgress: Progress = () => {}): FoundOrder {
  const pairs = pairTable(tracks, rules, (fraction) => onProgress(0.2 * fraction));
  const prices = new OrderPrices(tracks, pairs, arc);
  const free = freePlaces(tracks.length, (place) => tracks[place]?.locked === true);
  const present = Int32Array.from(tracks, (_, place) => place);
  const isExact = free.slots.length <= MOST_EXACT;
  const found = isExact
    ? cheapestOf(prices, [exactOrder(prices, free)], present)
    : searchedOrder(prices, free, present, (fraction) => onProgress(0.2 + 0.8 * fraction));
  return {
    order: [...found],
    price: prices.total(found),
    priceBefore: prices.total(present),
    greedyPrice: prices.total(greedyOrder(prices, free, free.tracks[0] ?? 0)),
    isExact,
  };
}
