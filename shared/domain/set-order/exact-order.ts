import type { FreePlaces } from './free-places.ts';
import type { OrderPrices } from './order-prices.ts';

/** So many free tracks have 24,576 states with 12 ways into each: some milliseconds. */
export const MOST_EXACT = 12;

/** A table over sets of free tracks: the price of the cheapest way to play them in the first slots, by the one played last. */
class SubsetTable {
  private readonly prices: OrderPrices;
  private readonly free: FreePlaces;
  private readonly size: number;
  private readonly best: Float64Array;
  private readonly lastBefore: Int8Array;

  constructor(prices: OrderPrices, free: FreePlaces) {
    this.prices = prices;
    this.free = free;
    this.size = free.slots.length;
    this.best = new Float64Array(this.size << this.size).fill(Number.POSITIVE_INFINITY);
    this.lastBefore = new Int8Array(this.best.length).fill(-1);
  }

  /** Fills the table, smaller sets first. */
  fill(): void {
    for (let set = 1, filled = 0; set < 1 << this.size; set += 1) {
      filled = bitsOf(set) - 1;
      for (let last = 0; last < this.size; last += 1) if ((set >> last) & 1) this.fillOne(set, last, filled);
    }
  }

  /** The tracks of the slots, in order. */
  trace(): number[] {
    let set = (1 << this.size) - 1;
    let last = this.cheapestLast(set);
    const tracks: number[] = [];
    while (last >= 0) {
      tracks.push(this.free.tracks[last] ?? 0);
      const before = this.lastBefore[set * this.size + last] ?? -1;
      set ^= 1 << last;
      last = before;
    }
    return tracks.reverse();
  }

  private fillOne(set: number, last: number, slot: number): void {
    const { locked, slots, tracks } = this.free;
    const [place = 0, track = 0] = [slots[slot], tracks[last]];
    const after = locked[place + 1] ?? -1;
    const own = this.prices.place(track, place) + (after >= 0 ? this.prices.pair(track, after) : 0);
    const before = place > 0 ? (locked[place - 1] ?? -1) : -1;
    const at = set * this.size + last;
    const rest = set ^ (1 << last);
    if (rest === 0) this.best[at] = own + this.prices.pair(before, track);
    else this.fillFrom(rest, at, own, (previous) => this.prices.pair(before >= 0 ? before : previous, track));
  }

  /** The cheapest way there from the tracks of the slots before. */
  private fillFrom(rest: number, at: number, own: number, pair: (previous: number) => number): void {
    const { tracks } = this.free;
    for (let previous = 0; previous < this.size; previous += 1) {
      if (((rest >> previous) & 1) === 0) continue;
      const price = (this.best[rest * this.size + previous] ?? 0) + own + pair(tracks[previous] ?? 0);
      if (price >= (this.best[at] ?? 0)) continue;
      this.best[at] = price;
      this.lastBefore[at] = previous;
    }
  }

  private cheapestLast(set: number): number {
    let cheapest = 0;
    const priceOf = (last: number): number => this.best[set * this.size + last] ?? Number.POSITIVE_INFINITY;
    for (let last = 1; last < this.size; last += 1) if (priceOf(last) < priceOf(cheapest)) cheapest = last;
    return cheapest;
  }
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) bits += 1;
  return bits;
}

/**
 * The cheapest order there is.
 * @returns The track at each place.
 * @throws {RangeError} If more than MOST_EXACT tracks are free.
 * @source Held & Karp 1962, with locked places between.
 */
export function exactOrder(prices: OrderPrices, free: FreePlaces): Int32Array {
  const { locked, slots } = free;
  if (slots.length > MOST_EXACT) throw new RangeError(`${slots.length} free tracks are too many for all their orders.`);
  const order = locked.slice();
  if (slots.length === 0) return order;
  const table = new SubsetTable(prices, free);
  table.fill();
  for (const [slot, track] of table.trace().entries()) order[slots[slot] ?? 0] = track;
  return order;
}
