import type { OrderPrices } from '#shared/domain/set-order/order-prices.ts';
import { FAULT_PRICE } from '#shared/domain/set-order/pair-price.ts';
import type { FillTrack } from './fill-track.ts';

/** For each minute that a set is longer or shorter than asked for: two of them are as bad as a fault. */
const PER_MINUTE = 1;
/** What a track costs that the DJ does not like at all. */
const UNLIKED = 1;
/** The same song twice spoils a set; the same artist is a blemish wherever it comes again. */
const SONG_AGAIN = 4 * FAULT_PRICE;
const ARTIST_AGAIN = FAULT_PRICE;

/** Names that come more than once cost; counted by number, because a search asks millions of times. */
class Repeats {
  private readonly counts: Int32Array;
  private readonly namesOf: readonly (readonly number[])[];
  private readonly prices: Float64Array;

  constructor(tracks: readonly FillTrack[]) {
    const numbers = new Map<string, number>();
    const numberOf = (name: string): number => {
      const known = numbers.get(name) ?? numbers.size;
      numbers.set(name, known);
      return known;
    };
    this.namesOf = tracks.map(({ artists, song }) => [
      ...new Set(artists.map((artist) => numberOf(`artist ${artist}`))),
      ...(song === '' ? [] : [numberOf(`song ${song}`)]),
    ]);
    this.counts = new Int32Array(numbers.size);
    this.prices = Float64Array.from(numbers.keys(), (name) => (name.startsWith('song ') ? SONG_AGAIN : ARTIST_AGAIN));
  }

  /** @returns What the set costs more by it. */
  add(track: number): number {
    let price = 0;
    for (const name of this.namesOf[track] ?? []) {
      const count = this.counts[name] ?? 0;
      if (count > 0) price += this.prices[name] ?? 0;
      this.counts[name] = count + 1;
    }
    return price;
  }

  /** @returns What the set costs more by it: nothing, or less. */
  remove(track: number): number {
    let price = 0;
    for (const name of this.namesOf[track] ?? []) {
      const count = (this.counts[name] ?? 0) - 1;
      if (count > 0) price -= this.prices[name] ?? 0;
      this.counts[name] = count;
    }
    return price;
  }
}

/** A set of a fixed number of places whose tracks are exchanged for others, by moves whose price is the difference they make. */
export class FillSearch {
  readonly order: Int32Array;
  private readonly prices: OrderPrices;
  private readonly tracks: readonly FillTrack[];
  private readonly targetSeconds: number;
  private readonly repeats: Repeats;
  private readonly used: Uint8Array;
  private seconds = 0;

  /** @param order The track at each place. */
  constructor(prices: OrderPrices, tracks: readonly FillTrack[], order: Int32Array, targetSeconds: number) {
    this.prices = prices;
    this.tracks = tracks;
    this.targetSeconds = targetSeconds;
    this.order = order.slice();
    this.repeats = new Repeats(tracks);
    this.used = new Uint8Array(tracks.length);
    for (const track of order) {
      this.used[track] = 1;
      this.seconds += this.secondsOf(track);
      this.repeats.add(track);
    }
  }

  /** Another track takes a place; undone when that costs `most` or more. @returns The difference; 0 when undone. */
  replace(place: number, track: number, most: number): number {
    const { prices, order, repeats } = this;
    const old = order[place] ?? 0;
    if (this.used[track] === 1) return 0;
    const seconds = this.seconds - this.secondsOf(old) + this.secondsOf(track);
    let difference = this.lengthPrice(seconds) - this.lengthPrice(this.seconds) - prices.stretch(order, place, place);
    order[place] = track;
    difference += prices.stretch(order, place, place) + this.dislike(track) - this.dislike(old);
    difference += repeats.remove(old) + repeats.add(track);
    if (difference < most) {
      this.used[old] = 0;
      this.used[track] = 1;
      this.seconds = seconds;
      return difference;
    }
    repeats.remove(track);
    repeats.add(old);
    order[place] = old;
    return 0;
  }

  /** Tracks of two places change; undone when that costs `most` or more. @returns The difference; 0 when undone. */
  swap(a: number, b: number, most: number): number {
    if (a === b) return 0;
    const [first, last] = a < b ? [a, b] : [b, a];
    const before = this.pricesAt(first, last);
    this.exchange(first, last);
    const difference = this.pricesAt(first, last) - before;
    if (difference < most) return difference;
    this.exchange(first, last);
    return 0;
  }

  /** What the set costs: by its tracks and their order, and by its length. */
  total(): { readonly music: number; readonly length: number } {
    const repeats = new Repeats(this.tracks);
    let music = this.prices.total(this.order);
    for (const track of this.order) music += this.dislike(track) + repeats.add(track);
    return { music, length: this.lengthPrice(this.seconds) };
  }

  private secondsOf(track: number): number {
    return this.tracks[track]?.seconds ?? 0;
  }

  private dislike(track: number): number {
    return UNLIKED * (1 - (this.tracks[track]?.liking ?? 0));
  }

  private lengthPrice(seconds: number): number {
    return (PER_MINUTE * Math.abs(seconds - this.targetSeconds)) / 60;
  }

  private exchange(a: number, b: number): void {
    const track = this.order[a] ?? 0;
    this.order[a] = this.order[b] ?? 0;
    this.order[b] = track;
  }

  private pricesAt(first: number, last: number): number {
    if (last - first <= 1) return this.prices.stretch(this.order, first, last);
    return this.prices.stretch(this.order, first, first) + this.prices.stretch(this.order, last, last);
  }
}
