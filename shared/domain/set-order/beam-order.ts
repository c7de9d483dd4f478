import type { FreePlaces } from './free-places.ts';
import type { OrderPrices, Progress } from './order-prices.ts';

/** Beginnings that are kept, as long as looking at all ways on from them costs less than this for the whole set. */
const MOST_LOOKS = 24e6;
const [NARROWEST, WIDEST] = [4, 48];

const widthFor = (tracks: number): number =>
  Math.min(WIDEST, Math.max(NARROWEST, Math.floor(MOST_LOOKS / (2 * tracks ** 2))));

/** A beginning of an order. */
interface Beginning {
  readonly price: number;
  readonly track: number;
  readonly before: Beginning | null;
  readonly used: Uint8Array;
}

/** The cheapest so far, in order of price; no more than a number of them. */
class Cheapest<Item extends { readonly price: number }> {
  readonly items: Item[] = [];
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** A price from which on nothing is kept. */
  get limit(): number {
    return this.items.length < this.most ? Number.POSITIVE_INFINITY : (this.items.at(-1)?.price ?? 0);
  }

  add(item: Item): void {
    let at = this.items.length;
    while (at > 0 && (this.items[at - 1]?.price ?? 0) > item.price) at -= 1;
    this.items.splice(at, 0, item);
    if (this.items.length > this.most) this.items.pop();
  }
}

interface Next {
  readonly price: number;
  readonly track: number;
  readonly from: Beginning;
}

/** The cheapest ways on from beginnings, by one track at a place. */
function waysOn(prices: OrderPrices, free: FreePlaces, beam: readonly Beginning[], place: number): Beginning[] {
  const { locked, tracks } = free;
  const lockedBefore = place > 0 ? (locked[place - 1] ?? -1) : -1;
  const after = locked[place + 1] ?? -1;
  const next = new Cheapest<Next>(widthFor(tracks.length));
  for (const from of beam) {
    const before = lockedBefore >= 0 ? lockedBefore : from.track;
    for (const track of tracks) {
      if (from.used[track] === 1) continue;
      const own = prices.pair(before, track) + prices.place(track, place);
      const price = from.price + own + (after < 0 ? 0 : prices.pair(track, after));
      if (price < next.limit) next.add({ price, track, from });
    }
  }
  return next.items.map(({ price, track, from }) => {
    const used = from.used.slice();
    used[track] = 1;
    return { price, track, before: from, used };
  });
}

/**
 * Beam search: at each free place the cheapest beginnings go on, all others are dropped.
 * @returns The track at each place.
 */
export function beamOrder(prices: OrderPrices, free: FreePlaces, onProgress: Progress): Int32Array {
  const { locked, slots } = free;
  let beam: Beginning[] = [{ price: 0, track: -1, before: null, used: new Uint8Array(prices.count) }];
  for (const [slot, place] of slots.entries()) {
    beam = waysOn(prices, free, beam, place);
    onProgress((slot + 1) / slots.length);
  }
  const order = locked.slice();
  let end: Beginning | null = beam[0] ?? null;
  for (const place of slots.toReversed()) {
    order[place] = end?.track ?? 0;
    end = end?.before ?? null;
  }
  return order;
}
