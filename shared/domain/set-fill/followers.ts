import type { OrderPrices } from '#shared/domain/set-order/order-prices.ts';

/** So many follow each track best, out of a thousand. */
const KEPT = 40;

/** Which tracks of a pool follow a track best; found when it is first asked for. */
export class Followers {
  private readonly prices: OrderPrices;
  private readonly pool: readonly number[];
  private readonly known = new Map<number, readonly number[]>();

  /** @param pool Numbers of the tracks that may follow. */
  constructor(prices: OrderPrices, pool: readonly number[]) {
    this.prices = prices;
    this.pool = pool;
  }

  /** @returns At least one, where the pool has any other track. */
  of(track: number): readonly number[] {
    const known = this.known.get(track);
    if (known !== undefined) return known;
    const { prices } = this;
    const best = this.pool
      .filter((other) => other !== track)
      .toSorted((a, b) => prices.pair(track, a) - prices.pair(track, b))
      .slice(0, KEPT);
    this.known.set(track, best);
    return best;
  }
}
